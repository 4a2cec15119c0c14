"""What the parts of an ILACS reading say against each other: no field that is wrong stays without a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.facts.validity import FIVE_ROWS, FOUR_ROWS, NO_OVERALL_FROM, WITHOUT_OVERALL
from reports.ingest.ilacs.header import authority_in_title
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.checks import (
    check_authority,
    check_closing,
    check_lead_inspector,
    check_lengths,
    on_weekend,
)
from reports.ingest.parts.dates import read_periods
from reports.ingest.parts.judgement_table import JudgementTable
from reports.ingest.problems import note, warning
from reports.ingest.text.characters import ends_sentence
from reports.ingest.wording import Wording
from reports.vocabulary import Area, Omission

_FIRST_INSPECTION = date(2018, 1, 1)
"""The framework is of November 2017; its first inspections were made in January 2018."""
_USUAL_DAYS = (range(3, 8), range(11, 13))
"""Days from the first to the last of the first period: within a week, or two weeks from Monday to Friday."""
_LONGEST_PARAGRAPH = 400
"""Words; the longest of 12,964 real paragraphs has 259."""
_LONGEST_SUMMARY = 700
"""Words; the longest of 259 real summaries has 529."""
_LONGEST_POINT = 150
"""Words; the longest real point to improve has 67."""
_BULLET_SIGN = Wording(
    "[•▪■◼\ue000-\uf8ff]", samples=("◼ The quality", "\uf06e The quality"), strangers=("- The",)
)
_LONGEST_CLOSING = 500
"""Words about Ofsted and on copyright; real reports have some 250."""


def check_ilacs(report: ParsedReport, table: JudgementTable) -> Iterator[Problem]:
    """Every problem of a reading that is told from the reading itself."""
    yield from check_authority(report)
    yield from _check_authority_in_footers(report)
    yield from _check_dates(report)
    yield from check_lead_inspector(report)
    yield from _check_judgements(report, table)
    yield from _check_sections(report)
    yield from _check_text(report)


def _check_authority_in_footers(report: ParsedReport) -> Iterator[Problem]:
    printed = {
        authority_in_title(each.text)
        for each in report.left_out
        if each.reason is Omission.FURNITURE
    }
    for name in sorted(filter(None, printed)):
        other = match_authority(name, report.end_date)
        if other and report.authority_slug and other.slug != report.authority_slug:
            yield warning(
                "authority-doubtful", f"A footer names {other.name}, the title {report.authority}."
            )


def _check_dates(report: ParsedReport) -> Iterator[Problem]:
    if not report.periods:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
        return
    first, last = report.periods[0]
    days = (last - first).days + 1
    in_footers = sorted({periods for periods in _footers(report) if periods})
    differing = [periods for periods in in_footers if periods != report.periods]
    if any(end < start for start, end in report.periods) or report.start_date != min(
        p[0] for p in report.periods
    ):
        yield warning("dates-doubtful", "The inspection dates run backwards.")
    elif first < _FIRST_INSPECTION or on_weekend(report):
        yield warning(
            "dates-doubtful",
            f"No inspection of this kind was made from {first} to {last}: check the dates.",
        )
    elif not any(days in usual for usual in _USUAL_DAYS) and report.periods not in in_footers:
        yield warning(
            "dates-doubtful", f"{days} days on site are unusual: check the inspection dates."
        )
    if differing:
        yield note(
            "footer-dates-differ",
            f"A footer gives other dates than the title: {_spelt(differing[0])}.",
        )


def _footers(report: ParsedReport) -> Iterator[tuple[tuple[date, date], ...]]:
    for text in {each.text for each in report.left_out if each.reason is Omission.FURNITURE}:
        dates = re.search(r"\d.*\d{4}", text.split("\t")[0])
        yield read_periods(dates[0]) if dates else ()


def _spelt(periods: tuple[tuple[date, date], ...]) -> str:
    return " and ".join(f"{start} to {end}" for start, end in periods)


def _check_judgements(report: ParsedReport, table: JudgementTable) -> Iterator[Problem]:
    areas = [judgement.area for judgement in report.judgements]
    recent = report.end_date is not None and report.end_date >= NO_OVERALL_FROM
    expected = [WITHOUT_OVERALL] if recent else [FIVE_ROWS, FOUR_ROWS]
    if not table.whole:
        yield warning("judgements-unreadable", "Not every row of the judgement table can be read.")
    elif len(set(areas)) < len(areas) or frozenset(areas) not in expected:
        named = ", ".join(area.label for area in areas) or "none"
        yield warning(
            "judgements-unexpected",
            f"The judgements are not those of the framework at that time: {named}.",
        )


def _check_sections(report: ParsedReport) -> Iterator[Problem]:
    grades = {judgement.area: judgement.grade for judgement in report.judgements}
    for section in report.sections:
        if section.area is None:
            yield warning(
                "heading-unknown", f"The heading names no area: “{section.heading}”.", section.page
            )
        elif section.area not in grades:
            yield warning(
                "heading-not-judged",
                f"The table has no grade for “{section.heading}”.",
                section.page,
            )
        elif section.grade not in (None, grades[section.area]):
            table = grades[section.area].label
            yield warning(
                "grades-differ",
                f"The table says {table}, the heading “{section.heading}”.",
                section.page,
            )
    named = [section.area for section in report.sections]
    for area in grades:
        if area not in (Area.OVERALL, *named):
            yield warning("section-missing", f"No heading is found for {area.label}.")
    for area in sorted({area for area in named if area and named.count(area) > 1}):
        yield warning("section-twice", f"Two headings name {area.label}.")


def _check_text(report: ParsedReport) -> Iterator[Problem]:
    yield from _check_unnumbered(report)
    if not report.paragraphs:
        yield warning("paragraphs-missing", "The report has no numbered paragraphs.")
    yield from check_lengths(report, _LONGEST_PARAGRAPH)
    for paragraph in report.paragraphs:
        if paragraph.text[:1].islower():
            said = f"Paragraph {paragraph.number} begins in the middle of a sentence."
            yield warning("paragraph-doubtful", said, paragraph.page)
        elif paragraph.text and not ends_sentence(paragraph.text):
            yield note(
                "paragraph-unfinished",
                f"Paragraph {paragraph.number} ends without a full stop.",
                paragraph.page,
            )
    yield from check_closing(report)
    if (
        sum(len(each.text.split()) for each in report.left_out if each.reason is Omission.TAIL)
        > _LONGEST_CLOSING
    ):
        yield warning(
            "closing-long", "Much text follows the closing lines: the file may hold another report."
        )


def _check_unnumbered(report: ParsedReport) -> Iterator[Problem]:
    summary = " ".join(passage.text for passage in report.summary)
    if not summary:
        yield warning("summary-missing", "No summary stands below the judgement table.")
    elif len(summary.split()) > _LONGEST_SUMMARY or _BULLET_SIGN.search(summary):
        yield warning(
            "summary-doubtful",
            "The summary holds more than a summary: points to improve or paragraphs.",
        )
    if not report.improvement_points:
        yield note(
            "improvement-points-missing", "The report has no section “What needs to improve”."
        )
    for point in report.improvement_points:
        if len(point.text.split()) > _LONGEST_POINT:
            yield warning(
                "point-doubtful", f"“{point.text[:40]}…” is too long for one point.", point.page
            )
