"""The list of authorities, the page of one, and the tables of both to save."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.facts.frameworks import CORE
from reports.facts.postcodes import is_postcode
from reports.facts.vocabulary import Region
from reports.models import Authority
from reports.models.authority import has_closed
from reports.overview.latest import AuthorityRow, latest_by_authority
from reports.pages.authority.authority_table import authority_table
from reports.pages.authority.order import NAME, OrderForm, heads, in_order, initials
from reports.pages.authority.story import neighbourhood, points, story
from reports.pages.inspection.inspection_table import inspection_table
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.filters import AuthorityFilter, chosen
from reports.web.parameters import PageForm, chips, mistakes, refused
from reports.web.tables.response import table_response


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    filters = AuthorityFilter(request.GET, queryset=Authority.objects.all())
    order = OrderForm(request.GET)
    errors = mistakes(filters.form, order)
    rows = in_order(latest_by_authority().of(chosen(filters)), order.chosen)
    current = [row for row in rows if row.authority.is_current]
    context = {
        "filters": filters,
        "chips": chips(filters.form, request.GET),
        "mistakes": errors,
        "region": _only_region(filters),
        "heads": heads(request.GET, order.chosen),
        "sort": order.chosen,
        "initials": initials(current) if order.chosen == NAME else {},
        "current": current,
        "closed": [row for row in rows if has_closed(row.authority.closed)],
        "is_postcode": is_postcode(filters.form["q"].value() or ""),
        "invented": sum(row.authority.invented for row in rows),
    }
    return render(request, "reports/authority_list.html", context, status=400 if errors else 200)


def _only_region(filters: AuthorityFilter) -> Region | None:
    """The region to which a valid list is limited; None for several or all."""
    codes = filters.form.cleaned_data.get("region", []) if filters.is_valid() else []
    return Region(codes[0]) if len(codes) == 1 else None


def _filter_forms(parameters: QueryDict) -> list[BaseForm]:
    """The forms of the filters and of the order of the list."""
    filters = AuthorityFilter(parameters, queryset=Authority.objects.none())
    return [filters.form, OrderForm(parameters), PageForm(parameters)]


@data_view(_filter_forms, without_effect=("page",))
def authorities_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """The list as a file, in its order; mistakes in the address are reported as JSON."""
    filters = AuthorityFilter(request.GET, queryset=Authority.objects.all())
    order, paging = OrderForm(request.GET), PageForm(request.GET)
    if not (filters.is_valid() and order.is_valid() and paging.is_valid()):
        return refused(filters.form, order, paging)

    def rows() -> list[AuthorityRow]:
        return in_order(latest_by_authority().of(filters.qs), order.chosen)

    return table_response(request, kind, authority_table(rows, request.build_absolute_uri))


@require_safe
def authority_detail(request: HttpRequest, slug: str) -> HttpResponse:
    authority = _authority(slug)
    authority_story = story(authority)
    context = {
        "authority": authority,
        "story": authority_story,
        "points": points(authority_story.readable),
        "neighbourhood": neighbourhood(authority),
        "core": CORE,
    }
    return render(request, "reports/authority_detail.html", context)


@data_view(no_forms)
def authority_file(request: HttpRequest, slug: str, kind: Format) -> HttpResponseBase:
    """An authority's inspections and visits as a file."""
    authority = _authority(slug)
    table = inspection_table(
        slug, lambda: story(authority).inspections, request.build_absolute_uri, is_small=True
    )
    return table_response(request, kind, table)


def _authority(slug: str) -> Authority:
    """Raises `Http404` when no authority has the slug."""
    authorities = Authority.objects.prefetch_related("predecessors", "successors")
    return get_object_or_404(authorities, slug=slug)
