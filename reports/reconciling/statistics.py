"""Reading Ofsted's statistics "Local authority inspection outcomes", an ODS or XLSX file.

Columns are found by their headings, in any order, below any rows above the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from reports.facts.vocabulary import Area, Grade, Region

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; the real statistics have under one megabyte."""
MOST_ROWS = 20_000
"""Rows of a sheet that are read; the statistics have one or a few for each of 153 authorities."""
ROWS_ABOVE = 30
"""Rows at the top of a sheet that are searched for the headings."""

AUTHORITY_HEADINGS = re.compile(
    r"(?:local authority|la|authority|provider|council)(?: name)?|name of local authority"
)
URN_HEADINGS = re.compile(r"(?:provider |la |local authority |ofsted )?urn")
FIRST_DAY_HEADINGS = re.compile(r"(?:inspection |event )?(?:start|first) (?:date|day)(?: of .*)?")
LAST_DAY_HEADINGS = re.compile(
    r"(?:inspection |event )?(?:end|last) (?:date|day)(?: of .*)?"
    r"|(?:latest |most recent )?(?:inspection|event) date|date of (?:latest )?inspection"
)
JUDGEMENT_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overall", re.compile(r"overall effectiveness|overall judgement|overall grade")),
    ("in-care-and-care-leavers", re.compile(r"in care and care leavers")),
    ("adoption", re.compile(r"adoption")),
    ("looked-after", re.compile(r"looked after")),
    ("care-leavers", re.compile(r"care leavers")),
    ("in-care", re.compile(r"children in care|\bin care\b")),
    ("help-and-protection", re.compile(r"help and protection")),
    ("leaders", re.compile(r"impact of leaders|\bleaders\b")),
    ("leadership", re.compile(r"leadership")),
)
"""The code of an area, and a pattern in its heading. The first match counts."""
REQUIRED_COLUMNS = (
    "“Local authority” or “URN”, and at least one judgement: “Overall effectiveness”, “Impact of "
    "leaders”, “Help and protection”, “Children in care”, “Care leavers”, “Looked after”, "
    "“Adoption” or “Leadership”; dates (“Inspection start date”, “Inspection end date”) where "
    "there are several inspections of one authority"
)
GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "requires improvement to be good": "requires-improvement",
    "adequate": "adequate",
    "inadequate": "inadequate",
    "1": "outstanding",
    "2": "good",
    "3": "requires-improvement",
    "4": "inadequate",
}
"""A printed outcome in small letters, or its number in the statistics → the grade's code."""
NOT_GIVEN = frozenset(
    {"", "-", "–", "n/a", "na", "null", "none", "not judged", "not applicable", "9", "[x]", "[z]"}
)
"""Contents of cells without an outcome, in small letters."""
TOTALS = frozenset({"england", "total", "all", *(region.label.lower() for region in Region)})
"""Names of rows about several authorities, in small letters."""


class UnreadableStatistics(Exception):
    """The file cannot be read as statistics. The message names the place, and what is expected."""


@dataclass(frozen=True, slots=True)
class PrintedOutcomes:
    """One row: the outcomes of one inspection of an authority.

    `place` names the sheet and the row. `grades` has the areas with an outcome, `areas` all areas
    with a column in the file. A day is None if the file has none.
    """

    place: str
    authority: str
    urn: str
    first_day: date | None
    last_day: date | None
    areas: tuple[Area, ...]
    grades: Mapping[Area, Grade]


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The row of the headings, and the columns of the values, from 0; None for a missing column."""

    row: int
    authority: int | None
    urn: int | None
    first_day: int | None
    last_day: int | None
    areas: Mapping[int, Area]


def read_statistics(path: Path) -> list[PrintedOutcomes]:
    """All outcomes of a file, in its order. Raises `UnreadableStatistics`."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableStatistics(f"{path.name} has more than 20 MB, as no statistics have.")
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = {name: _rows(workbook, name) for name in workbook.sheet_names}
    except (CalamineError, PasswordError, ZipError, OSError, ValueError) as error:
        raise UnreadableStatistics(
            f"{path.name} cannot be read as an ODS or XLSX file: {error}."
        ) from error
    for name, rows in sheets.items():
        headings = _headings(rows)
        if headings is not None:
            return list(_outcomes(rows, headings, name))
    raise UnreadableStatistics(
        f"No sheet of {path.name} ({', '.join(sheets) or 'it has none'}) has the columns that are "
        f"needed: {REQUIRED_COLUMNS}. {_first_cells(sheets)}"
    )


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Any]]:
    rows = workbook.get_sheet_by_name(name).to_python(nrows=MOST_ROWS)
    return [list(row) for row in rows]


