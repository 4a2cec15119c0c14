"""What is new: its page, its file, and its feeds, of everything, of an authority and of a region."""

from __future__ import annotations

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.facts.vocabulary import Grade, Kind, Region
from reports.models import Authority
from reports.pages.new.arrivals import Arrival, Choices, arrival_keys, arrivals_of, weeks_of
from reports.pages.new.arrivals_table import arrival_table
from reports.publishing.history.rows_by_time import RowKey
from reports.web.atom import ARCHIVE, FeedEntry, FeedPage, feed_response
from reports.web.cached_pages import with_last_modified
from reports.web.data_views import data_view
from reports.web.exports import Format
from reports.web.filters import LABELS, authorities
from reports.web.parameters import PageForm, SeveralField, chips, mistakes, refused
from reports.web.tables.response import table_response

ARRIVALS_A_PAGE = 50


class ArrivalForm(forms.Form):
    """The filters of the page."""

    region = SeveralField(label=LABELS["region"], choices=Region.choices, required=False)
    authority = SeveralField(label=LABELS["authority"], choices=authorities, required=False)
    kind = SeveralField(label=LABELS["kind"], choices=Kind.choices, required=False)
    grade = SeveralField(label="Any judgement’s grade", choices=Grade.choices, required=False)

    @property
    def chosen(self) -> Choices:
        """The choices of a valid form."""
        values = self.cleaned_data
        return Choices(values["kind"], values["region"], values["authority"], values["grade"])


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    form, paging = ArrivalForm(request.GET), PageForm(request.GET)
    errors = mistakes(form, paging)
    context = {"form": form, "mistakes": errors, "chips": chips(form, request.GET)}
    if errors:
        return render(request, "reports/new.html", context, status=400)
    page = _page(form.chosen, paging)
    context |= {"page": page, "weeks": weeks_of(page)}
    return render(request, "reports/new.html", context)


def _forms(parameters: QueryDict) -> list[forms.BaseForm]:
    """The forms of the filters and of the page."""
    return [ArrivalForm(parameters), PageForm(parameters)]


@data_view(_forms, without_effect=("page",))
def new_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """Everything that matches the filters as a file."""
    form, paging = ArrivalForm(request.GET), PageForm(request.GET)
    if not (form.is_valid() and paging.is_valid()):
        return refused(form, paging)
    return table_response(request, kind, arrival_table(form.chosen, request.build_absolute_uri))


@data_view(_forms)
@with_last_modified
def new_atom(request: HttpRequest) -> HttpResponseBase:
    """The feed of everything that matches the filters."""
    return _feed(request, {}, title="what is new", page_path=reverse("new"))


@data_view(_forms, without_effect=("authority",))
@with_last_modified
def authority_atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The feed of one authority."""
    authority = get_object_or_404(Authority, slug=slug)
    page_path = authority.get_absolute_url()
    return _feed(request, {"authority": slug}, title=str(authority), page_path=page_path)


@data_view(_forms, without_effect=("region",))
@with_last_modified
def region_atom(request: HttpRequest, code: str) -> HttpResponseBase:
    """The feed of one region."""
    if code not in set(Region):
        raise Http404(f"There is no region “{code}”.")
    page_path = reverse("authority-list")
    title = Region(code).label
    return _feed(request, {"region": code}, title=title, page_path=page_path)


def _feed(
    request: HttpRequest, fixed: dict[str, str], *, title: str, page_path: str
) -> HttpResponseBase:
    """A page of a feed. The `fixed` choices replace those in the address."""
    parameters = request.GET.copy()
    for name, value in fixed.items():
        parameters[name] = value
    address_form, paging = ArrivalForm(request.GET), PageForm(request.GET)
    if not (address_form.is_valid() and paging.is_valid()):
        return refused(address_form, paging)
    form = ArrivalForm(parameters)
    if not form.is_valid():
        return refused(form)
    page = _page(form.chosen, paging)
    last = page.paginator.num_pages
    feed_page = FeedPage.of_request(request, page, title=title, page_path=page_path, most=last)
    entries = [_entry(arrival) for arrival in arrivals_of(page)]
    return feed_response(feed_page, entries, request.build_absolute_uri)


def _entry(arrival: Arrival) -> FeedEntry:
    inspection = arrival.inspection
    return FeedEntry(
        identity=f"/new/{arrival.key}",
        path=inspection.get_absolute_url() if inspection else reverse("new"),
        title=f"{arrival.what}: {arrival.title}",
        text=f"{arrival.what}: {arrival.title}.",
        came_in=arrival.at,
        updated=arrival.at,
        author=ARCHIVE,
    )


def _page(choices: Choices, paging: PageForm) -> Page[RowKey]:
    """The keys of one page. Raises `Http404` beyond the last."""
    number = paging.cleaned_data["page"] or 1
    paginator: Paginator[RowKey] = Paginator(arrival_keys(choices), ARRIVALS_A_PAGE)
    try:
        return paginator.page(number)
    except EmptyPage as error:
        last = paginator.num_pages
        raise Http404(f"There is no page {number}; the last is page {last}.") from error
