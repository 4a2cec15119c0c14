"""The pages of trends, with their files: how often reports mention phrases, and grades."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.web.data_views import data_view, with_note
from reports.web.exports import Format
from reports.web.parameters import mistakes, refused
from reports.web.tables.response import table_response
from search.results.search import bounded
from search.trends.form import MOST_PHRASES, REVERSED_RANGE, TrendFileForm, TrendForm, trend_forms
from search.trends.grade_figures import grade_figures
from search.trends.grade_trends import JUDGEMENTS, GradeForm, grade_trends
from search.trends.pictures import pictures
from search.trends.shares import THIN
from search.trends.trend_tables import grade_table, trend_table

EXAMPLES = (
    ('"family group conference"', '"kinship carer"'),
    ('"return home interview"',),
    ('"children looked after"', '"children in care"'),
    ('"agency staff"', "turnover", "caseload"),
)
"""The phrases of the trends that an empty form suggests."""


@require_safe
@bounded
def trends(request: HttpRequest) -> HttpResponse:
    form = TrendForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "most": MOST_PHRASES,
        "thin": THIN,
        "examples": EXAMPLES,
    }
    if not form.is_valid():
        context["mistakes"] = mistakes(form)
        return render(request, "search/trends.html", context, status=400)
    trend = form.trend()
    legend = []
    for line in trend.overall:
        switches = [(each, each.switched(request.GET)) for each in line.phrase.synonyms]
        legend.append((line, switches))
    context |= {
        "trend": trend,
        "as_share": form.as_share,
        "counted": form.counted,
        "legend": legend,
        "pictures": pictures(trend, as_share=form.as_share),
    }
    return render(request, "search/trends.html", context)


@data_view(trend_forms, also=("without",), without_effect=("show",))
@bounded
def trends_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    form = TrendFileForm(request.GET)
    if not form.is_valid():
        return refused(form)
    trend = form.trend()
    response = table_response(request, kind, trend_table(trend))
    for note in [*trend.notes, *([REVERSED_RANGE] if form.has_reversed_years else [])]:
        with_note(response, note)
    return response


@require_safe
def grades(request: HttpRequest) -> HttpResponse:
    form = GradeForm(request.GET)
    context: dict[str, Any] = {"form": form, "thin": THIN}
    if not form.is_valid():
        context["mistakes"] = mistakes(form)
        return render(request, "search/grade_trends.html", context, status=400)
    context["label"] = JUDGEMENTS[form.chosen_area].label
    context["figures"] = grade_figures(grade_trends(form))
    return render(request, "search/grade_trends.html", context)


@data_view(lambda parameters: [GradeForm(parameters)])
def grades_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    form = GradeForm(request.GET)
    if not form.is_valid():
        return refused(form)
    return table_response(request, kind, grade_table(grade_trends(form)))
