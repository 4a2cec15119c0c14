"""From what a reader types to the authorities that may be meant."""

from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from reports.models import Authority
from search.completion import finding
from search.completion.finding import (
    matching_authorities,
    nearest_authorities,
    without_title,
)
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everyone(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[finding.NamedAuthority, ...]:
    """All authorities that are known, read once: no test here changes any."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_facts()
        named = finding.named_authorities()
        transaction.set_rollback(True)
    return named


@pytest.fixture(autouse=True)
def names(everyone: tuple[finding.NamedAuthority, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "named_authorities", lambda: everyone)


def slugs(typed: str) -> list[str]:
    return [each.authority.slug for each in matching_authorities(typed).named]


def only(typed: str) -> str | None:
    authority: Authority | None = matching_authorities(typed).only
    return authority.slug if authority else None


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Bristol", "bristol"),
        ("  leeds city council ", "leeds"),
        ("London Borough of Hackney", "hackney"),
        ("Royal Borough of Kensington & Chelsea", "kensington-and-chelsea"),
        ("Notts", "nottinghamshire"),
        ("brum", "birmingham"),
        ("Hull", "kingston-upon-hull"),
        ("Chelmsford", "essex"),
        ("king’s lynn", "norfolk"),
        ("Hanley", "stoke-on-trent"),
        ("reading", "reading"),
        ("Dorset", "dorset"),
    ],
)
def test_a_name_leads_to_the_one_authority_that_has_it(typed: str, slug: str) -> None:
    assert only(typed) == slug


@pytest.mark.parametrize(
    ("typed", "several"),
    [
        ("Bedfordshire", {"bedford", "central-bedfordshire"}),
        ("Cumbria", {"cumbria", "cumberland", "westmorland-and-furness"}),
        ("Newport", {"isle-of-wight", "telford-and-wrekin"}),
    ],
)
def test_a_name_of_several_is_a_choice_those_of_today_first(typed: str, several: set[str]) -> None:
    meant = matching_authorities(typed)
    assert meant.only is None
    assert meant.is_certain
    assert {each.authority.slug for each in meant.named} == several
    current = [each.authority.is_current for each in meant.named]
    assert current == sorted(current, reverse=True)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Brsitol", "bristol"),
        ("Northumberlnad", "northumberland"),
        ("Chelmsfrod", "essex"),
        ("Nottingh", "nottingham"),
        ("Wokingham care leavers", "wokingham"),
    ],
)
def test_what_is_no_whole_name_is_offered_and_never_taken(typed: str, slug: str) -> None:
    assert only(typed) is None
    assert slug in slugs(typed)


@pytest.mark.parametrize("typed", ["", "  ", "x", "regular", "zeppelins", "!?", "b" * 5000, "ß☃"])
def test_what_resembles_no_name_means_nobody(typed: str) -> None:
    assert slugs(typed) == []
    assert only(typed) is None


def test_a_title_is_left_out_but_a_name_never_is() -> None:
    assert without_title(("london", "borough", "of", "hackney")) == ("hackney",)
    assert without_title(("isle", "of", "wight", "council")) == ("isle", "of", "wight")
    assert without_title(("county",)) == ("county",)


@pytest.mark.parametrize(
    ("words", "slug"),
    [("bristle", "bristol"), ("kentt", "kent"), ("the cornwal page", "cornwall"), ("nothing", "")],
)
def test_page_that_is_not_there_names_the_nearest_authority(words: str, slug: str) -> None:
    nearest = [each.authority.slug for each in nearest_authorities(words)]
    assert nearest[:1] == ([slug] if slug else [])
