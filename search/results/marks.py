"""Marking in a paragraph what a query found: exactly the words and phrases that matched, nothing
else.

PostgreSQL's own headline marks the words of a phrase wherever they stand and drops what looks like
a tag, so the marks are drawn from the search vector: the position of a lexeme there is the place of
its word in the text, because every word is indexed and signs that are no letter or digit only
separate words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from django.utils.safestring import SafeString

from reports.models.indexed_text import IndexedText
from search.index.compiling import MarkedPhrase
from search.index.lexemes import LexemePhrase, postings

Places = dict[str, set[int]]
Run = tuple[int, int]
"""The first and the last word of a phrase, counted from 1."""


def lexemes_in(wanted: Iterable[MarkedPhrase]) -> set[str]:
    """All that must be known of a paragraph's vector to mark what is wanted. A beginning ends in a
    star.
    """
    return {lexeme for each in wanted for lexeme in (*each.phrase, *each.near)}


def spans(text: IndexedText, vector: str, wanted: Sequence[MarkedPhrase]) -> list[tuple[int, int]]:
    """Where what is wanted stands: (start, end) of characters, in order, overlapping ones made one.

    `vector` is the text's search vector in text form, at least what it has of `lexemes_in`,
    `wanted` as `marks_of` gives it.
    """
    places = {lexeme: set(found) for lexeme, found in postings(vector, lexemes_in(wanted)).items()}
    runs = [run for each in wanted for run in _matched(each, places)]
    words = list(islice(text.spans(), max((last for _, last in runs), default=0)))
    # In a locale that does not know a letter, PostgreSQL may part a word there, and count more
    # words than there are.
    inside = (run for run in runs if run[1] <= len(words))
    return _merged(sorted((words[first - 1][0], words[last - 1][1]) for first, last in inside))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` escaped for HTML, each span in a `<mark>`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    # Everything in it is escaped, or ours.
    return SafeString("".join([*pieces, escape(text[last:])]))


def _matched(wanted: MarkedPhrase, places: Places) -> list[Run]:
    runs = _runs(wanted.phrase, places)
    if not wanted.near:
        return runs
    others = _runs(wanted.near, places)
    pairs = [
        (one, other)
        for one in runs
        for other in others
        if 0 < _steps(one, other) <= wanted.distance
    ]
    return [run for pair in pairs for run in pair]


def _steps(one: Run, other: Run) -> int:
    """From the end of the first phrase to the beginning of the second, as PostgreSQL counts; 0
    where they overlap.
    """
    first, second = sorted((one, other))
    return max(second[0] - first[1], 0)


def _runs(phrase: LexemePhrase, places: Places) -> list[Run]:
    first, *rest = (_places(lexeme, places) for lexeme in phrase)
    starts = (
        start for start in first if all(start + step in each for step, each in enumerate(rest, 1))
    )
    return [(start, start + len(rest)) for start in starts]


def _places(lexeme: str, places: Places) -> set[int]:
    """Where a lexeme stands; for a beginning, which ends in a star, where any lexeme that begins so
    stands.
    """
    if not lexeme.endswith("*"):
        return places.get(lexeme, set())
    return set().union(
        *(found for each, found in places.items() if each.startswith(lexeme.removesuffix("*")))
    )


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
