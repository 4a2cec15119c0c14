"""The words that tell what a passage is about, and how much each of them tells: what passages are
matched by.

A word weighs by its rarity among all paragraphs (the inverse document frequency of
`search/index/ranking.py`); words that stand together in the passage weigh more where they stand so
in another. What only says how a sentence is built (the stop words of PostgreSQL's English
dictionary) tells nothing, nor does a number, nor a word that stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from django.db import connection

from reports.overview.cache import cached_by_version
from search.index.door import COMMONEST, Frequencies, rarity, tsquery_of

MOST_WORDS = 12
"""The most telling words of a passage, by which it is matched."""
SIDE_BY_SIDE = 0.5
"""What standing together adds, as a share of what the commoner of the two words weighs."""
APART = 2
"""Words that stand together: side by side, or with one word between them."""
AVERAGE_LENGTH = 486
"""Characters of a paragraph: the mean of 7,650 numbered paragraphs of 152 ILACS reports."""
LENGTH_WEIGHT = 0.4
"""How much a long passage must share more than a short one: BM25's b, lower, for few words are
asked for.
"""
LENGTH = {"b": LENGTH_WEIGHT, "average": float(AVERAGE_LENGTH)}
"""What a query needs to weigh a paragraph by its length: `1 - b + b * length(text) / average`."""
LEAST_WORDS = 2
LEAST_SHARE = 0.15
"""What a match must share at least: so many telling words, and so much of the weight of all of
them.
"""

WORTH_SAYING = 1 / 3
"""Shared words that weigh less than this share of the heaviest one are not named: they hardly made
the match.
"""
MOST_SAID = 6

KEPT_ANSWERS = 256

Place = tuple[int, str, str]
"""A word of a passage: its place, its stem, and how it is written there, in small letters."""


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: its stem, how the passage writes it, in how many paragraphs it stands, and
    what it weighs.
    """

    stem: str
    written: str
    paragraphs: int
    weight: float

    @property
    def query(self) -> str:
        return tsquery_of((self.stem,))


@dataclass(frozen=True, slots=True)
class Together:
    """Two telling words as they stand in the passage, as a tsquery, and what they weigh."""

    query: str
    weight: float


@dataclass(frozen=True, slots=True)
class Telling:
    """What a passage is matched by: its words, the rarest first, and which of them stand together."""

    words: tuple[Word, ...] = ()
    together: tuple[Together, ...] = ()

    @property
    def terms(self) -> tuple[Word | Together, ...]:
        """All that is asked for, each found in a paragraph or not; the words come first, in their
        order.
        """
        return (*self.words, *self.together)

    def shared(self, places: Iterable[int]) -> tuple[Word, ...]:
        """Why a paragraph with the terms at these places, counted from 1, is a match: the words
        that tell most.

        None where they are too few for a match.
        """
        shared = tuple(
            self.words[place - 1] for place in sorted(places) if place <= len(self.words)
        )
        weight = sum(word.weight for word in shared)
        enough = weight >= LEAST_SHARE * sum(word.weight for word in self.words)
        if not enough or len(shared) < min(LEAST_WORDS, len(self.words)):
            return ()
        least = WORTH_SAYING * max(word.weight for word in shared)
        return tuple(
            word for place, word in enumerate(shared) if place < LEAST_WORDS or word.weight >= least
        )[:MOST_SAID]


@cached_by_version(KEPT_ANSWERS)
def telling_of(paragraphs: tuple[int, ...]) -> dict[int, Telling]:
    """What each of these paragraphs is matched by; one query for all of them."""
    places: dict[int, list[Place]] = {pk: [] for pk in paragraphs}
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(WORDS, {"paragraphs": list(paragraphs), "common": COMMONEST})
        for paragraph, stem, written, at, in_paragraphs in cursor.fetchall():
            counts[stem] = in_paragraphs
            if paragraph is not None:
                places[paragraph].append((at, stem, written))
    total = max(counts.pop("", 0), *counts.values(), 1)
    return {
        paragraph: _telling(sorted(words), Frequencies(counts, total))
        for paragraph, words in places.items()
    }


# A word stands twice at its place: as its stem, and behind the sign as it is written. The last row
# is for the total.
WORDS = """
    WITH word AS (
        SELECT paragraph.id, each.lexeme, place FROM reports_paragraph AS paragraph,
            unnest(paragraph.search_vector) AS each, unnest(each.positions) AS place
        WHERE paragraph.id = ANY (%(paragraphs)s)
    )
    SELECT stem.id, stem.lexeme, substr(written.lexeme, 2), stem.place, known.paragraphs
    FROM word AS stem
    JOIN word AS written ON written.id = stem.id AND written.place = stem.place AND starts_with(written.lexeme, '=')
    JOIN reports_lexeme AS known ON known.lexeme = stem.lexeme
    WHERE NOT starts_with(stem.lexeme, '=') AND ts_lexize('english_stem', substr(written.lexeme, 2)) <> '{}'
        AND stem.lexeme !~ '^[0-9]' AND known.paragraphs > 1
    UNION ALL
    SELECT NULL, '', '', 0, coalesce(max(paragraphs), 0) FROM reports_lexeme WHERE lexeme = ANY (%(common)s)
"""


def _telling(places: Sequence[Place], counted: Frequencies) -> Telling:
    times: dict[str, list[str]] = {}
    for _, stem, written in places:
        times.setdefault(stem, []).append(written)
    words = [_word(stem, written, counted) for stem, written in times.items()]
    most = sorted(words, key=lambda word: (-word.weight, word.stem))[:MOST_WORDS]
    rarest = tuple(sorted(most, key=lambda word: (word.paragraphs, word.stem)))
    return Telling(rarest, _together(places, rarest))


def _word(stem: str, written: Sequence[str], counted: Frequencies) -> Word:
    """A word that the passage writes so, once or more often: each further mention adds less."""
    paragraphs = counted.paragraphs[stem]
    return Word(
        stem, written[0], paragraphs, rarity(paragraphs, counted.total) * (1 + log(len(written)))
    )


def _together(places: Sequence[Place], words: Sequence[Word]) -> tuple[Together, ...]:
    weights = {word.stem: word.weight for word in words}
    selected = [(place, stem) for place, stem, _ in places if stem in weights]
    pairs = {
        (one, other, there - here): SIDE_BY_SIDE * min(weights[one], weights[other])
        for (here, one), (there, other) in pairwise(selected)
        if there - here <= APART and one != other
    }
    return tuple(
        Together(f"{tsquery_of((one,))} <{apart}> {tsquery_of((other,))}", weight)
        for (one, other, apart), weight in pairs.items()
    )
