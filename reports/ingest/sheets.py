"""Readings of a PDF with several pages on a sheet: their pages are those of the PDF, as people open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import UnreadableReport, note
from reports.ingest.text.layout import Page

_ON_PAGES = (
    "summary",
    "improvement_points",
    "priority_actions",
    "sections",
    "paragraphs",
    "left_out",
    "problems",
)
"""The fields of a reading whose parts are on a page."""


def sheets_of(pages: Sequence[Page]) -> Mapping[int | None, int | None]:
    """The sheet of each page; empty where each page has a sheet of its own."""
    sheets = {page.number: page.sheet for page in pages if page.sheet is not None}
    return sheets if any(page != sheet for page, sheet in sheets.items()) else {}


def with_sheets(reading: ParsedReport, sheets: Mapping[int | None, int | None]) -> ParsedReport:
    """The reading with the sheet in the place of each page, and a note that says so."""
    if not sheets:
        return reading
    moved: dict[str, Any] = {}
    for name in _ON_PAGES:
        parts = getattr(reading, name)
        moved[name] = tuple(replace(part, page=sheets.get(part.page)) for part in parts)
    message = "Several pages are printed on each sheet. They are read as pages of their own."
    moved["problems"] += (note("several-pages-on-sheet", message),)
    return replace(reading, **moved)


def refusal_with_sheet(
    refusal: UnreadableReport, sheets: Mapping[int | None, int | None]
) -> UnreadableReport:
    """The refusal, naming the sheet in the place of the page."""
    if not sheets:
        return refusal
    return UnreadableReport(refusal.code, refusal.message, sheets.get(refusal.page))
