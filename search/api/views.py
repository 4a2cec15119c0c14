"""The views of the API: its documentation, its OpenAPI document, and its operations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from reports.web.cached_pages import with_last_modified
from reports.web.data_views import (
    METHODS,
    answer_to_method,
    data_error,
    data_view,
    for_programs,
    no_forms,
)
from search.api.documentation import described_endpoints
from search.api.schema import openapi_document
from search.results.search import bounded


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The page about the API, made from its document."""
    context = {"endpoints": described_endpoints(openapi_document())}
    return render(request, "search/api.html", context)


@data_view(no_forms)
@with_last_modified
def openapi(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse(openapi_document(), json_dumps_params={"ensure_ascii": False})


def operation(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the operation that has this path below `/api/v1/`."""
    if request.method not in METHODS:
        return answer_to_method(request.method)
    try:
        return for_programs(_answer(request, path=path))
    except Http404 as error:
        return for_programs(data_error(404, "" if isinstance(error, Resolver404) else str(error)))


operation.is_data_view = True  # type: ignore[attr-defined]  # as those that are decorated
operation.csrf_exempt = True  # type: ignore[attr-defined]  # as those that are decorated


@with_last_modified
@bounded
def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    match = resolve(f"/{path}", "search.api.urls")
    # The server leaves the body of a HEAD out; the operations know GET alone.
    request.method = "GET"
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
