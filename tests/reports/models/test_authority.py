"""Authorities, and the questions that can be asked of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from reports.facts.vocabulary import Area, Grade, Kind
from reports.models import Authority
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def test_current_authorities_are_those_not_closed() -> None:
    current = make_authority()
    make_authority("old-shire", closed=date(2019, 3, 31))
    assert list(Authority.objects.current()) == [current]


@pytest.mark.parametrize(
    ("words", "matches"),
    [("north", True), ("SHIRE north", True), ("norfolk", True), ("north west", False), ("", True)],
)
def test_a_name_is_like_words_that_are_all_part_of_it_or_its_aliases(
    words: str, matches: bool
) -> None:
    Authority.objects.filter(pk=make_authority("north-shire").pk).update(aliases=["Norfolk & Co"])
    assert Authority.objects.named_like(words).exists() is matches


def test_the_latest_full_inspection_alone_counts_for_a_grade() -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2019, 5, 8), grades={Area.OVERALL: Grade.INADEQUATE})
    make_inspection(authority, ended=date(2023, 5, 8), grades={Area.OVERALL: Grade.GOOD})
    make_inspection(authority, ended=date(2024, 5, 8), kind=Kind.FOCUSED_VISIT)
    assert Authority.objects.judged([Area.OVERALL], [Grade.GOOD]).exists()
    assert not Authority.objects.judged([Area.OVERALL], [Grade.INADEQUATE]).exists()


def test_an_invented_authority_says_so() -> None:
    assert str(Authority(name="Wexcombe", invented=True)) == "Wexcombe (invented)"
    assert str(Authority(name="Bristol")) == "Bristol"


def test_a_day_that_is_known_before_it_comes() -> None:
    """Surrey becomes two on 1 April 2027: until then it is current, and they are not."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    old = make_authority("surreydown", closed=tomorrow)
    new = make_authority("east-surreydown")
    new.opened = tomorrow
    new.save()
    assert (old.is_current, new.is_current) == (True, False)
    assert list(Authority.objects.current()) == [old]
    Authority.objects.filter(pk=old.pk).update(closed=timezone.localdate())
    Authority.objects.filter(pk=new.pk).update(opened=timezone.localdate())
    assert list(Authority.objects.current()) == [new]
