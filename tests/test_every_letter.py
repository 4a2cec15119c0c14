"""No letter and no sign of Unicode makes any page or file fail, wherever an address has words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from reports.models.indexed_text import indexed_texts
from tests.archive import make_authority, make_report
from tests.support.addresses import PAGES, assert_answered
from tests.support.letters import APOSTROPHES, INVISIBLE, in_groups, letters, signs_of
from tests.support.reference import undone_at_the_end
from tests.support.tiers import some_quick

pytestmark = pytest.mark.django_db

WITH_WORDS = (
    "/authorities/",
    "/search",
    "/compare",
    "/points",
    "/trends",
    "/subjects/return-home-interviews",
)
"""How the addresses begin of pages and files that read words."""
REPORTED = "ʼʻʽʹˈŉ"
"""The letters of which `unaccent` makes an apostrophe."""
LETTERS_A_QUERY = 240


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone_at_the_end():
        make_report(
            make_authority(),
            "Return home interviews.",
            "The childrenʼs plan of Ma\u0301ire.",
            "Safe\u00adguarding",
        )
        make_report(make_authority("greyfell"), "Visits are late.")
        yield


def unlike(signs: Sequence[str]) -> list[str]:
    """The signs that the index has otherwise than they are written, and not as a blank."""
    words = [text.words for text in indexed_texts(signs)]
    return [
        sign
        for sign, word in zip(signs, words, strict=True)
        if word.strip() and word.lower() != sign.lower()
    ]


@cache
def folded_letters() -> tuple[str, ...]:
    """The letters that the index has otherwise than they are written; the same in every archive."""
    return tuple(unlike(letters()))


def queries_of(signs: Sequence[str]) -> Iterator[str]:
    return (
        f'"{" ".join(group)}x{"y".join(group)}"' for group in in_groups(signs, LETTERS_A_QUERY // 2)
    )


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "address",
    some_quick([address for address in PAGES if address.startswith(WITH_WORDS)], every=4),
)
def test_apostrophes_and_invisible_signs(client: Client, address: str) -> None:
    for query in (*REPORTED, *queries_of([*APOSTROPHES, *INVISIBLE])):
        assert_answered(client, address, [("q", query), ("without", query)])


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", ["/search/", "/authorities/", "/compare/", "/trends.csv"])
def test_letters_that_are_folded(client: Client, address: str) -> None:
    """Slow: thousands of letters. The quick tests send apostrophes and invisible signs."""
    for query in queries_of(folded_letters()):
        assert_answered(client, address, [("q", query), ("without", query)])


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
def test_all_letters_and_signs(client: Client) -> None:
    for query in queries_of([*letters(), *signs_of("MNPSZ")]):
        assert_answered(client, "/search.json", [("q", query)])


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_what_was_indexed_is_found_and_marked(client: Client, apostrophe: str) -> None:
    for typed in (
        f"children{apostrophe}s",
        f"Children{apostrophe}s plan of m\u00e1ire",
        f'"children{apostrophe}s plan"',
    ):
        results = client.get("/search.json", {"q": typed, "match": "exact"}).json()["results"]
        assert [row["text"] for row in results] == ["The childrenʼs plan of Ma\u0301ire."]
        assert results[0]["highlighted"].startswith("The <mark>childrenʼs")


@pytest.mark.usefixtures("archive")
def test_marks_stand_rightly_where_signs_are_dropped(client: Client) -> None:
    def highlighted(typed: str) -> list[str]:
        return [
            row["highlighted"] for row in client.get("/search.json", {"q": typed}).json()["results"]
        ]

    assert highlighted("safeguarding") == ["<mark>Safe\u00adguarding</mark>"]
    assert highlighted("maire") == ["The childrenʼs plan of <mark>Ma\u0301ire</mark>."]
