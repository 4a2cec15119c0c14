"""Paragraphs that were found, as a page shows them: marked, with their neighbours and how to cite
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from reports.models import Paragraph, paragraph_label
from reports.models.indexed_text import indexed_texts
from reports.models.querysets import ParagraphQuerySet
from reports.overview.outline import outline
from search.index.compiling import MarkedPhrase, marks_of
from search.index.scan import Places, as_array
from search.query.query import Query
from search.results.marks import lexemes_in, marked, spans


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands before or after a paragraph: how a person names it, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with its text marked, safe for HTML, and the paragraphs around
    it.
    """

    paragraph: Paragraph
    highlighted: SafeString
    before: Neighbour | None = None
    after: Neighbour | None = None


def ready_to_mark(paragraphs: ParagraphQuerySet) -> ParagraphQuerySet:
    """The paragraphs with inspection and authority, and with what `hits_of` needs."""
    return paragraphs.select_related("inspection", "inspection__authority").annotate(
        vector=Cast("search_vector", TextField())
    )


def hits_of(rows: Iterable[Any], query: Query) -> list[Hit]:
    """Paragraphs that are `ready_to_mark`, with what the query found in them marked."""
    wanted = marks_of(query)
    rows = list(rows)
    texts = indexed_texts([row.text for row in rows])
    return [
        Hit(row, marked(row.text, spans(text, row.vector, wanted)))
        for row, text in zip(rows, texts, strict=True)
    ]


def hits_at(places: Places, query: Query, version: int) -> list[Hit]:
    """The paragraphs at these places, marked, each with those before and after it; none for one
    that is gone.

    One query for any number of them.
    """
    rows = _rows(places, (0, -1, 1), marks_of(query))
    around = {(row.inspection, row.position): row for row in rows}
    hits = hits_of(_paragraphs([row for row in rows if not row.step], version), query)
    return [
        replace(hit, before=_beside(hit, around, -1), after=_beside(hit, around, 1)) for hit in hits
    ]


def hits_alone(places: Places, query: Query, version: int) -> list[Hit]:
    """The same without the neighbours, in one query."""
    return hits_of(_paragraphs(_rows(places, (0,), marks_of(query)), version), query)


def paragraphs_at(places: Places, version: int) -> list[Paragraph]:
    """The paragraphs at these places, in their order, with inspection and authority; none for one
    that is gone.
    """
    return _paragraphs(_rows(places, (0,)), version)


class Row(NamedTuple):
    """A paragraph as it is read: `step` places after one that was asked for, which is what its
    `vector` is for.
    """

    step: int
    vector: str | None
    id: int
    inspection: int
    position: int
    role: str
    number: int | None
    numbered_by: str
    heading: str
    area: str
    grade: str
    page: int | None
    text: str


ROWS = """
    SELECT step, CASE WHEN step = 0 THEN VECTOR::text END,
        id, inspection_id, position, role, number, numbered_by, heading, area, grade, page, text
    FROM unnest(%(places)s::bigint[], %(steps)s::integer[]) WITH ORDINALITY AS asked (place, step, turn)
    JOIN reports_paragraph
        ON inspection_id = archive_inspection_of(place) AND position = archive_position_of(place) + step
    ORDER BY turn
"""
NOTHING, WHOLE = "''", "search_vector"
OF_LEXEMES = "setweight(ts_filter(setweight(search_vector, 'A', %(lexemes)s::text[]), '{a}'), 'D')"
"""What a vector has of some lexemes: a whole one takes longer to write and to read than all else of
its row.

The weights only serve to choose them, and are taken off again (PostgreSQL manual, 9.13).
"""
PARAGRAPH = frozenset(
    (
        *("id", "inspection_id", "authority_id", "region", "kind", "year", "position"),
        *("role", "number", "numbered_by", "heading", "area", "grade", "page", "text"),
    )
)
"""What is read of a paragraph, in the order of the model's fields; Django reads any other when it
is asked for.
"""


def _rows(places: Places, steps: Sequence[int], to_mark: Sequence[MarkedPhrase] = ()) -> list[Row]:
    """The paragraphs at these places and so many `steps` from them, with what their vectors know of
    what is marked.

    One plain query: composing it with Django's means would cost more than it does, and so would
    joining what the outline of the archive knows.
    """
    lexemes = lexemes_in(to_mark)
    vector = (
        (WHOLE if any(lexeme.endswith("*") for lexeme in lexemes) else OF_LEXEMES)
        if lexemes
        else NOTHING
    )
    everywhere, steps_there = as_array(np.repeat(places, len(steps))), list(steps) * len(places)
    asked: dict[str, Any] = {"places": everywhere, "steps": steps_there, "lexemes": sorted(lexemes)}
    with connection.cursor() as cursor:
        cursor.execute(ROWS.replace("VECTOR", vector), asked)
        return [Row(*values) for values in cursor.fetchall()]


def _paragraphs(rows: Iterable[Row], version: int) -> list[Any]:
    """The rows as models with inspection and authority, `ready_to_mark`."""
    known = outline(version)
    paragraphs: list[Any] = []
    for row in rows:
        inspection = known.inspection(row.inspection)
        if inspection is None:
            continue
        filters = (inspection.authority_id, inspection.region, inspection.kind, inspection.year)
        paragraph: Any = Paragraph.from_db(
            connection.alias, PARAGRAPH, (*row[2:4], *filters, *row[4:])
        )
        paragraph.vector, paragraph.inspection = row.vector, inspection
        paragraphs.append(paragraph)
    return paragraphs


def _beside(hit: Hit, around: Mapping[tuple[int, int], Row], step: int) -> Neighbour | None:
    row = around.get((hit.paragraph.inspection_id, hit.paragraph.position + step))
    return (
        Neighbour(paragraph_label(row.role, row.number, row.numbered_by), row.text) if row else None
    )
