"""The facts that ship with the archive are whole."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from reports.facts.reference import (
    AREAS_WITH_FACTS,
    FOLDER,
    AuthorityFact,
    InspectionFact,
    _authority,
    _inspection,
    announced_authorities,
    authorities,
    inspections,
    opened_by,
)
from reports.facts.vocabulary import Area, Checked, Grade, Kind, Length, Region
from reports.ingest.parts.authority_names import existed


def test_authorities_of_today_and_before() -> None:
    real = [each for each in authorities() if not each.invented]
    today = date(2026, 11, 28)
    assert Counter(existed(each, today) for each in real) == {True: 153, False: 5}
    assert (
        len({each.slug for each in authorities()})
        == len({each.dfe_code for each in authorities()})
        == len(authorities())
    )


def test_authorities_of_a_day_to_come() -> None:
    last_day, first_day = date(2027, 3, 31), date(2027, 4, 1)
    before = opened_by(last_day, announced_authorities())
    after = opened_by(first_day, announced_authorities())
    new = {each.slug for each in after} - {each.slug for each in before}
    assert new == {"east-surrey", "west-surrey"}
    assert sum(existed(each, first_day) for each in after if not each.invented) == 154
    tiles = [each for each in after if existed(each, first_day) and each.tile_label]
    assert len({(each.tile_column, each.tile_row) for each in tiles}) == len(tiles)
    assert len({each.tile_label for each in tiles}) == len(tiles)


def test_authorities_name_each_other_by_codes_that_exist() -> None:
    codes = {each.dfe_code or each.slug for each in announced_authorities()}
    for each in announced_authorities():
        assert codes >= {*each.statistical_neighbours, *each.predecessors, *each.successors}


def test_inspections_belong_to_authorities_that_exist() -> None:
    slugs = {each.slug for each in authorities()}
    assert len(inspections()) == 855
    assert {each.authority for each in inspections()} <= slugs
    assert all(each.start_date <= each.end_date for each in inspections())
    assert all(bool(each.length) == (each.kind is Kind.ILACS) for each in inspections())


FULL_ROW = {
    "name": "Fernhollow",
    "slug": "fernhollow",
    "aliases": "Fernhollow Borough|The Hollow",
    "kind": "unitary",
    "dfe_la_code": "901",
    "region": "South West",
    "ofsted_region": "South of England",
    "ons_code": "E1",
    "ons_code_previous": "E0",
    "ofsted_urn": "80001",
    "opened": "2009-04-01",
    "closed": "2021-03-31",
    "predecessors": "902|903",
    "successors": "904",
    "statistical_neighbours": "905|906",
    "statistical_neighbours_previous": "907",
    "tile_col": "3",
    "tile_row": "0",
    "tile_label": "FER",
    "delivery_body": "Fernhollow Trust",
    "note": "Abolished.",
}


def test_every_column_of_an_authority_is_read() -> None:
    assert _authority(FULL_ROW, invented=False) == AuthorityFact(
        name="Fernhollow",
        slug="fernhollow",
        aliases=("Fernhollow Borough", "The Hollow"),
        kind="unitary",
        dfe_code="901",
        region=Region.SOUTH_WEST,
        ofsted_region="South of England",
        ons_code="E1",
        ons_code_previous="E0",
        ofsted_urn="80001",
        opened=date(2009, 4, 1),
        closed=date(2021, 3, 31),
        predecessors=("902", "903"),
        successors=("904",),
        statistical_neighbours=("905", "906"),
        statistical_neighbours_previous=("907",),
        tile_column=3,
        tile_row=0,
        tile_label="FER",
        delivery_body="Fernhollow Trust",
        note="Abolished.",
        invented=False,
    )


@pytest.mark.parametrize("empty", [True, False])
def test_an_authority_may_lack_most_columns(*, empty: bool) -> None:
    needed = ("name", "slug", "kind", "dfe_la_code", "region")
    row = {name: FULL_ROW[name] for name in needed} | {"aliases": ""}
    if empty:
        row = dict.fromkeys(FULL_ROW, "") | row
    assert _authority(row, invented=True) == AuthorityFact(
        name="Fernhollow",
        slug="fernhollow",
        aliases=(),
        kind="unitary",
        dfe_code="901",
        region=Region.SOUTH_WEST,
        ofsted_region="South West",
        invented=True,
    )


def test_authorities_are_in_the_regions_of_the_files() -> None:
    labels = {}
    for name in ("authorities.csv", "invented_authorities.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            labels.update({row["slug"]: row["region"] for row in csv.DictReader(file)})
    assert {each.slug: each.region.label for each in announced_authorities()} == labels


INSPECTION_ROW = {
    "authority": "fernhollow",
    "kind": "ilacs",
    "length": "short",
    "start_date": "2023-06-12",
    "end_date": "2023-06-23",
    "published": "2023-08-01",
    "lead_inspector": "Tobias Harkwell",
    "overall": "good",
    "in_care": "inadequate",
    "care_leavers": "",
    "url": "https://example.org/1",
    "checked": "doubtful",
}


def test_every_column_of_an_inspection_is_read() -> None:
    fact = _inspection(INSPECTION_ROW)
    assert fact == InspectionFact(
        authority="fernhollow",
        kind=Kind.ILACS,
        length=Length.SHORT,
        start_date=date(2023, 6, 12),
        end_date=date(2023, 6, 23),
        published=date(2023, 8, 1),
        lead_inspector="Tobias Harkwell",
        grades=fact.grades,
        url="https://example.org/1",
        checked=Checked.DOUBTFUL,
    )
    assert dict(fact.grades) == {Area.OVERALL: Grade.GOOD, Area.IN_CARE: Grade.INADEQUATE}


def test_an_inspection_may_lack_its_length_and_publication() -> None:
    fact = _inspection(INSPECTION_ROW | {"kind": "jtai", "length": "", "published": ""})
    assert (fact.length, fact.published) == (None, None)


def test_reviews_of_boards_have_no_known_grades() -> None:
    assert Area.LSCB not in AREAS_WITH_FACTS
    assert Area.OVERALL in AREAS_WITH_FACTS
    assert len(AREAS_WITH_FACTS) == len(Area) - 1
