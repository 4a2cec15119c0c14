"""Where a query occurs in a paragraph: exactly the words and phrases that match, nothing else.

PostgreSQL's own headline marks the words of a phrase wherever they occur and drops what looks like
a tag. So occurrences are read from the search vector: the position of a lexeme there is the number
of its word in the text, because every word is indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    """Where the marks occur in one text, as `spans_of_each` gives it."""
    return spans_of_each([text], [vector], marks)[0]


def spans_of_each(
    texts: Sequence[IndexedText], vectors: Sequence[str], marks: Sequence[MarkedPhrase]
) -> list[list[Span]]:
    """Where the marks occur in each text: (start, end) of characters, in order, none overlapping.

    `vectors` are the texts' search vectors in text form, with at least `lexemes_of_marks`.
    """
    lexemes = lexemes_of_marks(marks)
    found = [postings(vector, lexemes) for vector in vectors]
    words = [list(text.spans()) for text in texts]
    return [_spans(at, each, marks) for at, each in zip(words, found, strict=True)]


def _spans(
    words: Sequence[Span], found: Mapping[str, Sequence[int]], marks: Sequence[MarkedPhrase]
) -> list[Span]:
    """`words` are where each word of the text is, `found` the numbers of lexemes' words, from 1."""
    positions = {lexeme: set(numbers) for lexeme, numbers in found.items()}
    runs: list[Run] = []
    for mark in marks:
        runs += _runs_of_mark(mark, positions)
    # Where PostgreSQL does not know a letter it may part a word there, and count more words.
    inside = [run for run in runs if run[1] <= len(words)]
    return _merged(sorted([(words[first - 1][0], words[last - 1][1]) for first, last in inside]))


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
