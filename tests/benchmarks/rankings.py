"""Five orders of one answer: ours, PostgreSQL's two, and BM25 of FTS5 and of tantivy."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import BooleanField, F, FloatField, Func, Value
from django.http import QueryDict

from reports.models import Paragraph
from search.index.compiling import compile_query, condition_of
from search.index.door import fetch
from search.results.search import SearchResult, find, read_request
from tests.benchmarks.rivals import by_fts5, by_tantivy

DEPTH = 10
"""Places of an order that count."""


class Rank(Func):
    """One of PostgreSQL's own ranks, with its own defaults (manual 12.3.3)."""

    template = "%(function)s(%(expressions)s::tsquery)"
    output_field = FloatField()

    def __init__(self, function: str, query: str) -> None:
        super().__init__(F("search_vector"), Value(query), function=function)


class Matches(Func):
    """Whether a paragraph's vector matches a query."""

    template = "search_vector @@ %(expressions)s::tsquery"
    output_field = BooleanField()


def ours(search: SearchResult) -> list[Paragraph]:
    return [passage.paragraph for passage in fetch(search.answer.places[:DEPTH])]


def by_rank(function: str) -> Callable[[SearchResult], list[Paragraph]]:
    """The order of one of PostgreSQL's ranks."""

    def ordered(search: SearchResult) -> list[Paragraph]:
        condition = condition_of(compile_query(search.query))
        if condition is None:
            return []
        matching = Paragraph.objects.filter(Matches(Value(condition.paragraphs)))
        ranked = matching.annotate(rank=Rank(function, condition.paragraphs))
        rows = ranked.select_related("inspection__authority")
        return list(
            rows.order_by("-rank", "-inspection__end_date", "inspection__slug", "position")[:DEPTH]
        )

    return ordered


RANKINGS = {
    "ours": ours,
    "ts_rank": by_rank("ts_rank"),
    "ts_rank_cd": by_rank("ts_rank_cd"),
    "FTS5": by_fts5,
    "tantivy": by_tantivy,
}
"""The first paragraphs of an answer in one order each."""


def search_for(query: str) -> SearchResult:
    """A search as the page makes it, without filters."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return find(read_request(parameters))


def name_of(paragraph: Paragraph) -> tuple[str, str]:
    """What judgements call a paragraph: its file, and its anchor within the report (`p22`,
    `summary-0`).
    """
    reading = paragraph.inspection.reading
    return (reading.source.name if reading else "", paragraph.anchor)
