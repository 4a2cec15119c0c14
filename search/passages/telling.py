"""Telling words: the words that say what a passage is about, by which passages are matched.

A word weighs by its rarity among all paragraphs (the inverse document frequency of BM25). Words
that stand together in the passage weigh more where they stand together in the other passage too.
Stop words (those of PostgreSQL's English dictionary), numbers, and words that no other paragraph
has are not telling words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from reports.overview.cache import cached_by_version
from search.index.door import PassageWord, SharedTerm, words_of_paragraphs

MOST_WORDS = 12
"""The telling words by which a passage is matched, at most."""
SIDE_BY_SIDE = 0.5
"""The weight of two words that stand together, as a share of the weight of the commoner one."""
APART = 2
"""The greatest distance of words that stand together: one word may be between them."""
LEAST_WORDS = 2
"""The fewest telling words that a match must share."""
LEAST_SHARE = 0.15
"""The least share of the weight of all telling words that a match must have."""

WORTH_NAMING = 1 / 3
"""Shared words below this share of the heaviest one's weight are not named: they hardly made the
match.
"""
MOST_NAMED = 6
"""The most shared words that are named."""

CACHED_ANSWERS = 256


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A telling word: its stem, its written form in the passage, the number of paragraphs of the
    archive that have it, and its weight.
    """

    stem: str
    written: str
    paragraphs: int
    weight: float


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The telling words of a passage, the rarest first, and pairs of them that stand together."""

    words: tuple[TellingWord, ...] = ()
    together: tuple[SharedTerm, ...] = ()

    @property
    def terms(self) -> list[SharedTerm]:
        """The terms that a match may share: the words in their order, then the pairs."""
        return [*(SharedTerm((word.stem,), word.weight) for word in self.words), *self.together]

    def shared(self, numbers: Iterable[int]) -> tuple[TellingWord, ...]:
        """The most telling words that a match shares; empty if it shares too little to be a match.

        `numbers` are those of the terms that it shares, counted from 1.
        """
        shared = [self.words[number - 1] for number in sorted(numbers) if number <= len(self.words)]
        weight = sum(word.weight for word in shared)
        enough = weight >= LEAST_SHARE * sum(word.weight for word in self.words)
        if not enough or len(shared) < min(LEAST_WORDS, len(self.words)):
            return ()
        return self.most_telling(numbers)

    def most_telling(self, numbers: Iterable[int]) -> tuple[TellingWord, ...]:
        """The most telling words among the terms with these numbers, the rarest first."""
        shared = [self.words[number - 1] for number in sorted(numbers) if number <= len(self.words)]
        if not shared:
            return ()
        least = WORTH_NAMING * max(word.weight for word in shared)
        first, others = shared[:LEAST_WORDS], shared[LEAST_WORDS:]
        named = first + [word for word in others if word.weight >= least]
        return tuple(named[:MOST_NAMED])


@cached_by_version(CACHED_ANSWERS)
def telling_of(paragraphs: tuple[int, ...]) -> dict[int, TellingWords]:
    """The telling words of each of these paragraphs, by its key; one statement for all of them."""
    words = words_of_paragraphs(paragraphs)
    return {paragraph: _telling(each) for paragraph, each in words.items()}


def _telling(places: Sequence[PassageWord]) -> TellingWords:
    """The telling words of a passage, from its words in the order of their places."""
    mentions: dict[str, list[PassageWord]] = {}
    for word in places:
        mentions.setdefault(word.stem, []).append(word)
    words = [_word(each) for each in mentions.values()]
    heaviest = sorted(words, key=lambda word: (-word.weight, word.stem))[:MOST_WORDS]
    rarest_first = tuple(sorted(heaviest, key=lambda word: (word.paragraphs, word.stem)))
    return TellingWords(rarest_first, _together(places, rarest_first))


def _word(mentions: Sequence[PassageWord]) -> TellingWord:
    """The telling word of some mentions; each further mention adds less weight."""
    first = mentions[0]
    weight = first.rarity * (1 + log(len(mentions)))
    return TellingWord(first.stem, first.written, first.paragraphs, weight)


def _together(
    places: Sequence[PassageWord], words: Sequence[TellingWord]
) -> tuple[SharedTerm, ...]:
    """The pairs of telling words that stand together in the passage."""
    weights = {word.stem: word.weight for word in words}
    pairs: dict[tuple[str, str, int], SharedTerm] = {}
    for one, other in pairwise([word for word in places if word.stem in weights]):
        apart = other.place - one.place
        if apart <= APART and one.stem != other.stem:
            weight = SIDE_BY_SIDE * min(weights[one.stem], weights[other.stem])
            pairs[one.stem, other.stem, apart] = SharedTerm((one.stem, other.stem), weight, apart)
    return tuple(pairs.values())
