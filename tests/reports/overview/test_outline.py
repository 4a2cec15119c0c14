"""The outline of the archive says of every inspection what its rows say, in every version."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area
from reports.models import ArchiveVersion, Authority, Inspection
from reports.overview.cache import forget_all
from reports.overview.outline import any_invented, outline_now
from reports.publishing.facts import load_reference
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def told(inspection: Inspection) -> tuple[object, ...]:
    days = (inspection.start_date, inspection.end_date, inspection.published)
    authority = inspection.authority
    return (
        *(
            inspection.slug,
            inspection.kind,
            inspection.region,
            inspection.title,
            *days,
            inspection.year,
        ),
        *(authority.pk, authority.slug, authority.name, authority.region, authority.invented),
    )


def test_every_inspection_and_report_is_as_its_rows_say() -> None:
    load_reference()
    known = outline_now()
    rows = {row.pk: row for row in Inspection.objects.listed()}
    assert known.columns.keys.tolist() == sorted(rows)
    overalls = dict(zip(known.columns.keys.tolist(), known.columns.overalls, strict=True))
    for pk, row in rows.items():
        short = known.inspection(pk)
        assert short is not None
        assert told(short) == told(row)
        grades = {judgement.area: judgement.grade for judgement in row.judgements.all()}
        assert overalls[pk] == grades.get(Area.OVERALL, "")


def test_an_archive_without_inspections_has_an_outline() -> None:
    known = outline_now()
    assert (known.authorities, len(known.columns.keys)) == ((), 0)
    assert known.inspection(1) is None
    make_authority()
    assert [authority.slug for authority in outline_now().authorities] == ["fernhollow"]


def test_what_came_in_later_is_none_of_a_version() -> None:
    known = outline_now()
    assert known.inspection(make_inspection(make_authority()).pk) is None


def test_no_change_leaves_an_old_outline() -> None:
    authority = make_authority()
    inspection = make_inspection(authority)
    before = outline_now().inspection(inspection.pk)
    assert before is not None
    assert before.authority.name == authority.name
    Authority.objects.update(name="Another name")
    after = outline_now().inspection(inspection.pk)
    assert after is not None
    assert after.authority.name == "Another name"
    Inspection.objects.update(title="As printed")
    shown = outline_now().inspection(inspection.pk)
    assert shown is not None
    assert shown.title == "As printed"
    inspection.judgements.all().delete()
    assert outline_now().columns.overalls == [""]


def test_invented_authorities_are_told_with_and_without_an_outline(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert not any_invented(ArchiveVersion.now())
    make_authority(invented=True)
    version = ArchiveVersion.now()
    with django_assert_num_queries(1):
        assert any_invented(version)
        assert any_invented(version)
    forget_all()
    outline_now()
    with django_assert_num_queries(0):
        assert any_invented(version)
    Authority.objects.all().delete()
    assert not any_invented(ArchiveVersion.now())
