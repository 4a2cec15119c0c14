"""The page of what is new."""

from __future__ import annotations

from django import forms
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.facts.vocabulary import Grade, Kind, Region
from reports.pages.new.arrivals import Choices, arrival_keys, weeks_of
from reports.publishing.history.rows_by_time import RowKey
from reports.web.filters import LABELS, authorities
from reports.web.parameters import PageForm, SeveralField, chips, mistakes

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
    number = paging.cleaned_data["page"] or 1
    paginator: Paginator[RowKey] = Paginator(arrival_keys(form.chosen), ARRIVALS_A_PAGE)
    try:
        page = paginator.page(number)
    except EmptyPage as error:
        last = paginator.num_pages
        raise Http404(f"There is no page {number}; the last is page {last}.") from error
    context |= {"page": page, "weeks": weeks_of(page)}
    return render(request, "reports/new.html", context)
