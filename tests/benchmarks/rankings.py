"""Three orders of one answer: ours, and PostgreSQL's two, the newest first among equals in each."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F, FloatField, Func, Value
from django.http import QueryDict

from reports.models import Paragraph
from search.index.compiling import tsquery_text
from search.results.hits import paragraphs_at
from search.results.search import Search

DEPTH = 10
"""Places of an order that count."""


class Rank(Func):
    """One of PostgreSQL's own ranks, with its own defaults (manual 12.3.3)."""

    template = "%(function)s(%(expressions)s::tsquery)"
    output_field = FloatField()

    def __init__(self, function: str, query: str) -> None:
        super().__init__(F("search_vector"), Value(query), function=function)


def ours(search: Search) -> list[Paragraph]:
    return paragraphs_at(search.ordered(DEPTH), search.version)


def by_rank(function: str) -> Callable[[Search], list[Paragraph]]:
    """The order of one of PostgreSQL's ranks."""

    def ordered(search: Search) -> list[Paragraph]:
        if search.wanted is None:
            return []
        rank = Rank(function, tsquery_text(search.expanded) or "")
        rows = (
            Paragraph.objects.matching(search.wanted)
            .annotate(rank=rank)
            .select_related("inspection__authority")
        )
        return list(
            rows.order_by("-rank", "-inspection__end_date", "inspection__slug", "position")[:DEPTH]
        )

    return ordered


RANKINGS = {"ours": ours, "ts_rank": by_rank("ts_rank"), "ts_rank_cd": by_rank("ts_rank_cd")}
"""The first paragraphs of an answer in one order each."""


def search_for(query: str) -> Search:
    """A search as the page makes it, without filters."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return Search(parameters)


def name_of(paragraph: Paragraph) -> tuple[str, str]:
    """What judgements call a paragraph: its file, and its anchor within the report (`p22`,
    `summary-0`).
    """
    reading = paragraph.inspection.reading
    return (reading.source.name if reading else "", paragraph.anchor)
