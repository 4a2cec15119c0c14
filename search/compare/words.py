"""Distinctive words: those used more in the passages of one report than in those of the others.

Words are counted by their stems in the index, and shown as written. A word is distinctive if its
share of all words is at least twice as high as in the other passages. Words are ordered by the
difference of these shares, weighted by how rare the word is in the whole archive (its inverse
document frequency, as in `search/index/ranking.py`). Stop words are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.models import Paragraph
from reports.models.indexed_text import words_of
from search.compare.grades import ComparedAuthority
from search.compare.reading import ReportPassages
from search.index.door import rarity_of_stems, stems_of, stems_of_each

MOST_WORDS = 12
"""The most words shown of each report."""
LEAST_TIMES = 2
"""The fewest times that a word must be used: once may be chance."""
TIMES_AS_OFTEN = 2
"""How many times as high its share of all words must be as in the other passages."""
SHORTEST = 2
"""The fewest letters of a word; single letters remain of words with an apostrophe."""


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word, and how often the passages of one report and those of all others use it."""

    word: str
    here: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class DistinctiveWords:
    """The distinctive words of one report.

    `here` and `elsewhere` count all words in its passages, and in those of the others.
    """

    compared: ComparedAuthority
    words: tuple[WordUse, ...]
    here: int
    elsewhere: int


def distinctive_words(readings: Sequence[ReportPassages]) -> list[DistinctiveWords]:
    """The distinctive words of each report with passages; none unless two reports have passages."""
    with_passages = [reading for reading in readings if reading.passages]
    if len(with_passages) < 2:
        return []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    counts = [_counted(each.paragraphs, written) for each in with_passages]
    of_all = sum(counts, Counter[str]())
    frequent = {stem for stem, times in of_all.items() if times >= LEAST_TIMES}
    weights = _weights(frequent - _names(with_passages))
    distinctive = []
    for reading, own in zip(with_passages, counts, strict=True):
        others = of_all - own
        chosen = _chosen(own, others, weights)
        words = tuple(WordUse(_spelt(written[stem]), own[stem], others[stem]) for stem in chosen)
        distinctive.append(DistinctiveWords(reading.compared, words, own.total(), others.total()))
    return distinctive


def _counted(paragraphs: Sequence[Paragraph], written: dict[str, Counter[str]]) -> Counter[str]:
    """How often each stem occurs in some paragraphs; adds its written forms to `written`."""
    words: list[str] = []
    for paragraph in paragraphs:
        words += words_of(paragraph.text)
    stems_of = stems_of_each(words)
    counts: Counter[str] = Counter()
    for word in words:
        for stem in stems_of[word]:
            counts[stem] += 1
            written[stem][word] += 1
    return counts


def _names(readings: Sequence[ReportPassages]) -> set[str]:
    """The stems of the authorities' names, which each report uses more than the others do."""
    stems: set[str] = set()
    for reading in readings:
        stems.update(stems_of(words_of(reading.compared.authority.name)))
    return stems


def _weights(stems: set[str]) -> dict[str, float]:
    """The rarity of each stem in the whole archive, without stop words, numbers, single letters."""
    return {
        stem: weight
        for stem, weight in rarity_of_stems(stems).items()
        if len(stem) >= SHORTEST and not stem.isdecimal()
    }


def _chosen(own: Counter[str], others: Counter[str], weights: Mapping[str, float]) -> list[str]:
    here, elsewhere = max(own.total(), 1), max(others.total(), 1)
    weighed = {}
    for stem, weight in weights.items():
        share, other = own[stem] / here, others[stem] / elsewhere
        if own[stem] >= LEAST_TIMES and share >= TIMES_AS_OFTEN * other:
            weighed[stem] = weight * (share - other)
    return sorted(weighed, key=lambda stem: (-weighed[stem], stem))[:MOST_WORDS]


def _spelt(forms: Counter[str]) -> str:
    """The most common written form; one in small letters if there is any: a capital may only begin
    a sentence.
    """
    small = Counter({form: times for form, times in forms.items() if form == form.lower()})
    return (small or forms).most_common(1)[0][0]
