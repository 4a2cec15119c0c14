"""The operations of the API, for `django-ninja`: it finds the operation of an address, writes its
answer, and makes the OpenAPI document. Imported when the API is asked for first.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.renderers import BaseRenderer

from reports.records.coverage import coverage_records
from reports.records.inspections import inspection_records
from reports.records.passages import passage_values
from reports.web.data_views import NOTHING_MATCHES, data_error, mistaken
from reports.web.parameters import mistakes
from search.api import answers, lists
from search.api.endpoints import ENDPOINTS, WrongAddress, notes_or_refusal
from search.glossary.records import glossary_records
from search.passages.points import authority_of, read_points, sequels_of
from search.passages.records import point_record
from search.results.hits import hits_of
from search.results.paging.slices import SearchSlice, find_slice
from search.results.search import NO_DAYS, SearchRequest, accept_reversed_days, read_request
from search.subjects.records import subject_records
from search.trends.form import REVERSED_RANGE, TrendFileForm
from search.trends.records import trend_records

Operation = TypeVar("Operation", bound=Callable[..., answers.ApiAnswer])
"""It takes a request, and the named parts of its path."""
REFUSALS = {400: answers.ApiError, 405: answers.ApiError, 429: answers.ApiError}
EXPENSIVE = {503: answers.ApiError}
FROM_A_BACKUP = (
    "The archive may have been restored from a backup: read its lists again from the beginning."
)
"""What to do if a program has seen changes that this archive does not have."""


class RecordRenderer(BaseRenderer):
    """Writes answers: days and moments in ISO 8601, as records are written everywhere."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(data, ensure_ascii=False, default=_in_iso_8601)


def _in_iso_8601(day: date) -> str:
    """A day, or a date with a time (`datetime` is a subclass of `date`)."""
    return day.isoformat()


api = NinjaAPI(
    title="Inspection Archive",
    version="1",
    description="England’s inspection reports on children’s services, paragraph by paragraph.",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
    renderer=RecordRenderer(),
)


@api.exception_handler(WrongAddress)
def wrong_address(request: HttpRequest, error: WrongAddress) -> HttpResponse:
    return mistaken(error.errors)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return data_error(404, str(error))


def endpoint(name: str) -> Callable[[Operation], Operation]:
    """The decorator that makes a function the operation of an endpoint."""
    declared = ENDPOINTS[name]
    missing = {404: answers.ApiError} if declared.can_be_missing else {}
    decorate: Callable[[Operation], Operation] = api.get(
        declared.path,
        operation_id=name,
        summary=declared.summary,
        description=declared.description,
        response={200: declared.answer, **REFUSALS, **missing, **EXPENSIVE},
    )
    return decorate


@endpoint("authorities")
def authorities(request: HttpRequest) -> answers.AuthorityList:
    notes = notes_or_refusal(request, "authorities")
    page = lists.authorities_page(request)
    return answers.AuthorityList(**_of_list(request, page, notes), results=page.records)


@endpoint("inspections")
def inspections(request: HttpRequest) -> answers.InspectionList:
    notes = notes_or_refusal(request, "inspections")
    page = lists.inspections_page(request)
    return answers.InspectionList(**_of_list(request, page, notes), results=page.records)


@endpoint("inspection")
def inspection(request: HttpRequest, slug: str) -> answers.InspectionAnswer:
    notes = notes_or_refusal(request, "inspection")
    (result,) = inspection_records([lists.inspection_at(slug)], request.build_absolute_uri)
    return answers.InspectionAnswer(**answers.envelope(notes), result=result)


@endpoint("inspection_passages")
def inspection_passages(request: HttpRequest, slug: str) -> answers.PassageList:
    notes = notes_or_refusal(request, "inspection_passages")
    page = lists.passages_page(request, slug)
    return answers.PassageList(**_of_list(request, page, notes), results=page.records)


@endpoint("search")
def search(request: HttpRequest) -> answers.SearchList:
    notes = notes_or_refusal(request, "search")
    search_request = read_request(request.GET, only_paragraphs=True)
    notes += _settled(search_request)
    search_slice = find_slice(search_request, request.GET, lists.limit_of(request.GET))
    results = [
        answers.FoundPassageRecord(
            **passage_values(hit.paragraph, request.build_absolute_uri),
            highlighted=str(hit.highlighted),
        )
        for hit in hits_of(search_slice.passages)
    ]
    return answers.SearchList(
        **_of_search(request, search_request, search_slice, notes), results=results
    )


@endpoint("points")
def points(request: HttpRequest) -> answers.PointList:
    notes = notes_or_refusal(request, "points")
    search_request = read_points(request.GET)
    notes += _settled(search_request)
    search_slice = find_slice(search_request, request.GET, lists.limit_of(request.GET))
    rows = [each.paragraph for each in search_slice.passages]
    is_tracker = authority_of(search_request) is not None and not search_slice.answer.has_words
    sequels = sequels_of(rows, with_follow_ups=is_tracker)
    results = [point_record(row, sequels[row.pk], request.build_absolute_uri) for row in rows]
    return answers.PointList(
        **_of_search(request, search_request, search_slice, notes), results=results
    )


