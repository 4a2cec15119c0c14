"""What records say of themselves: every field described, every value as its type says."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from reports.facts.vocabulary import Area, Role
from reports.models import Change
from reports.records.authorities import AuthorityRecord, authority_records
from reports.records.changes import ChangeKind, ChangeRecord, change_records
from reports.records.coverage import CoverageRecord, coverage_records
from reports.records.fields import RecordField, as_json, described, fields_of, record
from reports.records.inspections import InspectionRecord, inspection_records
from reports.records.passages import PassageRecord, passage_record
from search.glossary.records import GlossaryRecord, GlossarySort, glossary_records
from search.passages.points import sequels_of
from search.passages.records import PointRecord, point_record
from tests.archive import make_authority, make_paragraph, make_report

PYTHON = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "date": str,
    "datetime": str,
    "array": list,
    "object": dict,
}
"""What JSON has for each type of a field."""


@record
class Town:
    """A record of the test."""

    name: str = described("Its name")
    areas: list[str] | None = described("What was judged there", Area)


def test_fields_have_types_descriptions_and_codes() -> None:
    name, areas = fields_of(Town)
    assert name == RecordField("name", "Its name", "string", is_optional=False)
    assert (areas.value_type, areas.item_type, areas.is_optional) == ("array", "string", True)
    assert areas.codes == tuple(Area.choices())


def test_record_says_a_field_once_in_json() -> None:
    assert as_json(Town(name="Ely", areas=["leaders"])) == {"name": "Ely", "areas": ["leaders"]}
    assert as_json([Town(name="Ely", areas=None)]) == [{"name": "Ely", "areas": None}]


@pytest.mark.django_db
def test_values_are_what_their_fields_say() -> None:
    north, south = make_authority("north"), make_authority("south")
    north.neighbour_codes = [str(south.dfe_code)]
    north.save()
    inspection = make_report(north, "Leaders know their children.")
    point = make_paragraph(inspection, "The quality of plans.", role=Role.POINT, area=None)
    Change.objects.create(
        inspection_id=inspection.slug,
        authority=north,
        title=str(inspection),
        what=Change.What.PUBLISHED,
        changed={},
        moved=[{"anchor": "p9", "label": "paragraph 9", "now": None}],
    )
    numbered = inspection.paragraphs.get(number=1)
    records: list[Any] = [
        *authority_records(_absolute),
        *inspection_records([inspection], _absolute),
        passage_record(numbered, _absolute),
        point_record(point, sequels_of([point], with_follow_ups=True)[point.pk], _absolute),
        *change_records(Change.objects.all()),
        *coverage_records(),
        *glossary_records(_absolute),
    ]
    classes = {type(each) for each in records}
    assert classes >= {
        AuthorityRecord,
        InspectionRecord,
        PassageRecord,
        PointRecord,
        ChangeRecord,
        CoverageRecord,
        GlossaryRecord,
    }
    for each in records:
        check(as_json(each), type(each))


def check(row: dict[str, Any], cls: Any) -> None:
    """Each value has the type and the codes of its field, and records hold records."""
    assert list(row) == [field.name for field in fields_of(cls)]
    for field in fields_of(cls):
        value = row[field.name]
        assert field.description[:1].isupper()
        if value is None:
            assert field.is_optional, field.name
            continue
        assert type(value) is PYTHON[field.value_type] or isinstance(
            value, PYTHON[field.value_type]
        )
        items: list[Any] = value if isinstance(value, list) else [value]
        for item in items:
            assert not field.codes or item in dict(field.codes), field.name
            if field.record_class:
                check(item, field.record_class)


@pytest.mark.django_db
def test_authority_names_its_neighbours_and_latest_grades() -> None:
    north, south = make_authority("north"), make_authority("south")
    north.neighbour_codes = [str(south.dfe_code), "none"]
    north.save()
    inspection = make_report(north, "Leaders know their children.")
    by_slug = {each.authority_slug: each for each in authority_records(_absolute)}
    assert by_slug["north"].neighbours == ["south"]
    assert by_slug["north"].latest_inspection == inspection.slug
    assert by_slug["north"].latest_judgements[0].area == Area.LEADERS
    assert by_slug["north"].latest_judgements[0].scale == "since-2013"
    assert by_slug["south"].latest_inspection is None


@pytest.mark.django_db
def test_latest_and_text_are_said_of_each_inspection() -> None:
    authority = make_authority()
    earlier = make_report(authority, "Earlier.", ended=timezone.localdate().replace(year=2019))
    later = make_report(authority, "Later.", ended=timezone.localdate().replace(year=2023))
    records = {each.inspection: each for each in inspection_records([earlier, later], _absolute)}
    assert not records[earlier.slug].latest
    assert records[later.slug].latest
    assert records[later.slug].text_here


@pytest.mark.django_db
def test_withheld_words_are_in_no_record() -> None:
    authority = make_authority()
    inspection = make_report(authority, "A word that is public.")
    for withheld in (False, True):
        Change.objects.create(
            inspection_id=inspection.slug,
            authority=authority,
            title=str(inspection),
            what=Change.What.CORRECTED,
            changed={"fields": [{"name": "lead_inspector", "before": "A", "after": "B"}]},
            withheld=withheld,
        )
    records = change_records(Change.objects.order_by("pk"))
    assert [each.fields for each in records] == [[], []]
    assert [each.hidden for each in records] == [True, True]


def test_codes_of_changes_and_of_words_are_those_of_the_rows() -> None:
    assert {code for code, _ in ChangeKind.choices()} == set(Change.What.values)
    assert {code for code, _ in GlossarySort.choices()} == {"term", "framework", "grade", "kind"}


def _absolute(path: str) -> str:
    return f"https://archive.example.org{path}"
