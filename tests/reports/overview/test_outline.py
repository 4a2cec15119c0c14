"""The outline of the archive says of every inspection what its rows say, in every version."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade
from reports.models import Authority, Inspection, Section
from reports.overview.cache import one_version
from reports.overview.outline import InspectionRow, any_invented, authorities, outline
from tests.archive import make_authority, make_inspection, make_report
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db


def shown(inspection: Inspection | InspectionRow) -> tuple[object, ...]:
    """What lists show of an inspection and its authority."""
    authority = outline().authority_of[inspection.authority_id]
    return (
        inspection.slug,
        inspection.kind,
        inspection.region,
        inspection.title,
        inspection.start_date,
        inspection.end_date,
        inspection.published,
        inspection.year,
        authority.pk,
        authority.slug,
        authority.name,
        authority.region,
        authority.invented,
    )


def row_of(key: int) -> InspectionRow:
    return outline().by_key[key]


def test_every_inspection_is_as_its_rows_say(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_facts()
    rows = list(Inspection.objects.listed().order_by("pk"))
    with one_version(), django_assert_num_queries(3):
        outlined = [shown(each) for each in outline().inspections]
    assert len(outlined) > 500
    assert outlined == [shown(row) for row in rows]
    overall_grades = []
    for row in rows:
        grades = {judgement.area: judgement.grade for judgement in row.judgements.all()}
        overall_grades.append(grades.get(Area.OVERALL, ""))
    assert outline().overall_grades == tuple(overall_grades)


def test_each_inspection_is_placed_with_its_authority() -> None:
    later, earlier = make_authority("wexcombe"), make_authority("alder")
    of_later = make_inspection(later)
    of_earlier = make_inspection(earlier)
    assert outline().authorities == (earlier, later)
    assert [each.slug for each in outline().inspections] == [of_later.slug, of_earlier.slug]
    assert outline().keys.tolist() == [of_later.pk, of_earlier.pk]
    assert outline().authority_rows.tolist() == [1, 0]


def test_years_are_those_in_which_inspections_ended_once_each() -> None:
    authority = make_authority()
    for ended in (date(2023, 1, 3), date(2019, 5, 8), date(2023, 9, 9)):
        make_inspection(authority, ended=ended)
    assert outline().years == [2019, 2023]


def test_sections_are_those_of_paragraphs_by_key() -> None:
    make_report(make_authority(), "Visits are regular.")
    sections = outline().sections
    assert [section.pk for section in sections] == sorted(
        Section.objects.values_list("pk", flat=True)
    )
    assert ("help-and-protection", "good") in {(each.area, each.grade) for each in sections}


def test_an_archive_without_inspections_has_an_outline() -> None:
    assert (outline().authorities, outline().inspections, outline().years) == ((), (), [])
    assert outline().by_key == {}
    make_authority()
    assert [authority.slug for authority in outline().authorities] == ["fernhollow"]


def test_an_inspection_that_came_in_later_is_not_in_an_earlier_outline() -> None:
    earlier = outline()
    key = make_inspection(make_authority()).pk
    assert key not in earlier.by_key
    assert row_of(key).pk == key


def test_every_change_makes_a_new_outline() -> None:
    inspection = make_inspection(make_authority())
    assert outline().names == {inspection.authority_id: "Fernhollow"}
    Authority.objects.update(name="Another name")
    assert outline().names == {inspection.authority_id: "Another name"}
    Inspection.objects.update(title="As printed")
    assert row_of(inspection.pk).title == "As printed"
    assert outline().overall_grades == (Grade.GOOD,)
    inspection.judgements.all().delete()
    assert outline().overall_grades == ("",)


def test_authorities_are_all_by_name_in_every_version() -> None:
    wexcombe = make_authority("wexcombe")
    alder = make_authority("alder", closed=date(2019, 3, 31))
    invented = make_authority("made-up", invented=True)
    assert authorities() == (alder, invented, wexcombe)
    Authority.objects.filter(slug="alder").update(name="Zennor")
    assert [authority.name for authority in authorities()] == ["Made Up", "Wexcombe", "Zennor"]


def test_authorities_are_read_once_a_version(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_authority(neighbours=(make_authority("alder"),))
    with one_version(), django_assert_num_queries(1):
        first = authorities()
        assert authorities() is first
        assert first[1].neighbour_codes == [first[0].dfe_code]


def test_whether_there_are_invented_authorities_follows_every_change() -> None:
    make_authority()
    assert not any_invented()
    invented = make_authority("made-up", invented=True)
    assert any_invented()
    invented.delete()
    assert not any_invented()
