"""The order of the list of authorities: by name, region, day of inspection or a grade."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import CORE, Track
from reports.facts.vocabulary import Grade, Region
from reports.overview.latest import AuthorityRow

NAME, REGION, OLDEST, NEWEST = "name", "region", "oldest", "newest"
SORTS = (
    (NAME, "Name"),
    (REGION, "Region"),
    (OLDEST, "Longest since an inspection first"),
    (NEWEST, "Latest inspection first"),
    *[(track.value, track.label) for track in CORE],
)
REGIONS = {region.value: place for place, region in enumerate(Region)}
GRADES = {grade.value: place for place, grade in enumerate(Grade)}
"""Grades by their place in the vocabulary, the best first."""


class OrderForm(forms.Form):
    """The order in the address."""

    sort = forms.ChoiceField(required=False, label="Order", choices=SORTS)

    @property
    def chosen(self) -> str:
        """The code of the order; by name if the address has none, or a wrong one."""
        return (self.cleaned_data["sort"] if self.is_valid() else "") or NAME


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column.

    It links to the list with `parameters`, in the order of this column. `aria_sort` is the
    direction of the present order if it is this column's; else empty.
    """

    label: str
    title: str
    parameters: QueryDict
    aria_sort: str


def heads(parameters: QueryDict, sort: str) -> list[ColumnHead]:
    """The heads of the columns, in their order."""
    by_day = NEWEST if sort == OLDEST else OLDEST
    columns = [
        ("Authority", "Authority", NAME, {NAME: "ascending"}),
        ("Region", "Region", REGION, {REGION: "ascending"}),
        (
            "Last full inspection",
            "Last full inspection",
            by_day,
            {OLDEST: "ascending", NEWEST: "descending"},
        ),
    ]
    columns += [
        (track.short, track.label, track.value, {track.value: "ascending"}) for track in CORE
    ]
    return [
        ColumnHead(label, title, _sorted_by(parameters, to), states.get(sort, ""))
        for label, title, to, states in columns
    ]


def in_order(rows: list[AuthorityRow], sort: str) -> list[AuthorityRow]:
    """The rows, given by name, in another order. Those without an inspection come last."""
    if sort == REGION:
        return sorted(rows, key=lambda row: REGIONS[row.authority.region])
    if sort in (OLDEST, NEWEST):
        return sorted(rows, key=lambda row: _turn_by_day(row, newest=sort == NEWEST))
    if sort == NAME:
        return rows
    track = Track(sort)
    return sorted(rows, key=lambda row: _turn_by_grade(row, track))


def initials(rows: list[AuthorityRow]) -> dict[str, AuthorityRow]:
    """The first letters of rows in the order of names, each with its first row."""
    first: dict[str, AuthorityRow] = {}
    for row in rows:
        first.setdefault(row.authority.name[0].upper(), row)
    return first


def _sorted_by(parameters: QueryDict, sort: str) -> QueryDict:
    changed = parameters.copy()
    changed.pop("sort", None)
    if sort != NAME:
        changed["sort"] = sort
    return changed


def _turn_by_day(row: AuthorityRow, *, newest: bool) -> tuple[bool, int]:
    if row.inspection is None:
        return True, 0
    day = row.inspection.end_date.toordinal()
    return False, -day if newest else day


def _turn_by_grade(row: AuthorityRow, track: Track) -> int:
    """The place of its grade, the best first; behind all grades where it has none."""
    cell = row.on(track)
    if cell is None or cell.judgement is None:
        return len(GRADES)
    return GRADES[cell.judgement.grade]
