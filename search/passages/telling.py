"""The words that tell what a passage is about, and how much each of them tells: what passages are
matched by.

A word weighs by its rarity among all paragraphs (the inverse document frequency of BM25); words
that stand together in the passage weigh more where they stand so in another. What only says how a
sentence is built (the stop words of PostgreSQL's English dictionary) tells nothing, nor does a
number, nor a word that no other paragraph has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from reports.overview.cache import cached_by_version
from search.index.door import PassageWord, SharedTerm, words_of_paragraphs

MOST_WORDS = 12
"""The most telling words of a passage, by which it is matched."""
SIDE_BY_SIDE = 0.5
"""What standing together adds, as a share of what the commoner of the two words weighs."""
APART = 2
"""Words that stand together: side by side, or with one word between them."""
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


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: its stem, how the passage writes it, in how many paragraphs it occurs, and
    what it weighs.
    """

    stem: str
    written: str
    paragraphs: int
    weight: float


@dataclass(frozen=True, slots=True)
class Telling:
    """What a passage is matched by: its words, the rarest first, and which of them stand together."""

    words: tuple[Word, ...] = ()
    together: tuple[SharedTerm, ...] = ()

    @property
    def terms(self) -> list[SharedTerm]:
        """All that is looked for, each in a paragraph or not; the words come first, in order."""
        return [*(SharedTerm((word.stem,), word.weight) for word in self.words), *self.together]

    def shared(self, numbers: Iterable[int]) -> tuple[Word, ...]:
        """Why a paragraph with the terms of these numbers, counted from 1, is a match: the words
        that tell most.

        None where they are too few for a match.
        """
        shared = [self.words[number - 1] for number in sorted(numbers) if number <= len(self.words)]
        weight = sum(word.weight for word in shared)
        enough = weight >= LEAST_SHARE * sum(word.weight for word in self.words)
        if not enough or len(shared) < min(LEAST_WORDS, len(self.words)):
            return ()
        return self.named(numbers)

    def named(self, numbers: Iterable[int]) -> tuple[Word, ...]:
        """The words among the terms of these numbers that tell most, the rarest first."""
        shared = [self.words[number - 1] for number in sorted(numbers) if number <= len(self.words)]
        if not shared:
            return ()
        least = WORTH_SAYING * max(word.weight for word in shared)
        first, others = shared[:LEAST_WORDS], shared[LEAST_WORDS:]
        said = first + [word for word in others if word.weight >= least]
        return tuple(said[:MOST_SAID])


@cached_by_version(KEPT_ANSWERS)
def telling_of(paragraphs: tuple[int, ...]) -> dict[int, Telling]:
    """What each of these paragraphs, by its key, is matched by; one statement for all of them."""
    words = words_of_paragraphs(paragraphs)
    return {paragraph: _telling(each) for paragraph, each in words.items()}


def _telling(places: Sequence[PassageWord]) -> Telling:
    """What a passage is matched by, from its words by place."""
    mentions: dict[str, list[PassageWord]] = {}
    for word in places:
        mentions.setdefault(word.stem, []).append(word)
    words = [_word(each) for each in mentions.values()]
    most = sorted(words, key=lambda word: (-word.weight, word.stem))[:MOST_WORDS]
    rarest = tuple(sorted(most, key=lambda word: (word.paragraphs, word.stem)))
    return Telling(rarest, _together(places, rarest))


def _word(mentions: Sequence[PassageWord]) -> Word:
    """A word that the passage has once or more often: each further mention adds less."""
    first = mentions[0]
    weight = first.rarity * (1 + log(len(mentions)))
    return Word(first.stem, first.written, first.paragraphs, weight)


def _together(places: Sequence[PassageWord], words: Sequence[Word]) -> tuple[SharedTerm, ...]:
    weights = {word.stem: word.weight for word in words}
    pairs: dict[tuple[str, str, int], SharedTerm] = {}
    for one, other in pairwise([word for word in places if word.stem in weights]):
        apart = other.place - one.place
        if apart <= APART and one.stem != other.stem:
            weight = SIDE_BY_SIDE * min(weights[one.stem], weights[other.stem])
            pairs[one.stem, other.stem, apart] = SharedTerm((one.stem, other.stem), weight, apart)
    return tuple(pairs.values())
