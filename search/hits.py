"""Paragraphs that were found, as a page shows them: marked, with their neighbours and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from reports.models import Paragraph
from reports.querysets import ParagraphQuerySet
from reports.text_search import BlankedText
from search.marks import marked, spans
from search.query import Marked, Query
from search.telling import Word


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with its text marked, safe for HTML, and the paragraphs around it."""

    paragraph: Paragraph
    highlighted: SafeString
    before: Paragraph | None = None
    after: Paragraph | None = None


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
        blanked=BlankedText("text"), vector=Cast("search_vector", TextField())
    )


def hits_of(rows: Iterable[Any], query: Query) -> list[Hit]:
    """Paragraphs that are `ready_to_mark`, with what the query found in them marked."""
    wanted = query.to_mark()
    return [Hit(row, marked(row.text, spans(row.blanked, row.vector, wanted))) for row in rows]


def hits_at(places: Sequence[tuple[int, int]], query: Query) -> list[Hit]:
    """The paragraphs at these places (inspection, position), marked, each with those before and after it.

    One query for all of them.
    """
    if not places:
        return []
    around = (Q(inspection=report, position__in=(at - 1, at, at + 1)) for report, at in places)
    rows = {
        (row.inspection_id, row.position): row for row in ready_to_mark(Paragraph.objects.filter(reduce(or_, around)))
    }
    found = hits_of([rows[place] for place in places], query)
    return [
        Hit(hit.paragraph, hit.highlighted, rows.get((report, at - 1)), rows.get((report, at + 1)))
        for hit, (report, at) in zip(found, places, strict=True)
    ]


def alike_of(matches: Iterable[Match]) -> dict[Match, Alike]:
    """The matches ready to be shown, one query for all of them."""
    matches = list(dict.fromkeys(matches))
    keys = {match.paragraph for match in matches}
    rows = {row.pk: row for row in ready_to_mark(Paragraph.objects.filter(pk__in=keys))} if keys else {}
    return {match: _shown(rows[match.paragraph], match) for match in matches}


def _shown(row: Any, match: Match) -> Alike:
    wanted = [Marked((word.stem,)) for word in match.words]
    return Alike(row, marked(row.text, spans(row.blanked, row.vector, wanted)), tuple(w.written for w in match.words))
