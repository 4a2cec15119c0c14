"""What the parts of a reading before 2018 say against each other: no field that is wrong stays without a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reports.facts.validity import SIF_ROWS
from reports.ingest.before_2018.front_page import PUBLISHED_LABEL, FrontPage
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_authority, check_closing, check_lead_inspector, check_lengths, on_weekend
from reports.ingest.parts.judgement_table import Table
from reports.ingest.problems import note, warning
from reports.vocabulary import Area, Kind

_USUAL_DAYS = {Kind.SIF: range(9, 33), Kind.PRE_SIF: range(3, 13), Kind.LSCB_REVIEW: range(2, 26)}
"""Days from the first to the last of the first period on site."""
_YEARS = {
    Kind.SIF: (date(2013, 11, 1), date(2018, 12, 31)),
    Kind.PRE_SIF: (date(2009, 1, 1), date(2013, 12, 31)),
    Kind.LSCB_REVIEW: (date(2013, 11, 1), date(2018, 12, 31)),
}
"""When inspections of each kind were made."""
_LONGEST_WAIT = timedelta(days=240)
_LONGEST_PARAGRAPH = 600
"""Words; SIF paragraphs are longer than those of later reports."""


def check_common(report: ParsedReport, front: FrontPage) -> Iterator[Problem]:
    """The problems that every kind before 2018 may have."""
    yield from check_authority(report)
    yield from _check_dates(report, front)
    yield from check_lead_inspector(report)
    yield from _check_text(report)


def _check_dates(report: ParsedReport, front: FrontPage) -> Iterator[Problem]:
    if not report.periods or not report.start_date or not report.end_date:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
        return
    first, last = report.periods[0]
    days = (last - first).days + 1
    earliest, latest = _YEARS[report.kind]
    if any(end < start for start, end in report.periods):
        yield warning("dates-doubtful", "The inspection dates run backwards.")
    elif on_weekend(report):
        yield warning("dates-doubtful", "The inspection dates begin or end on a weekend: check them.")
    elif days not in _USUAL_DAYS[report.kind]:
        yield warning("dates-doubtful", f"{days} days on site are unusual: check the inspection dates.")
    elif not (earliest <= report.start_date and report.end_date <= latest):
        yield warning("dates-doubtful", f"No inspection of this kind was made in {report.end_date.year}.")
    if front.published is None and any(PUBLISHED_LABEL.match(passage.text) for passage in report.summary):
        yield warning("publication-doubtful", "The printed date of publication cannot be read.")
    elif front.published is None:
        yield note("publication-missing", "The report prints no date of publication.")
    elif not report.end_date < front.published < report.end_date + _LONGEST_WAIT:
        yield warning("publication-doubtful", f"The printed date of publication is {front.published}: check it.")


def _check_text(report: ParsedReport) -> Iterator[Problem]:
    if not report.paragraphs:
        yield warning("paragraphs-missing", "The report has no numbered paragraphs.")
    if not report.improvement_points:
        yield note("improvement-points-missing", "The report has no recommendations.")
    yield from check_lengths(report, _LONGEST_PARAGRAPH)
    if report.kind is not Kind.PRE_SIF:
        yield from check_closing(report)


def check_sif(report: ParsedReport, table: Table) -> Iterator[Problem]:
    """Whether all judgements of the framework are there, once, and agree with the headings."""
    areas = [judgement.area for judgement in report.judgements]
    if not table.whole or sorted(set(areas) - {Area.LSCB}) != sorted(SIF_ROWS) or len(set(areas)) < len(areas):
        named = ", ".join(area.label for area in areas) or "none"
        yield warning("judgements-unreadable", f"Not every judgement can be read; found: {named}.")
    yield from check_headings(report)
    if "board" in report.title.casefold():
        yield from check_board(report)


def check_board(report: ParsedReport) -> Iterator[Problem]:
    """Whether a review of the board has its grade."""
    if not any(judgement.area is Area.LSCB for judgement in report.judgements):
        yield warning("judgements-unreadable", "The grade of the safeguarding children board cannot be read.")


def check_headings(report: ParsedReport) -> Iterator[Problem]:
    """Whether each judgement has a part of the report with the same grade."""
    grades = {judgement.area: judgement.grade for judgement in report.judgements}
    for section in report.sections:
        if section.area in grades and section.grade not in (None, grades[section.area]):
            said = f"The first page says {grades[section.area].label}, the heading “{section.heading}”."
            yield warning("grades-differ", said, section.page)
    for area in sorted(grades.keys() - {Area.OVERALL} - {section.area for section in report.sections}):
        yield warning("section-missing", f"No heading is found for {area.label}.")
