"""Three orders of one answer: ours, and PostgreSQL's two, the newest first among equals in each."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Expression, F, FloatField, Func, QuerySet, Value
from django.http import QueryDict

from reports.models import Paragraph
from search.form import NEWEST
from search.ranking import relevance
from search.results import Search

DEPTH = 10
"""Places of an order that count."""


class Rank(Func):
    """One of PostgreSQL's own ranks, with its own defaults (manual 12.3.3)."""

    template = "%(function)s(%(expressions)s::tsquery)"
    output_field = FloatField()

    def __init__(self, function: str, query: str) -> None:
        super().__init__(F("search_vector"), Value(query), function=function)


def ours(search: Search) -> Expression:
    return relevance(search.expanded.wanted(), search.seen)


def ts_rank(search: Search) -> Expression:
    return Rank("ts_rank", search.wanted or "")


def ts_rank_cd(search: Search) -> Expression:
    return Rank("ts_rank_cd", search.wanted or "")


RANKINGS: dict[str, Callable[[Search], Expression]] = {"ours": ours, "ts_rank": ts_rank, "ts_rank_cd": ts_rank_cd}


def search_for(query: str) -> Search:
    """A search as the page makes it, without filters."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return Search(parameters)


def first_of(search: Search, ranking: Callable[[Search], Expression]) -> QuerySet[Paragraph]:
    """The first paragraphs of an answer in one order, each with its inspection, reading and source."""
    rows = search.found.select_related("inspection__reading__source").annotate(rank=ranking(search))
    return rows.order_by("-rank", *NEWEST)[:DEPTH]


def name_of(paragraph: Paragraph) -> tuple[str, str]:
    """What judgements call a paragraph: its file, and its anchor within the report (`p22`, `summary-0`)."""
    reading = paragraph.inspection.reading
    return (reading.source.name if reading else "", paragraph.anchor)
