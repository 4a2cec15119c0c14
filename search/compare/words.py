"""Words used more in the passages of one report than in those of the others, counted by machine.

Words are counted as the index stems them, and shown as they are written. Which of them to show:
those used at least twice as often for the length of the passages, first those whose share of all
words differs most, weighted by how rare the word is in the whole archive (its inverse document
frequency, as in `search/index/ranking.py`). Stop words are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.models import Paragraph
from reports.models.indexed_text import words_of
from search.compare.grades import Compared
from search.compare.reading import ReportPassages
from search.index.door import rarity_of_stems, stems_of, stems_of_each

MOST_WORDS = 12
"""Words that are shown of each report."""
LEAST_TIMES = 2
"""How often a word must be used before it is shown: once may be chance."""
TIMES_AS_OFTEN = 2
"""How many times as often, for the length of the passages, it must be used here than in the others.
"""
SHORTEST = 2
"""Letters of a word that is counted; a single one is what an apostrophe left."""


@dataclass(frozen=True, slots=True)
class Used:
    """A word, and how often it is used in the passages of one report and in those of the others
    together.
    """

    word: str
    here: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class UsedMore:
    """The words used more in the passages of one report; `here` and `elsewhere` count the words of
    all passages.
    """

    compared: Compared
    words: tuple[Used, ...]
    here: int
    elsewhere: int


def used_more(readings: Sequence[ReportPassages]) -> list[UsedMore]:
    """The words that each report with passages uses more than the others; none unless two have
    passages.
    """
    spoken = [reading for reading in readings if reading.passages]
    if len(spoken) < 2:
        return []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    counts = [_counted(each.paragraphs, written) for each in spoken]
    together = sum(counts, Counter[str]())
    often = {stem for stem, times in together.items() if times >= LEAST_TIMES}
    weights = _weights(often - _names(spoken))
    counted = []
    for reading, own in zip(spoken, counts, strict=True):
        others = together - own
        chosen = _chosen(own, others, weights)
        words = tuple(Used(_spelt(written[stem]), own[stem], others[stem]) for stem in chosen)
        counted.append(UsedMore(reading.compared, words, own.total(), others.total()))
    return counted


def _counted(paragraphs: Sequence[Paragraph], written: dict[str, Counter[str]]) -> Counter[str]:
    """How often each stem occurs in some paragraphs; notes in `written` how it is spelt."""
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
    """The stems of the authorities' own names, which each uses more than the others."""
    stems: set[str] = set()
    for reading in readings:
        stems.update(stems_of(words_of(reading.compared.authority.name)))
    return stems


def _weights(stems: set[str]) -> dict[str, float]:
    """How rare each stem is in the whole archive; without stop words, numbers, single letters."""
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
    """The usual spelling; in small letters where it has them anywhere, for a sentence's capital is
    not the word's.
    """
    small = Counter({form: times for form, times in forms.items() if form == form.lower()})
    return (small or forms).most_common(1)[0][0]
