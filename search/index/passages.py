"""The paragraphs at the places of an answer, with where the query occurs in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports.models import Paragraph
from reports.models.indexed_text import Span, indexed_texts
from reports.overview.outline import outline
from search.index.compiling import MarkedPhrase, marks_of
from search.index.occurrences import lexemes_of_marks, spans_of_each
from search.index.scan import Places, as_array
from search.index.sql import statement
from search.query.query import Query

PASSAGES = statement("passages")
NOTHING, WHOLE_VECTOR = "''", "search_vector"
OF_LEXEMES = "setweight(ts_filter(setweight(search_vector, 'A', %(lexemes)s::text[]), '{a}'), 'D')"
"""What a vector holds of some lexemes: a whole one takes longer to send and to read.

The weights only serve to choose them, and are taken off again (PostgreSQL manual, 9.13).
"""


@dataclass(frozen=True, slots=True)
class FetchedPassage:
    """A paragraph with inspection and authority, and where the query occurs in its text.

    `spans` are (start, end) of characters, in order. `before` and `after` are the paragraphs beside
    it in the report; None at its ends, and where they were not asked for.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...] = ()
    before: Paragraph | None = None
    after: Paragraph | None = None


def fetch(
    places: Places, query: Query | None = None, *, around: bool = False
) -> list[FetchedPassage]:
    """The paragraphs at these places, in their order, read in one statement.

    With `around` also those beside each. A paragraph that is gone by now is left out.
    """
    marks = marks_of(query) if query else []
    rows = _rows(places, (0, -1, 1) if around else (0,), marks)
    beside = {(row.inspection_id, row.position): row for row in rows}
    chosen = _with_inspection([row for row in rows if row.step == 0])
    return [
        FetchedPassage(
            row,
            occurrences,
            beside.get((row.inspection_id, row.position - 1)) if around else None,
            beside.get((row.inspection_id, row.position + 1)) if around else None,
        )
        for row, occurrences in zip(chosen, _occurrences(chosen, marks), strict=True)
    ]


def _rows(places: Places, steps: Sequence[int], marks: Sequence[MarkedPhrase]) -> list[Any]:
    """Paragraphs with their `step` from a place, and the `vector` in text form at a place itself."""
    lexemes = sorted(lexemes_of_marks(marks))
    vector = OF_LEXEMES if lexemes else NOTHING
    if any(lexeme.endswith("*") for lexeme in lexemes):
        vector = WHOLE_VECTOR
    arguments = {"places": as_array(places), "steps": list(steps), "lexemes": lexemes}
    return list(Paragraph.objects.raw(PASSAGES.format(vector=vector), arguments))


def _with_inspection(rows: Iterable[Any]) -> list[Any]:
    """The rows with inspection and authority; none of a report that came in after the version."""
    known = outline()
    there = []
    for row in rows:
        inspection = known.inspection(row.inspection_id)
        if inspection is not None:
            row.inspection = inspection
            there.append(row)
    return there


def _occurrences(rows: Sequence[Any], marks: Sequence[MarkedPhrase]) -> list[tuple[Span, ...]]:
    if not marks:
        return [()] * len(rows)
    texts = indexed_texts([row.text for row in rows])
    found = spans_of_each(texts, [row.vector for row in rows], marks)
    return [tuple(spans) for spans in found]
