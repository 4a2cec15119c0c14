"""The pages of trends: how often reports mention a phrase, and how grades have moved; and their
figures as CSV.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.models import ArchiveVersion
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused
from search.results.bounds import bounded
from search.results.exports import coverage
from search.trends.bars import bar_chart
from search.trends.form import MOST, TrendForm
from search.trends.grade_trends import GradeForm, GradeTrend
from search.trends.pictures import pictures
from search.trends.shares import THIN
from search.trends.trends import Trend

EXAMPLES = (
    ('"family group conference"', '"kinship carer"'),
    ('"return home interview"',),
    ('"children looked after"', '"children in care"'),
    ('"agency staff"', "turnover", "caseload"),
)
"""Pictures to begin with."""
PHRASE_COLUMNS = (
    *("phrase", "also_searched", "split", "part", "part_code", "year", "reports", "mentioning"),
    *("share", "interval_low", "interval_high", "thin"),
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
)


@require_safe
@bounded
def trends(request: HttpRequest) -> HttpResponse:
    form = TrendForm(request.GET, version := ArchiveVersion.now())
    trend = form.trend(version) if form.is_valid() else None
    wrong = mistakes(form)
    context = {
        "form": form,
        "mistakes": wrong,
        "trend": trend,
        "as_share": trend and form.as_share,
        "counted": form.counted if trend else "",
        "also": [
            (line, [(also, also.switched(request.GET)) for also in line.phrase.also])
            for line in (trend.overall if trend else ())
        ],
        "pictures": pictures(trend, as_share=form.as_share) if trend else [],
        "most": MOST,
        "thin": THIN,
        "examples": EXAMPLES,
    }
    return render(request, "search/trends.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def trends_csv(request: HttpRequest) -> HttpResponseBase:
    form = TrendForm(request.GET, version := ArchiveVersion.now())
    if not form.is_valid():
        return refused(form)

    def rows() -> Iterator[list[Any]]:
        return _phrase_rows(form.trend(version))

    return csv_response(request, "trend", PHRASE_COLUMNS, rows, coverage=coverage)


def _phrase_rows(trend: Trend) -> Iterator[list[Any]]:
    for panel in trend.panels:
        for line in panel.lines:
            also = "; ".join(each.name for each in line.phrase.also if each.is_on)
            for point in line.points:
                share, interval = point.share, point.share.interval or ("", "")
                yield [
                    *(
                        line.phrase.query.typed,
                        also,
                        trend.split.label,
                        panel.part.label,
                        panel.part.code,
                        point.year,
                    ),
                    *(share.of, share.count, _rounded(share.value), *map(_rounded, interval)),
                    "yes" if share.is_thin else "no",
                ]


def _rounded(share: float | str | None) -> float | str:
    return round(share, 4) if isinstance(share, float) else ""


@require_safe
def grades(request: HttpRequest) -> HttpResponse:
    form = GradeForm(request.GET)
    trend = GradeTrend(form, ArchiveVersion.now()) if form.is_valid() else None
    wrong = mistakes(form)
    context = {
        "form": form,
        "mistakes": wrong,
        "trend": trend,
        "by_year": bar_chart(trend.by_year) if trend else None,
        "by_region": bar_chart(trend.by_region) if trend else None,
        "year_rows": trend.table(trend.by_year) if trend else [],
        "region_rows": trend.table(trend.by_region) if trend else [],
        "changes": [row for row in trend.by_year if row.before] if trend else [],
        "thin": THIN,
    }
    return render(request, "search/grade_trends.html", context, status=400 if wrong else 200)


@require_safe
def grades_csv(request: HttpRequest) -> HttpResponseBase:
    form = GradeForm(request.GET)
    if not form.is_valid():
        return refused(form)

    def rows() -> Iterator[list[Any]]:
        return _grade_rows(GradeTrend(form, ArchiveVersion.now()))

    return csv_response(request, "grades", GRADE_COLUMNS, rows, coverage=coverage)


def _grade_rows(trend: GradeTrend) -> Iterator[list[Any]]:
    for by, table in (("year", trend.by_year), ("region", trend.by_region)):
        for row in table:
            for grade in trend.grades:
                yield [
                    *(trend.track.label, trend.track.areas[0].value, by, row.label, row.code),
                    *(
                        grade.label,
                        grade.value,
                        row.counts[grade],
                        row.graded,
                        _rounded(row.share(grade).value),
                    ),
                ]
