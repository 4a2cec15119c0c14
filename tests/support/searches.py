"""Runs a search by the parameters of its address, and shows its parts to tests."""

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
from search.results.suggesting.suggestions import Suggestions, searches_of, suggestions_of

MOST_QUERIES = 12
"""The most database queries of a page that searches, whatever is chosen on it."""


@dataclass(frozen=True)
class Searched:
    """A valid search request and its first page of results."""

    request: SearchRequest
    result: SearchResult

    @property
    def counts(self) -> tuple[int, int, int]:
        """The numbers of paragraphs, reports and authorities in the answer."""
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
    """Search by the parameters of an address. Fails if one of them is invalid."""
    parameters = QueryDict(address) if isinstance(address, str) else address
    request = read_request(parameters)
    assert request.is_valid, (request.form.errors, request.filters.errors)
    return Searched(request, find(request, around=not request.by_report))


def texts_at(places: Places) -> list[str]:
    """The texts of the paragraphs at these places."""
    return [passage.paragraph.text for passage in fetch(places)]


def vector_query(query: Query) -> str:
    """The text of the tsquery that finds the paragraphs of a query."""
    condition = condition_of(compile_query(query))
    assert condition is not None
    return condition.paragraphs
