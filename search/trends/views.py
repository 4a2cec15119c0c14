"""The pages of trends, how often reports mention a phrase and how grades have moved, and their
figures as CSV.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.overview.coverage import coverage_sentence
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused
from search.results.search import bounded
from search.trends.form import MOST_PHRASES, TrendForm
from search.trends.grade_figures import grade_figures
from search.trends.grade_trends import JUDGEMENTS, GradeForm, GradeTrend, grade_trends
from search.trends.pictures import pictures
from search.trends.shares import THIN
from search.trends.trends import Trend

EXAMPLES = (
    ('"family group conference"', '"kinship carer"'),
    ('"return home interview"',),
    ('"children looked after"', '"children in care"'),
    ('"agency staff"', "turnover", "caseload"),
)
"""The phrases of the pictures that an empty form suggests."""
PHRASE_COLUMNS = (
    "phrase",
    "also_searched",
    "split",
    "part",
    "part_code",
    "year",
    "reports",
    "mentioning",
    "share",
    "interval_low",
    "interval_high",
    "thin",
)
GRADE_COLUMNS = (
    "judgement",
    "judgement_code",
    "by",
    "of",
    "of_code",
    "grade",
    "grade_code",
    "count",
    "graded",
    "share",
    "scale",
)


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


@require_safe
@bounded
def trends_csv(request: HttpRequest) -> HttpResponseBase:
    form = TrendForm(request.GET)
    if not form.is_valid():
        return refused(form)
    trend = form.trend()
    return csv_response(
        request, "trend", PHRASE_COLUMNS, lambda: phrase_rows(trend), coverage=coverage_sentence
    )


def phrase_rows(trend: Trend) -> Iterator[list[Any]]:
    """The rows of a trend's file: a part, phrase and year each, in the order of `PHRASE_COLUMNS`."""
    for panel in trend.panels:
        for line in panel.lines:
            synonyms = "; ".join(each.name for each in line.phrase.synonyms if each.is_on)
            for each in line.years:
                low, high = each.share.interval or (None, None)
                yield [
                    line.phrase.query.typed,
                    synonyms,
                    trend.breakdown.label,
                    panel.part.label,
                    panel.part.code,
                    each.year,
                    each.share.of,
                    each.share.count,
                    _rounded(each.share.value),
                    _rounded(low),
                    _rounded(high),
                    "yes" if each.share.is_thin else "no",
                ]


def _rounded(share: float | None) -> float | str:
    """To four places; empty for no share."""
    return "" if share is None else round(share, 4)


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


@require_safe
def grades_csv(request: HttpRequest) -> HttpResponseBase:
    form = GradeForm(request.GET)
    if not form.is_valid():
        return refused(form)
    trends_on_scales = grade_trends(form)
    return csv_response(
        request,
        "grades",
        GRADE_COLUMNS,
        lambda: chain.from_iterable(map(grade_rows, trends_on_scales)),
        coverage=coverage_sentence,
    )


def grade_rows(trend: GradeTrend) -> Iterator[list[Any]]:
    """The rows of the grades' file: a year or region and a grade each, as in `GRADE_COLUMNS`."""
    for by, rows in (("year", trend.by_year), ("region", trend.by_region)):
        for row in rows:
            for grade in trend.grades:
                yield [
                    trend.label,
                    trend.area,
                    by,
                    row.label,
                    row.code,
                    grade.label,
                    grade.value,
                    row.counts[grade],
                    row.graded,
                    _rounded(row.share(grade).value),
                    trend.scale.value,
                ]
