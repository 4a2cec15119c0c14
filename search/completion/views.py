"""The list of names for completion, and the redirect from a typed name to an authority's page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.facts.postcodes import is_postcode
from reports.models import Authority
from reports.overview.outline import authorities
from reports.web.data_views import data_view, no_forms
from search.completion.finding import matching_authorities, named_authorities
from search.query.vocabulary import FieldTerm, vocabulary


@data_view(no_forms)
def names_json(request: HttpRequest) -> HttpResponseBase:
    """All names for completion: authorities by name, then the terms of the glossary."""
    names = [*_authorities(), *[_term(term) for term in vocabulary()]]
    return JsonResponse({"names": names}, json_dumps_params={"ensure_ascii": False})


@require_safe
def find_authority(request: HttpRequest) -> HttpResponse:
    """Redirect to the authority of a name, or to the search; show a choice if there are several.

    A postcode shows the names of all current authorities. `to=timing` leads to the waiting times of
    the authority instead of its page.
    """
    typed = request.GET.get("name", "").strip()
    to = request.GET.get("to", "")
    if not typed:
        return redirect("authority-list")
    meant = matching_authorities(typed)
    if meant.only is not None:
        return redirect(_page_of(meant.only, to))
    if not meant.named and is_postcode(typed):
        return _all_names(request, typed, to)
    if not meant.named:
        return redirect(f"{reverse('search')}?{urlencode({'q': typed})}")
    choices = [(each, _page_of(each.authority, to)) for each in meant.named]
    context = {"typed": typed, "meant": meant, "choices": choices}
    return render(request, "search/find_authority.html", context)


def _all_names(request: HttpRequest, postcode: str, to: str) -> HttpResponse:
    """The page with the names of all current authorities, for a reader who typed a postcode."""
    current = [each for each in authorities() if each.is_current and not each.invented]
    choices = [(str(each), _page_of(each, to)) for each in current]
    context = {"typed": postcode, "choices": choices}
    return render(request, "search/find_by_postcode.html", context)


def _page_of(authority: Authority, to: str) -> str:
    """The address of an authority’s page, or of the page of timing with the authority on top."""
    if to == "timing" and authority.is_current and not authority.invented:
        return f"{reverse('timing')}?authority={authority.slug}#near"
    return authority.get_absolute_url()


def _authorities() -> list[dict[str, object]]:
    """Each authority with its other names; `closed` is the year in which it closed, or null."""
    also: dict[str, list[str]] = {}
    for each in named_authorities():
        if not each.is_own_name:
            also.setdefault(each.authority.slug, []).append(each.name)
    return [
        {
            "kind": "authority",
            "value": authority.slug,
            "label": str(authority),
            "also": also.get(authority.slug, []),
            "closed": authority.closed.year if authority.closed else None,
        }
        for authority in authorities()
    ]


def _term(term: FieldTerm) -> dict[str, object]:
    """A term; `value` is the query for it, in quotation marks if the term has several words."""
    former = [each.name for each in term.former]
    also = [*term.same, *term.abbreviations, *term.understood, *former, *term.everyday]
    return {
        "kind": "term",
        "value": f'"{term.name}"' if " " in term.name else term.name,
        "label": term.name,
        "also": also,
        "closed": None,
    }
