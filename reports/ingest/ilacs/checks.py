"""Checks the reading of an ILACS report part by part, and warns of what may be wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reports.facts.frameworks import OVERALL, Framework, frameworks_between, frameworks_of
from reports.facts.validity import is_judged_in_any
from reports.facts.vocabulary import Area, Grade, Omission
from reports.ingest.ilacs.header import authority_in_title
from reports.ingest.parsed import NumberedParagraph, ParsedReport, ParsedSection, Problem
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.checks import (
    check_authority,
    check_closing,
    check_lead_inspector,
    check_lengths,
    check_points,
    on_weekend,
)
from reports.ingest.parts.dates import Period, read_periods
from reports.ingest.parts.judgement_table import JudgementTable
from reports.ingest.problems import note, warning
from reports.ingest.text.characters import ends_sentence
from reports.ingest.wording import Wording

_USUAL_DAYS = (range(3, 8), range(11, 13))
"""Days from the first to the last of the first period: within a week, or two weeks from Monday to
Friday.
"""
_LONGEST_PARAGRAPH = 400
"""The most words of a paragraph; the longest of 12,964 real ones has 259."""
_LONGEST_SUMMARY = 700
"""The most words of a summary; the longest of 259 real ones has 529."""
_LONGEST_POINT = 150
"""The most words of a point; the longest real one has 67."""
_BULLET_SIGN = Wording(
    "[•▪■◼\ue000-\uf8ff]", samples=("◼ The quality", "\uf06e The quality"), strangers=("- The",)
)
_LONGEST_CLOSING = 500
"""The most words of the closing pages; real reports have some 250."""


def check_ilacs(report: ParsedReport, table: JudgementTable) -> Iterator[Problem]:
    """Yield every problem of an ILACS report that its reading shows."""
    yield from check_authority(report)
    yield from _check_authority_in_footers(report)
    yield from _check_dates(report)
    yield from check_lead_inspector(report)
    yield from _check_judgements(report, table)
    yield from _check_sections(report)
    yield from _check_text(report)


def _running_lines(report: ParsedReport) -> set[str]:
    """The headers and footers that were left out, each once."""
    return {each.text for each in report.left_out if each.reason is Omission.FURNITURE}


def _check_authority_in_footers(report: ParsedReport) -> Iterator[Problem]:
    names = {authority_in_title(text) for text in _running_lines(report)}
    for name in sorted(name for name in names if name):
        other = match_authority(name, report.end_date)
        if other and report.authority_slug and other.slug != report.authority_slug:
            message = f"A footer names {other.name}, the title {report.authority}."
            yield warning("authority-doubtful", message)


def _check_dates(report: ParsedReport) -> Iterator[Problem]:
    if not report.periods:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
        return
    first, last = report.periods[0]
    days = (last - first).days + 1
    in_footers = _periods_in_footers(report)
    if _run_backwards(report):
        yield warning("dates-doubtful", "The inspection dates run backwards.")
    elif first < frameworks_of(report.kind)[0].first_day or on_weekend(report):
        message = f"No inspection of this kind was made from {first} to {last}: check the dates."
        yield warning("dates-doubtful", message)
    elif not any(days in usual for usual in _USUAL_DAYS) and report.periods not in in_footers:
        message = f"{days} days on site are unusual: check the inspection dates."
        yield warning("dates-doubtful", message)
    for periods in in_footers:
        if periods != report.periods:
            message = f"A footer gives other dates than the title: {_as_words(periods)}."
            yield note("footer-dates-differ", message)
            return


def _run_backwards(report: ParsedReport) -> bool:
    """Whether a period ends before it begins, or a second period begins before the first."""
    if any(end < start for start, end in report.periods):
        return True
    first_days = [start for start, _ in report.periods]
    return report.start_date != min(first_days)


_PRINTED_ON = re.compile(r"\d/\d{1,2}/\d")
"""A day as a browser adds it to what it prints: "28/11/2026, 14:05"."""


def _periods_in_footers(report: ParsedReport) -> list[tuple[Period, ...]]:
    """The periods that headers and footers print, each once, the earliest first."""
    printed: set[tuple[Period, ...]] = set()
    for text in _running_lines(report):
        dates = re.search(r"\d.*\d{4}", text.split("\t")[0])
        if dates is None or _PRINTED_ON.search(text):
            continue
        periods = read_periods(dates[0])
        if periods:
            printed.add(periods)
    return sorted(printed)


def _as_words(periods: tuple[Period, ...]) -> str:
    return " and ".join(f"{start} to {end}" for start, end in periods)


def _check_judgements(report: ParsedReport, table: JudgementTable) -> Iterator[Problem]:
    areas = [judgement.area for judgement in report.judgements]
    expected: Sequence[Framework] = frameworks_of(report.kind)
    if report.start_date is not None and report.end_date is not None:
        expected = frameworks_between(report.kind, report.start_date, report.end_date)
    is_repeated = len(set(areas)) < len(areas)
    if not table.whole:
        message = "Not every row of the judgement table can be read."
        yield warning("judgements-unreadable", message)
    elif is_repeated or not is_judged_in_any(areas, expected):
        names = ", ".join(area.label for area in areas) or "none"
        message = f"The judgements are not those of the framework at that time: {names}."
        yield warning("judgements-unexpected", message)


def _check_sections(report: ParsedReport) -> Iterator[Problem]:
    grades = {judgement.area: judgement.grade for judgement in report.judgements}
    for section in report.sections:
        yield from _check_section(section, grades)
    areas = [section.area for section in report.sections]
    for area in grades:
        if area not in OVERALL.areas and area not in areas:
            yield warning("section-missing", f"No heading is found for {area.label}.")
    for area in sorted({area for area in areas if area}):
        if areas.count(area) > 1:
            yield warning("section-twice", f"Two headings name {area.label}.")


def _check_section(section: ParsedSection, grades: Mapping[Area, Grade]) -> Iterator[Problem]:
    """Check a heading against the grades of the judgement table."""
    heading = f"“{section.heading}”"
    if section.area is None:
        message = f"The heading names no area: {heading}."
        yield warning("heading-unknown", message, section.page)
    elif section.area not in grades:
        message = f"The table has no grade for {heading}."
        yield warning("heading-not-judged", message, section.page)
    elif section.grade is not None and section.grade != grades[section.area]:
        in_table = grades[section.area].label
        message = f"The table says {in_table}, the heading {heading}."
        yield warning("grades-differ", message, section.page)


def _check_text(report: ParsedReport) -> Iterator[Problem]:
    yield from _check_summary(report)
    yield from _check_points(report)
    if not report.paragraphs:
        yield warning("paragraphs-missing", "The report has no numbered paragraphs.")
    yield from check_lengths(report, _LONGEST_PARAGRAPH)
    yield from check_points(report)
    for paragraph in report.paragraphs:
        yield from _check_sentences(paragraph)
    yield from check_closing(report)
    closing = [each.text for each in report.left_out if each.reason is Omission.TAIL]
    if sum(len(text.split()) for text in closing) > _LONGEST_CLOSING:
        message = "Much text follows the closing lines: the file may hold another report."
        yield warning("closing-long", message)


def _check_sentences(paragraph: NumberedParagraph) -> Iterator[Problem]:
    if paragraph.text[:1].islower():
        message = f"Paragraph {paragraph.number} begins in the middle of a sentence."
        yield warning("paragraph-doubtful", message, paragraph.page)
    elif paragraph.text and not ends_sentence(paragraph.text):
        message = f"Paragraph {paragraph.number} ends without a full stop."
        yield note("paragraph-unfinished", message, paragraph.page)


def _check_summary(report: ParsedReport) -> Iterator[Problem]:
    summary = " ".join(passage.text for passage in report.summary)
    if not summary:
        yield warning("summary-missing", "No summary stands below the judgement table.")
    elif len(summary.split()) > _LONGEST_SUMMARY or _BULLET_SIGN.search(summary):
        message = "The summary holds more than a summary: points to improve or paragraphs."
        yield warning("summary-doubtful", message)


def _check_points(report: ParsedReport) -> Iterator[Problem]:
    if not report.improvement_points:
        message = "The report has no section “What needs to improve”."
        yield note("improvement-points-missing", message)
    for point in report.improvement_points:
        if len(point.text.split()) > _LONGEST_POINT:
            message = f"“{point.text[:40]}…” is too long for one point."
            yield warning("point-doubtful", message, point.page)
