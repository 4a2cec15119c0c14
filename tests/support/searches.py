"""A search as tests look at it: by its address, step by step or whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from reports.models import Paragraph
from search.index.compiling import compile_query, condition_of
from search.index.door import Places, fetch
from search.query.query import Query
from search.results.form import Facet, facets_of
from search.results.hits import Hit, hits_of
from search.results.search import (
    SearchRequest,
    SearchResult,
    find,
    find_all,
    paragraphs_at,
    read_request,
)
from search.results.suggestions import Suggestions, searches_of, suggestions_of

MOST_QUERIES = 12
"""Statements that a page which searches may cost, whatever is chosen on it."""


@dataclass(frozen=True)
class Searched:
    """A valid search and its first page."""

    request: SearchRequest
    result: SearchResult

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many paragraphs, reports and authorities."""
        answer = self.result.answer
        return answer.paragraphs, answer.reports, answer.authorities

    @property
    def facets(self) -> list[Facet]:
        return facets_of(self.request.filters, self.result.answer.facets)

    @property
    def hits(self) -> list[Hit]:
        return hits_of(self.result.passages)

    @property
    def suggestions(self) -> Suggestions:
        return suggestions_of(self.result, searches_of(self.result), self.request.query)

    def places(self) -> Places:
        """The places of the whole answer, in order."""
        return find_all(self.request).places

    def paragraphs(self) -> list[Paragraph]:
        """The whole answer, in order."""
        return list(paragraphs_at(self.places()))


def search(address: str | QueryDict) -> Searched:
    """Search by the parameters of an address; raises `AssertionError` where they are wrong."""
    parameters = QueryDict(address) if isinstance(address, str) else address
    request = read_request(parameters)
    assert request.is_valid, (request.form.errors, request.filters.errors)
    return Searched(request, find(request, around=not request.by_report))


def texts_at(places: Places) -> list[str]:
    """The texts of the paragraphs at these places."""
    return [passage.paragraph.text for passage in fetch(places)]


def vector_query(query: Query) -> str:
    """A query with a word as the text of a tsquery over the vectors of paragraphs."""
    condition = condition_of(compile_query(query))
    assert condition is not None
    return condition.paragraphs
