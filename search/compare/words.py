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
from typing import Any

from reports.models import Lexeme, Paragraph
from reports.models.indexed_text import indexed_texts, words_of
from reports.models.text_search import EXACT, CarriesMeaning
from search.compare.grades import Compared
from search.compare.reading import ReportPassages
from search.index.door import COMMONEST, lexemes_of, postings, rarity
from search.results.hits import ready_to_mark

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
    rows = _rows_of_each(spoken)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    counts = [_counted(rows[each.compared], written) for each in spoken]
    together = sum(counts, Counter[str]())
    weights = _weights(
        {stem for stem, times in together.items() if times >= LEAST_TIMES} - _names(spoken)
    )
    counted = []
    for reading, own in zip(spoken, counts, strict=True):
        others = together - own
        chosen = _chosen(own, others, weights)
        words = tuple(Used(_spelt(written[stem]), own[stem], others[stem]) for stem in chosen)
        counted.append(UsedMore(reading.compared, words, own.total(), others.total()))
    return counted


def _rows_of_each(readings: Sequence[ReportPassages]) -> dict[Compared, list[Any]]:
    """All passages of each report, not only those shown, with their vectors."""
    authority_of = {row.pk: each.compared for each in readings for row in each.paragraphs}
    rows: dict[Compared, list[Any]] = {each.compared: [] for each in readings}
    with_vectors = ready_to_mark(Paragraph.objects.filter(pk__in=authority_of))
    for row in with_vectors.order_by("inspection", "position"):
        rows[authority_of[row.pk]].append(row)
    return rows


def _counted(rows: Sequence[Any], written: dict[str, Counter[str]]) -> Counter[str]:
    """How often each stem stands in passages that are `ready_to_mark`; notes in `written` how it is
    spelt.
    """
    counts: Counter[str] = Counter()
    for row, text in zip(rows, indexed_texts([row.text for row in rows]), strict=True):
        words = [row.text[start:end] for start, end in text.spans()]
        for lexeme, places in postings(row.vector).items():
            if not lexeme.startswith(EXACT):
                counts[lexeme] += len(places)
                written[lexeme].update(words[place - 1] for place in places)
    return counts


def _names(readings: Sequence[ReportPassages]) -> set[str]:
    """The stems of the authorities' own names, which each uses more than the others."""
    words = [word for reading in readings for word in words_of(reading.compared.authority.name)]
    return {lexeme.stem for lexemes in lexemes_of(words).values() for lexeme in lexemes}


def _weights(stems: set[str]) -> Mapping[str, float]:
    """How rare each stem is in the whole archive; stop words, numbers and single letters are left
    out.
    """
    rows = Lexeme.objects.filter(lexeme__in=[*stems, *COMMONEST]).annotate(
        speaks=CarriesMeaning("lexeme")
    )
    frequency_by_stem = {
        stem: (paragraphs, speaks)
        for stem, paragraphs, speaks in rows.values_list("lexeme", "paragraphs", "speaks")
    }
    total = max((paragraphs for paragraphs, _ in frequency_by_stem.values()), default=1)
    return {
        stem: rarity(paragraphs, total)
        for stem, (paragraphs, speaks) in frequency_by_stem.items()
        if speaks and stem in stems and len(stem) >= SHORTEST and not stem.isdecimal()
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
