"""How many authorities have each grade, as a table to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.urls import reverse

from reports.pages.home.grade_counts import latest_grades
from reports.web.tables import columns
from reports.web.tables.table import Cell, CellType, Column, Table

COLUMNS = (
    columns.JUDGEMENT,
    columns.JUDGEMENT_CODE,
    columns.GRADE,
    columns.GRADE_CODE,
    columns.SCALE,
    Column(
        "authorities",
        "Current authorities with this grade in their latest full inspection",
        CellType.NUMBER,
    ),
    Column("url", "Address of the list of these authorities", CellType.ADDRESS),
)


def grade_table(address: Callable[[str], str]) -> Table:
    """One row a judgement and grade, scale by scale; `address` makes a path of this site absolute."""
    return Table(
        name="grades",
        sheet="Grades",
        columns=COLUMNS,
        rows=lambda: _rows(address),
        states_coverage=True,
        is_small=True,
    )


def _rows(address: Callable[[str], str]) -> Iterator[list[Cell]]:
    authorities = reverse("authority-list")
    for on_scale in latest_grades():
        for of_area in on_scale.areas:
            for each in of_area.counts:
                query = urlencode({"area": of_area.area.value, "grade": each.grade.value})
                yield [
                    of_area.area.label,
                    of_area.area.value,
                    each.grade.label,
                    each.grade.value,
                    on_scale.scale.value,
                    each.count,
                    address(f"{authorities}?{query}"),
                ]
