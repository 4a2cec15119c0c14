"""Paragraphs that were found, as a page shows them: marked, with their neighbours and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from reports.models import Inspection, Paragraph
from reports.querysets import ParagraphQuerySet
from reports.text_search import BlankedText
from search.marks import marked, spans
from search.query import Query
from search.scan import Places, inspections_of, positions_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with its text marked, safe for HTML, and the paragraphs around it."""

    paragraph: Paragraph
    highlighted: SafeString
    before: Paragraph | None = None
    after: Paragraph | None = None


def ready_to_mark(paragraphs: ParagraphQuerySet) -> ParagraphQuerySet:
    """The paragraphs with inspection and authority, and with what `hits_of` needs."""
    return paragraphs.select_related("inspection", "inspection__authority").annotate(
        blanked=BlankedText("text"), vector=Cast("search_vector", TextField())
    )


def hits_of(rows: Iterable[Any], query: Query) -> list[Hit]:
    """Paragraphs that are `ready_to_mark`, with what the query found in them marked."""
    wanted = query.to_mark()
    return [Hit(row, marked(row.text, spans(row.blanked, row.vector, wanted))) for row in rows]


def hits_at(places: Places, query: Query) -> list[Hit]:
    """The paragraphs at these places, marked, each with those before and after it; none for one that is gone.

    Two queries for any number of them.
    """
    rows = _rows(places, steps=[-1, 0, 1], to_mark=True)
    found = [place for place in _pairs(places) if place in rows]
    hits = hits_of([rows[place] for place in found], query)
    return [
        Hit(hit.paragraph, hit.highlighted, rows.get((report, at - 1)), rows.get((report, at + 1)))
        for hit, (report, at) in zip(hits, found, strict=True)
    ]


def paragraphs_at(places: Places) -> list[Paragraph]:
    """The paragraphs at these places, in their order, with inspection and authority; none for one that is gone."""
    rows = _rows(places, steps=[0], to_mark=False)
    return [rows[place] for place in _pairs(places) if place in rows]


ROWS = """
    SELECT id, inspection_id, authority_id, region, kind, year, position, role, number, numbered_by, heading, area,
        grade, page, text,
        CASE WHEN marked THEN archive_words(text) END AS blanked,
        CASE WHEN marked THEN search_vector::text END AS vector
    FROM (
        SELECT archive_inspection_of(place) AS report, archive_position_of(place) + step AS ordinal,
            bool_or(step = 0) AND %s AS marked
        FROM unnest(%s::bigint[]) AS place, unnest(%s::integer[]) AS step GROUP BY 1, 2
    ) AS asked JOIN reports_paragraph ON inspection_id = report AND position = ordinal
"""


def _rows(places: Places, *, steps: list[int], to_mark: bool) -> dict[tuple[int, int], Any]:
    """The paragraphs so many steps from each place, by inspection and position; those to mark are `ready_to_mark`."""
    inspections = Inspection.objects.select_related("authority").in_bulk(set(inspections_of(places).tolist()))
    rows: dict[tuple[int, int], Any] = {}
    for row in Paragraph.objects.raw(ROWS, [to_mark, places.tolist(), steps]):
        if row.inspection_id in inspections:
            row.inspection = inspections[row.inspection_id]
            rows[row.inspection_id, row.position] = row
    return rows


def _pairs(places: Places) -> list[tuple[int, int]]:
    return list(zip(inspections_of(places).tolist(), positions_of(places).tolist(), strict=True))