def _headings(rows: Sequence[Sequence[Any]]) -> HeadingRow | None:
    """The first row with headings of an authority and of a judgement; None without one."""
    for number, row in enumerate(rows[:ROWS_ABOVE]):
        texts = [_heading(cell) for cell in row]
        authority, urn = _column(texts, AUTHORITY_HEADINGS), _column(texts, URN_HEADINGS)
        areas = _areas(texts)
        if areas and (authority is not None or urn is not None):
            first = _column(texts, FIRST_DAY_HEADINGS)
            last = _column(texts, LAST_DAY_HEADINGS)
            return HeadingRow(number, authority, urn, first, last, areas)
    return None


def _heading(cell: Any) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", str(cell).lower()).split())


def _column(texts: Sequence[str], wording: re.Pattern[str]) -> int | None:
    return next((place for place, text in enumerate(texts) if wording.fullmatch(text)), None)


def _areas(texts: Sequence[str]) -> dict[int, Area]:
    """The columns of judgements. If an area has two columns, the first counts."""
    areas: dict[int, Area] = {}
    for place, text in enumerate(texts):
        code = next((code for code, words in JUDGEMENT_HEADINGS if words.search(text)), None)
        if code is not None and Area(code) not in areas.values() and not _is_earlier(text):
            areas[place] = Area(code)
    return areas


def _is_earlier(heading: str) -> bool:
    """Whether a column is about the previous inspection, or about something else than outcomes."""
    return bool(re.search(r"\b(?:previous|prior|last but one|change|date|number of)\b", heading))


def _outcomes(
    rows: Sequence[Sequence[Any]], headings: HeadingRow, name: str
) -> Iterator[PrintedOutcomes]:
    for number, row in enumerate(rows[headings.row + 1 :], start=headings.row + 2):
        authority, urn = _text(row, headings.authority), _text(row, headings.urn)
        place = f"sheet “{name}”, row {number}"
        grades = {}
        for column, area in headings.areas.items():
            grade = _grade(_text(row, column), place, area)
            if grade is not None:
                grades[area] = grade
        is_total = not urn and authority.lower() in TOTALS
        if is_total or not (authority or urn) or not grades:
            continue
        yield PrintedOutcomes(
            place,
            authority,
            urn,
            _day(row, headings.first_day, place),
            _day(row, headings.last_day, place),
            tuple(headings.areas.values()),
            grades,
        )


def _text(row: Sequence[Any], column: int | None) -> str:
    """The text of a cell; a whole number without decimals."""
    if column is None or column >= len(row):
        return ""
    value = row[column]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _grade(text: str, place: str, area: Area) -> Grade | None:
    """The grade of a cell; None for no outcome. Raises `UnreadableStatistics` for other words."""
    lower = text.lower()
    if lower in NOT_GIVEN:
        return None
    if lower not in GRADES:
        raise UnreadableStatistics(
            f"{place} has “{text}” as outcome of {area.label}. Outcomes are Outstanding, Good, "
            "Requires improvement, Inadequate, Adequate, or 1 to 4; or empty, “Not judged”, “N/A”."
        )
    return Grade(GRADES[lower])


def _day(row: Sequence[Any], column: int | None, place: str) -> date | None:
    """The day of a cell; None if it is empty. Raises `UnreadableStatistics` for other contents."""
    text = _text(row, column)
    if column is None or text.lower() in NOT_GIVEN:
        return None
    value = row[column]
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise UnreadableStatistics(f"{place} has “{text}”, which is no date; write 31/03/2026.")


def _first_cells(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> str:
    """The first row with several cells, for a message: it may show how the headings changed."""
    for name, rows in sheets.items():
        for row in rows[:ROWS_ABOVE]:
            cells = [str(cell)[:40] for cell in row if str(cell).strip()]
            if len(cells) > 2:
                return f"Sheet “{name}” has: {', '.join(cells[:12])}."
    return ""
