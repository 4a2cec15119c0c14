"""The archive's own search, by what its page is made of, with nothing kept from an earlier query."""

from __future__ import annotations

import functools
import inspect
import sys
from codecs import iterdecode
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from reports.web import cached_pages
from search.index import lexemes, scan
from search.results.form import ParagraphFilters
from search.results.hits import hits_of
from search.results.search import SearchPage, SearchResult, find, read_request
from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.systems import FACETS, Answer, Counts, ListedParagraph

SIZES = """
    WITH tables AS (
        SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(reports|search)_'
    )
    SELECT relname, pg_table_size(oid) FROM tables
    UNION ALL
    SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index
    WHERE indrelid IN (SELECT oid FROM tables)
"""


PAGE = SearchPage("search", ParagraphFilters, FACETS)
"""The page of search with the facets that peers have, too."""


class Ours:
    """It does what its peers do: equivalents are switched off, and neither further facets nor
    neighbours are made.
    """

    name = "ours"

    def __init__(self) -> None:
        find(
            read_request(QueryDict("q=the"), PAGE)
        )  # which makes what is kept for each version of the archive
        reverse("search")  # which brings in every module of the site
        self._words = dict(lexemes._cached)
        # Looked for once: to walk through all modules before each query would push it out of the
        # processor's caches.
        self._caches = [
            cache
            for name, module in list(sys.modules.items())
            if name.partition(".")[0] in {"reports", "search"}
            for cache in _query_caches(module)
        ]
        self._parameters: dict[tuple[str, int, bool], QueryDict] = {}

    def build(self) -> None:
        """It is the archive itself."""

    def forget(self) -> None:
        """Empty what is kept of a query; what is kept for the version of the archive alone stays."""
        cached_pages.clear_pages()
        scan.forget()
        lexemes._cached.clear()
        lexemes._cached.update(self._words)
        for cache in self._caches:
            cache.cache_clear()

    def answer(self, query: BenchmarkQuery, *, page: int = 1, newest: bool = False) -> Answer:
        way = (query.label, page, newest)
        if way not in self._parameters:
            self._parameters[way] = parameters(
                query, page=str(page), sort="newest" if newest else "relevance"
            )
        result = find(read_request(self._parameters[way], PAGE))
        return Answer(result.answer.paragraphs, counts(result), hits(result))

    def export(self, query: BenchmarkQuery) -> Iterator[str]:
        response = Client(headers={"host": "localhost"}).get(
            reverse("search-csv"), parameters(query)
        )
        pieces: Iterator[bytes] = getattr(response, "streaming_content")  # noqa: B009  # the client's type lacks it
        return iterdecode(pieces, "utf-8")

    def sizes(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(SIZES)
            return dict(cursor.fetchall())


def parameters(query: BenchmarkQuery, **others: str) -> QueryDict:
    """The address of a query, without equivalents."""
    fields = QueryDict(mutable=True)
    fields.update({"q": query.ours, "match": "stems", **others})
    for name, values in query.filters.items():
        fields.setlist(name, list(values))
    fields.setlist("without", [each.name for each in find(read_request(fields, PAGE)).synonyms])
    return fields


def exactly(phrase: str) -> int:
    """How many paragraphs hold a phrase as it is typed."""
    fields = QueryDict(mutable=True)
    fields.update({"q": f'"{phrase}"', "match": "exact"})
    return find(read_request(fields, PAGE)).answer.paragraphs


def _query_caches(module: Any) -> list[Any]:
    """The functions of a module whose results are cached by version and by what is asked."""
    cached = [
        each
        for each in vars(module).values()
        if callable(getattr(each, "cache_clear", None)) and not isinstance(each, LruCache)
    ]
    return [each for each in cached if inspect.signature(each).parameters]


LruCache = functools._lru_cache_wrapper
"""What Python itself caches: it does not depend on the archive."""


def counts(result: SearchResult) -> Counts:
    """The values of each facet that have paragraphs."""
    return {name: dict(+values) for name, values in result.answer.facets.items()}


def hits(result: SearchResult) -> list[ListedParagraph]:
    """The paragraphs of the page, marked."""
    return [
        ListedParagraph(
            hit.paragraph.pk,
            hit.paragraph.inspection.authority.name,
            hit.paragraph.inspection.end_date,
            hit.highlighted,
        )
        for hit in hits_of(result.passages)
    ]