@endpoint("trends")
def trends(request: HttpRequest) -> answers.TrendAnswer:
    notes = notes_or_refusal(request, "trends")
    form = TrendFileForm(request.GET)
    if not form.is_valid():
        raise WrongAddress({name: list(map(str, each)) for name, each in form.errors.items()})
    trend = form.trend()
    notes = [*notes, *trend.notes]
    if form.has_reversed_years:
        notes.append(REVERSED_RANGE)
    records = trend_records(trend)
    if not records:
        notes.append(NOTHING_MATCHES)
    return answers.TrendAnswer(**answers.envelope(notes), results=records)


@endpoint("subjects")
def subjects(request: HttpRequest) -> answers.SubjectList:
    notes = notes_or_refusal(request, "subjects")
    page = lists.page_of_records(subject_records(request.build_absolute_uri), request.GET)
    return answers.SubjectList(**_of_list(request, page, notes), results=page.records)


@endpoint("glossary")
def glossary(request: HttpRequest) -> answers.GlossaryList:
    notes = notes_or_refusal(request, "glossary")
    page = lists.page_of_records(glossary_records(request.build_absolute_uri), request.GET)
    return answers.GlossaryList(**_of_list(request, page, notes), results=page.records)


@endpoint("coverage")
def coverage(request: HttpRequest) -> answers.CoverageAnswer:
    notes = notes_or_refusal(request, "coverage")
    return answers.CoverageAnswer(**answers.envelope(notes), results=coverage_records())


@endpoint("changes")
def changes(request: HttpRequest) -> answers.ChangeList:
    notes = notes_or_refusal(request, "changes")
    page = lists.changes_page(request.GET)
    after = lists.after_of(request.GET)
    if after > lists.last_change():
        notes.append(f"No change has the number {after} here. {FROM_A_BACKUP}")
    last = page.records[-1].id if page.records else after
    values = {**_of_page(request, page, notes), "follow": _follow(request, last)}
    return answers.ChangeList(**values, results=page.records)


def _follow(request: HttpRequest, last: int) -> str:
    """The address of the changes after the one numbered `last`, with the limit of this request."""
    parameters = {"after": str(last)}
    if limit := request.GET.get("limit"):
        parameters["limit"] = limit
    return request.build_absolute_uri(f"{request.path}?{urlencode(parameters)}")


def _settled(search_request: SearchRequest) -> list[str]:
    """The note on a reversed range of days, if any. Raises `WrongAddress` for other mistakes."""
    if accept_reversed_days(search_request):
        return [NO_DAYS]
    if not search_request.is_valid:
        forms = (search_request.form, search_request.filters)
        raise WrongAddress({each.name: [each.message] for each in mistakes(*forms)})
    return []


def _of_list(request: HttpRequest, page: lists.RecordPage[Any], notes: list[str]) -> dict[str, Any]:
    """The values of the fields of `ApiList`; an empty list gets a note."""
    if not page.count:
        notes = [*notes, NOTHING_MATCHES]
    return _of_page(request, page, notes)


def _of_page(request: HttpRequest, page: lists.RecordPage[Any], notes: list[str]) -> dict[str, Any]:
    """The values of the fields of `ApiList`, without a note on an empty list."""
    following = _next(request, page.cursor)
    return {**answers.envelope(notes), "count": page.count, "next": following}


def _of_search(
    request: HttpRequest, search_request: SearchRequest, search_slice: SearchSlice, notes: list[str]
) -> dict[str, Any]:
    """The values of the fields of `QueryList`, and the totals of a search."""
    notes = [*notes, *search_request.query.notes]
    if not search_slice.answer.paragraphs:
        notes.append(NOTHING_MATCHES)
    return {
        **answers.envelope(notes),
        "count": search_slice.answer.paragraphs,
        "next": _next(request, search_slice.cursor),
        "query": search_request.query.typed,
        "understood": search_request.query.understood or "all paragraphs",
        "also_searched": [each.name for each in search_slice.synonyms if each.is_on],
        "paragraph_count": search_slice.answer.paragraphs,
        "report_count": search_slice.answer.reports,
    }


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of what follows; None without a cursor."""
    if cursor is None:
        return None
    parameters = request.GET.copy()
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def made_document(folder: str) -> dict[str, Any]:
    """The OpenAPI document as `django-ninja` makes it, for the API below a folder.

    Each call returns a copy of its own, which the caller may change.
    """
    document: dict[str, Any] = json.loads(_written_document(folder))
    return document


@lru_cache(maxsize=1)
def _written_document(folder: str) -> str:
    """The document as JSON. It depends on the code alone, and takes a tenth of a second to make."""
    return json.dumps(api.get_openapi_schema(path_prefix=folder.lstrip("/")))
