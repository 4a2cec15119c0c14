"""Checks the reading of a report before 2018, and warns of what may be wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reports.facts.dates import in_words
from reports.facts.frameworks import frameworks_of
from reports.facts.vocabulary import Area, Kind
from reports.ingest.before_2018.front_page import PUBLISHED_LABEL, FrontPage
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import (
    check_authority,
    check_closing,
    check_lead_inspector,
    check_lengths,
    check_points,
    on_weekend,
)
from reports.ingest.parts.judgement_table import JudgementTable
from reports.ingest.problems import note, warning

_USUAL_DAYS = {Kind.SIF: range(9, 33), Kind.PRE_SIF: range(3, 13), Kind.LSCB_REVIEW: range(2, 26)}
"""Days from the first to the last of the first period on site."""
_LONGEST_WAIT = timedelta(days=240)
_LONGEST_PARAGRAPH = 600
"""The most words of a paragraph; those of SIF reports are longer than later ones."""


def check_common(report: ParsedReport, front: FrontPage) -> Iterator[Problem]:
    """Yield the problems that every kind before 2018 may have."""
    yield from check_authority(report)
    yield from _check_dates(report)
    if report.end_date is not None:
        yield from _check_publication(report, front.published, report.end_date)
    yield from check_lead_inspector(report)
    yield from _check_text(report)


def _check_dates(report: ParsedReport) -> Iterator[Problem]:
    if not report.periods or not report.start_date or not report.end_date:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
        return
    first, last = report.periods[0]
    days = (last - first).days + 1
    (framework,) = frameworks_of(report.kind)
    if any(end < start for start, end in report.periods):
        yield warning("dates-doubtful", "The inspection dates run backwards.")
    elif on_weekend(report):
        message = "The inspection dates begin or end on a weekend: check them."
        yield warning("dates-doubtful", message)
    elif days not in _USUAL_DAYS[report.kind]:
        message = f"{days} days on site are unusual: check the inspection dates."
        yield warning("dates-doubtful", message)
    elif report.start_date < framework.first_day or report.end_date > report.kind.last_day:
        message = f"No inspection of this kind was made in {report.end_date.year}."
        yield warning("dates-doubtful", message)


def _check_publication(
    report: ParsedReport, published: date | None, end: date
) -> Iterator[Problem]:
    """Check that a date of publication is printed, after the inspection and not long after it."""
    if published is None:
        if any(PUBLISHED_LABEL.match(passage.text) for passage in report.summary):
            message = "The printed date of publication cannot be read."
            yield warning("publication-doubtful", message)
        else:
            yield note("publication-missing", "The report prints no date of publication.")
    elif not end < published < end + _LONGEST_WAIT:
        message = f"The printed date of publication is {in_words(published)}: check it."
        yield warning("publication-doubtful", message)


def _check_text(report: ParsedReport) -> Iterator[Problem]:
    if not report.paragraphs:
        yield warning("paragraphs-missing", "The report has no numbered paragraphs.")
    if not report.improvement_points:
        is_text = any(each.page is None for each in report.paragraphs)
        problem = warning if is_text else note
        yield problem("improvement-points-missing", "No recommendations are found in the report.")
    yield from check_lengths(report, _LONGEST_PARAGRAPH)
    yield from check_points(report)
    if report.kind is not Kind.PRE_SIF:
        yield from check_closing(report)


def check_sif(report: ParsedReport, table: JudgementTable) -> Iterator[Problem]:
    """Check that each judgement of the framework is read, once, and agrees with its heading."""
    areas = [judgement.area for judgement in report.judgements]
    is_repeated = len(set(areas)) < len(areas)
    if not table.whole or is_repeated or not _is_whole(report):
        names = ", ".join(area.label for area in areas) or "none"
        message = f"Not every judgement can be read; found: {names}."
        yield warning("judgements-unreadable", message)
    yield from check_headings(report)
    if "board" in report.title.casefold():
        yield from check_board(report)


def _is_whole(report: ParsedReport) -> bool:
    """Whether every judgement of the framework is read; a report may have others besides."""
    (framework,) = frameworks_of(report.kind)
    areas = {judgement.area for judgement in report.judgements}
    return areas - set(framework.optional_areas) == set(framework.areas)


def check_board(report: ParsedReport) -> Iterator[Problem]:
    """Check that a review of the board has its grade."""
    if not any(judgement.area is Area.LSCB for judgement in report.judgements):
        message = "The grade of the safeguarding children board cannot be read."
        yield warning("judgements-unreadable", message)


def check_headings(report: ParsedReport) -> Iterator[Problem]:
    """Check that each judgement has a section, with the same grade where its heading has one."""
    grades = {judgement.area: judgement.grade for judgement in report.judgements}
    for section in report.sections:
        if section.area not in grades or section.grade is None:
            continue
        grade = grades[section.area]
        if section.grade != grade:
            message = f"The first page says {grade.label}, the heading “{section.heading}”."
            yield warning("grades-differ", message, section.page)
    areas_of_sections = {section.area for section in report.sections}
    for area in sorted(grades.keys() - areas_of_sections - {Area.OVERALL}):
        yield warning("section-missing", f"No heading is found for {area.label}.")
