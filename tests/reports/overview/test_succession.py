"""What came next: the following full inspection, through changes of authorities too."""

from datetime import date

import pytest

from reports.facts.vocabulary import Kind
from reports.overview.succession import family, next_full
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def test_next_full_inspection_is_the_first_that_began_later() -> None:
    authority = make_authority()
    first = make_inspection(authority, kind=Kind.SIF, ended=date(2015, 5, 8))
    visit = make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2017, 5, 8))
    second = make_inspection(authority, ended=date(2019, 5, 8))
    third = make_inspection(authority, ended=date(2023, 5, 8))
    make_inspection(make_authority("greyfell"), ended=date(2016, 5, 8))
    following = next_full([first, visit, second, third])
    assert dict(following) == {first.pk: [second], visit.pk: [second], second.pk: [third]}


def test_inspections_that_overlap_do_not_follow_each_other() -> None:
    authority = make_authority()
    inspection = make_inspection(authority, ended=date(2019, 5, 8))
    make_inspection(authority, kind=Kind.SIF, ended=date(2019, 5, 17))
    assert not next_full([inspection])


def test_next_full_inspection_is_that_of_each_successor_where_there_is_no_own() -> None:
    old, north, west = (
        make_authority("old-shire"),
        make_authority("north-shire"),
        make_authority("west-shire"),
    )
    newest = make_authority("newest-shire")
    old.successors.add(north, west)
    west.successors.add(newest)
    early = make_inspection(old, ended=date(2015, 5, 8))
    late = make_inspection(old, ended=date(2019, 5, 8))
    of_north = make_inspection(north, ended=date(2022, 5, 8))
    make_inspection(north, ended=date(2024, 5, 8))
    of_newest = make_inspection(newest, ended=date(2025, 5, 8))
    following = next_full([early, late])
    assert following[early.pk] == [late]
    assert {each.slug for each in following[late.pk]} == {of_north.slug, of_newest.slug}


def test_family_is_what_came_before_and_after_but_no_sibling() -> None:
    old, north, west = (
        make_authority("old-shire"),
        make_authority("north-shire"),
        make_authority("west-shire"),
    )
    old.successors.add(north, west)
    make_authority("greyfell")
    assert family(old.pk) == {old.pk, north.pk, west.pk}
    assert family(north.pk) == {old.pk, north.pk}
