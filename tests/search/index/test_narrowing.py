"""What filters leave: the columns of the archive, and the tsqueries that limit a scan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np
import pytest

from reports.facts.frameworks import areas_of
from reports.facts.vocabulary import Area, Grade, Region, Role
from reports.models import Entry, Inspection, Section
from search.index.narrowing import ArchiveColumns, NarrowedPlaces, archive_columns, tags_of
from search.index.scan import Places, inspections_of
from tests.archive import make_authority, make_paragraph, make_report

pytestmark = pytest.mark.django_db

Chosen = Mapping[str, Collection[object]]
"""The values chosen of each filter."""


@pytest.fixture
def columns() -> ArchiveColumns:
    """Three reports: of 2020 and 2023 on one authority, of 2023 on another of London."""
    fern, grey = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    make_report(fern, "One.", "Two.", ended=date(2020, 3, 6))
    make_report(grey, "Three.")
    later = make_report(fern, "Four.")
    make_paragraph(later, "Five.", area=Area.LEADERS, grade=Grade.INADEQUATE)
    make_paragraph(later, "Six.", role=Role.SUMMARY, area=None, grade=None)
    return archive_columns()


def places() -> Places:
    return np.array(sorted(Entry.objects.values_list("place", flat=True)), dtype=np.int64)


def keys() -> list[int]:
    return sorted(Inspection.objects.values_list("pk", flat=True))


def test_columns_hold_the_value_of_each_report(columns: ArchiveColumns) -> None:
    values = {
        name: [column.values[at] for at in column.of_report]
        for name, column in columns.of_reports.items()
    }
    assert values["authority"] == ["fernhollow", "greyfell", "fernhollow"]
    assert values["region"] == ["south-west", "london", "south-west"]
    assert values["year"] == ["2020", "2023", "2023"]
    assert values["kind"] == ["ilacs"] * 3
    assert values["overall"] == ["good"] * 3
    assert values["inspection"] == [str(key) for key in keys()]


def test_sections_have_their_areas_families_grades_and_roles(columns: ArchiveColumns) -> None:
    section = Section.objects.get(area=Area.LEADERS, grade=Grade.INADEQUATE, role=Role.NUMBERED)
    having = {
        name: {value for value, marks in of_values.items() if marks[section.pk]}
        for name, of_values in columns.of_sections.items()
    }
    assert having["area"] == {"leaders"}
    assert having["grade"] == {"inadequate"}
    assert having["role"] == {"numbered"}
    assert all(Area.LEADERS in areas_of([family]) for family in having["family"])
    assert having["family"]


def test_rows_are_those_of_the_version_and_no_others(columns: ArchiveColumns) -> None:
    assert columns.rows_of(places()).tolist() == [0, 0, 1, 2, 2, 2]
    unknown = np.array([(keys()[-1] + 1) << 26, 2**60])
    assert columns.rows_of(unknown).tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("order", "reports"),
    [("newest", [2, 1, 0]), ("oldest", [0, 2, 1]), ("authority", [2, 0, 1])],
)
def test_orders_go_by_their_rule_then_by_slug_and_position(
    columns: ArchiveColumns, order: str, reports: list[int]
) -> None:
    every = places()
    in_order = every[np.argsort(columns.turns(order, every))]
    by_report = [place for row in reports for place in every[columns.rows_of(every) == row]]
    assert in_order.tolist() == by_report


def test_chosen_values_leave_their_places_and_facets_ignore_their_own(
    columns: ArchiveColumns,
) -> None:
    chosen: Chosen = {"year": [2023], "role": ["numbered"], "region": []}
    narrowed = NarrowedPlaces(places(), columns, chosen)
    assert inspections_of(narrowed.places).tolist() == [keys()[1], keys()[2], keys()[2]]
    assert (narrowed.report_count, narrowed.authority_count) == (2, 2)
    assert +narrowed.facet("year") == {"2020": 2, "2023": 3}
    assert +narrowed.facet("role") == {"numbered": 3, "summary": 1}
    assert +narrowed.facet("grade") == {"good": 2, "inadequate": 1}


def test_only_the_inspections_asked_about_are_counted(columns: ArchiveColumns) -> None:
    narrowed = NarrowedPlaces(places(), columns, {}, inspections=[keys()[0], 10**9])
    assert inspections_of(narrowed.places).tolist() == [keys()[0]] * 2
    assert narrowed.counted_by(["year", "authority"]).keys() == {("2020", "fernhollow")}
    assert NarrowedPlaces(places(), columns, {}, inspections=[]).report_count == 0


def test_tags_limit_a_scan_to_what_all_filters_let_pass(columns: ArchiveColumns) -> None:
    authority = columns.outline.authorities[0]
    chosen = {"region": ["london", "east"], "authority": ["fernhollow"], "overall": ["good"]}
    expected = f"('region:east' | 'region:london') & ('authority:{authority.pk}')"
    assert tags_of(chosen, columns, for_facets=False) == expected
    assert tags_of({"overall": ["good"], "year": []}, columns, for_facets=False) is None
    (family,) = [tags_of({"family": ["care"]}, columns, for_facets=False)]
    assert family == "('" + "' | '".join(f"area:{area}" for area in areas_of(["care"])) + "')"


def test_tags_for_facets_let_pass_what_all_filters_but_one_do(columns: ArchiveColumns) -> None:
    assert tags_of({"year": [2020]}, columns, for_facets=True) is None
    chosen: Chosen = {"year": [2020], "role": ["point"], "kind": ["sif"]}
    year, role, kind = "('year:2020')", "('role:point')", "('kind:sif')"
    assert tags_of(chosen, columns, for_facets=True) == (
        f"({role} & {kind}) | ({year} & {kind}) | ({year} & {role})"
    )
