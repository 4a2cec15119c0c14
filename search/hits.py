"""Paragraphs that were found, as a page shows them: marked, with their neighbours and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from reports.models import Authority, Inspection, Paragraph, paragraph_label
from reports.querysets import ParagraphQuerySet
from reports.text_search import blanked
from search.marks import marked, spans
from search.query import Marked, Query
from search.scan import Places
from search.telling import Word


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands before or after a paragraph: how a person names it, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with its text marked, safe for HTML, and the paragraphs around it."""

    paragraph: Paragraph
    highlighted: SafeString
    before: Neighbour | None = None
    after: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph, by its key, that shares telling words with another passage: those words, the rarest first."""

    paragraph: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A match as a page shows it: the paragraph, its text with the shared words marked, and which they are."""

    paragraph: Paragraph
    highlighted: SafeString
    words: tuple[str, ...]


def ready_to_mark(paragraphs: ParagraphQuerySet) -> ParagraphQuerySet:
    """The paragraphs with inspection and authority, and with what `hits_of` needs."""
    return paragraphs.select_related("inspection", "inspection__authority").annotate(
        vector=Cast("search_vector", TextField())
    )


def hits_of(rows: Iterable[Any], query: Query) -> list[Hit]:
    """Paragraphs that are `ready_to_mark`, with what the query found in them marked."""
    wanted = query.to_mark()
    rows = list(rows)
    texts = blanked([row.text for row in rows])
    return [Hit(row, marked(row.text, spans(text, row.vector, wanted))) for row, text in zip(rows, texts, strict=True)]


def hits_at(places: Places, query: Query) -> list[Hit]:
    """The paragraphs at these places, marked, each with those before and after it; none for one that is gone.

    One query for any number of them.
    """
    rows = _rows(places, around=True, to_mark=True)
    return [
        replace(hit, before=row.before, after=row.after) for hit, row in zip(hits_of(rows, query), rows, strict=True)
    ]


def hits_alone(places: Places, query: Query) -> list[Hit]:
    """The same without the neighbours, in one query."""
    return hits_of(_rows(places, around=False, to_mark=True), query)


def paragraphs_at(places: Places) -> list[Paragraph]:
    """The paragraphs at these places, in their order, with inspection and authority; none for one that is gone."""
    return _rows(places, around=False, to_mark=False)


ROWS = """
    SELECT paragraph.id, paragraph.inspection_id, paragraph.authority_id, paragraph.region, paragraph.kind,
        paragraph.year, paragraph.position, paragraph.role, paragraph.number, paragraph.numbered_by, paragraph.heading,
        paragraph.area, paragraph.grade, paragraph.page, paragraph.text,
        inspection.id, inspection.authority_id, inspection.region, inspection.kind, inspection.length, start_date,
        end_date, inspection.year, published, inspection.title, inspection.slug,
        authority.id, authority.name, authority.slug, authority.region, authority.invented,
        CASE WHEN %(to_mark)s THEN paragraph.search_vector::text END,
        CASE WHEN %(around)s THEN (
            SELECT ARRAY[text, role, number::text, numbered_by] FROM reports_paragraph AS before
            WHERE before.inspection_id = paragraph.inspection_id AND before.position = paragraph.position - 1
        ) END, CASE WHEN %(around)s THEN (
            SELECT ARRAY[text, role, number::text, numbered_by] FROM reports_paragraph AS after
            WHERE after.inspection_id = paragraph.inspection_id AND after.position = paragraph.position + 1
        ) END
    FROM unnest(%(places)s::bigint[]) WITH ORDINALITY AS asked (place, turn)
    JOIN reports_paragraph AS paragraph ON paragraph.inspection_id = archive_inspection_of(place)
        AND paragraph.position = archive_position_of(place)
    JOIN reports_inspection AS inspection ON inspection.id = paragraph.inspection_id
    JOIN reports_authority AS authority ON authority.id = inspection.authority_id
    ORDER BY turn
"""
PARAGRAPH = (
    *("id", "inspection_id", "authority_id", "region", "kind", "year", "position"),
    *("role", "number", "numbered_by", "heading", "area", "grade", "page", "text"),
)
INSPECTION = (
    *("id", "authority_id", "region", "kind", "length", "start_date", "end_date"),
    *("year", "published", "title", "slug"),
)
AUTHORITY = ("id", "name", "slug", "region", "invented")
"""What is read of each, in the order of the models' fields; Django reads any other when it is asked for."""


def _rows(places: Places, *, around: bool, to_mark: bool) -> list[Any]:
    """The paragraphs at these places; those to mark are `ready_to_mark`, and with `around` they know their neighbours.

    One query, whose rows become models here: composing it anew each time would cost more than it does.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"places": places.tolist(), "around": around, "to_mark": to_mark})
        found = cursor.fetchall()
    rows: list[Any] = []
    inspections: dict[int, Inspection] = {}
    for values in found:
        row: Any = Paragraph.from_db(connection.alias, PARAGRAPH, values)
        row.vector, row.before, row.after = values[-3], _neighbour(values[-2]), _neighbour(values[-1])
        if row.inspection_id not in inspections:
            inspections[row.inspection_id] = _inspection(values[len(PARAGRAPH) :])
        row.inspection = inspections[row.inspection_id]
        rows.append(row)
    return rows


def _neighbour(values: list[Any] | None) -> Neighbour | None:
    if values is None:
        return None
    text, role, number, numbered_by = values
    return Neighbour(paragraph_label(role, number and int(number), numbered_by), text)


def _inspection(values: tuple[Any, ...]) -> Inspection:
    inspection = Inspection.from_db(connection.alias, INSPECTION, values)
    inspection.authority = Authority.from_db(connection.alias, AUTHORITY, values[len(INSPECTION) :])
    return inspection


def alike_of(matches: Iterable[Match]) -> dict[Match, Alike]:
    """The matches ready to be shown, one query for all of them."""
    matches = list(dict.fromkeys(matches))
    keys = {match.paragraph for match in matches}
    rows = {row.pk: row for row in ready_to_mark(Paragraph.objects.filter(pk__in=keys))} if keys else {}
    return {match: _shown(rows[match.paragraph], match) for match in matches}


def _shown(row: Any, match: Match) -> Alike:
    wanted = [Marked((word.stem,)) for word in match.words]
    text = blanked([row.text])[0]
    return Alike(row, marked(row.text, spans(text, row.vector, wanted)), tuple(w.written for w in match.words))
