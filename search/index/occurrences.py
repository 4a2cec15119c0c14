"""Where a query occurs in a paragraph: exactly the words and phrases that match, nothing else.

PostgreSQL's own headline marks the words of a phrase wherever they occur and drops what looks like
a tag. So occurrences are read from the search vector: the position of a lexeme there is the number
of its word in the text, because every word is indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from reports.models.indexed_text import IndexedText, Span
from search.index.compiling import MarkedPhrase
from search.index.lexemes import LexemePhrase, postings

Positions = dict[str, set[int]]
"""The positions of each lexeme in a text, counted from 1."""
Run = tuple[int, int]
"""The first and the last word of a phrase in a text, counted from 1."""


def lexemes_of_marks(marks: Iterable[MarkedPhrase]) -> set[str]:
    """The lexemes whose positions `spans` needs; one that ends in a star is a beginning."""
    lexemes: set[str] = set()
    for mark in marks:
        lexemes.update(mark.phrase, mark.near)
    return lexemes


def spans(text: IndexedText, vector: str, marks: Sequence[MarkedPhrase]) -> list[Span]:
    """Where the marks occur: (start, end) of characters, in order, overlapping ones made one.

    `vector` is the text's search vector in text form, with at least `lexemes_of_marks`.
    """
    found = postings(vector, lexemes_of_marks(marks))
    positions = {lexeme: set(places) for lexeme, places in found.items()}
    runs: list[Run] = []
    for mark in marks:
        runs += _runs_of_mark(mark, positions)
    words = list(islice(text.spans(), max((last for _, last in runs), default=0)))
    # Where PostgreSQL does not know a letter it may part a word there, and count more words.
    inside = [run for run in runs if run[1] <= len(words)]
    return _merged(sorted((words[first - 1][0], words[last - 1][1]) for first, last in inside))


def _runs_of_mark(mark: MarkedPhrase, positions: Positions) -> list[Run]:
    runs = _runs(mark.phrase, positions)
    if not mark.near:
        return runs
    near: list[Run] = []
    others = _runs(mark.near, positions)
    for one in runs:
        for other in others:
            if 0 < _steps(one, other) <= mark.distance:
                near += [one, other]
    return near


def _steps(one: Run, other: Run) -> int:
    """From the end of the first run to the beginning of the second; 0 where they overlap."""
    first, second = sorted((one, other))
    return max(second[0] - first[1], 0)


def _runs(phrase: LexemePhrase, positions: Positions) -> list[Run]:
    first, *rest = [_positions(lexeme, positions) for lexeme in phrase]
    starts = [start for start in first if _follow(start, rest)]
    return [(start, start + len(rest)) for start in starts]


def _follow(start: int, rest: Sequence[set[int]]) -> bool:
    """Whether the rest of a phrase follows its first word at `start`."""
    return all(start + step in places for step, places in enumerate(rest, 1))


def _positions(lexeme: str, positions: Positions) -> set[int]:
    if not lexeme.endswith("*"):
        return positions.get(lexeme, set())
    beginning = lexeme.removesuffix("*")
    matching = [places for each, places in positions.items() if each.startswith(beginning)]
    return set().union(*matching)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
