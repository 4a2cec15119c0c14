"""Scans: places as the database makes them, frequencies, and what the scores of few are made of."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from reports.models import Entry, Paragraph
from reports.models.text_search import MOST_SATURATED, POSITION_BITS, SECTION_BITS
from reports.overview.cache import clear_caches, one_version
from search.index import scan
from search.index.compiling import Scan, compile_query
from search.index.ranking import components_of
from search.index.scan import (
    as_array,
    inspections_of,
    look_up,
    positions_of,
    rarity,
    sections_of,
    united,
)
from search.query.parser import parse
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

CHILDREN = Scan("'children'")


@pytest.fixture
def report() -> None:
    make_report(make_authority(), "Children visit.", "Visits.", "Children.", "The homes.")


@pytest.mark.parametrize(
    ("inspection", "position", "section"),
    [(1, 0, 1), (870, 2**POSITION_BITS - 1, 2**SECTION_BITS - 1), (2**31, 1, 0)],
)
def test_places_have_the_bits_that_the_database_gives_them(
    inspection: int, position: int, section: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_place(%s, %s, %s)", [inspection, position, section])
        places = np.array([cursor.fetchone()[0]])
    assert inspections_of(places).tolist() == [inspection]
    assert positions_of(places).tolist() == [position]
    assert sections_of(places).tolist() == [section]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT archive_inspection_of(place), archive_position_of(place)"
            " FROM unnest(%s::bigint[]) AS place",
            [as_array(places)],
        )
        assert cursor.fetchall() == [(inspection, position)]


def test_saturation_of_the_database_is_that_of_bm25() -> None:
    """k1 = 1.2 and b = 0.75, for a mean of 490 bytes."""
    with connection.cursor() as cursor:
        for times, length in ((1, 490), (3, 100), (100_000, 10)):
            cursor.execute("SELECT archive_saturation(%s, %s)", [times, length])
            saturation = cursor.fetchone()[0]
            longer = 1 - 0.75 + 0.75 * length / 490
            assert saturation == pytest.approx(times * 2.2 / (times + 1.2 * longer))
            assert saturation < MOST_SATURATED
    assert saturation == pytest.approx(MOST_SATURATED, abs=0.001)


def test_rarity_is_the_inverse_document_frequency() -> None:
    assert rarity(3, 10) == pytest.approx(log(1 + 7.5 / 3.5))
    assert rarity(12, 10) == pytest.approx(log(1 + 0.5 / 12.5))


@pytest.mark.usefixtures("report")
def test_places_are_those_of_matching_entries_in_ascending_order() -> None:
    places = look_up([CHILDREN, Scan()]).places
    rows = Paragraph.objects.filter(text__contains="Children")
    expected = Entry.objects.filter(paragraph__in=rows).values_list("place", flat=True)
    assert places[CHILDREN].tolist() == sorted(expected)
    assert places[Scan()].tolist() == sorted(Entry.objects.values_list("place", flat=True))


@pytest.mark.usefixtures("report")
def test_frequencies_are_counted_with_or_without_scans() -> None:
    frequencies = look_up([CHILDREN], ["children", "visit", "unicorn", "=vis*"]).frequencies
    assert frequencies.paragraphs == {
        "children": 2,
        "visit": 2,
        "unicorn": 0,
        "=vis*": 2,
        "the": 1,
    }
    assert frequencies.total == 2
    assert frequencies.stems_of_beginnings == {"=vis*": ("visit",)}
    again = look_up([CHILDREN], ["visit"])
    assert again.frequencies.paragraphs["visit"] == 2
    assert again.places[CHILDREN].size == 2


@pytest.mark.usefixtures("report")
def test_what_is_cached_takes_no_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with one_version():
        first = look_up([CHILDREN]).places[CHILDREN]
        with django_assert_num_queries(0):
            assert look_up([CHILDREN]).places[CHILDREN] is first
            assert scan.is_cached([CHILDREN])
            assert not scan.is_cached([CHILDREN, Scan("'visit'")])
        with django_assert_num_queries(1):
            look_up([CHILDREN, Scan("'visit'"), Scan("'home'")])


@pytest.mark.usefixtures("report")
def test_scores_of_few_come_with_their_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = components_of(compile_query(parse("children visits")))
    scans = [CHILDREN, Scan("'visit'")]

    def components() -> bytes | None:
        clear_caches()
        return look_up(scans, (), scored).components

    sent = components()
    assert sent is not None
    # Of three paragraphs: how far each of the words occurs, and whether both are together.
    numbers = np.frombuffer(sent, dtype=">f8").reshape(3, 3)
    assert (numbers > 0).tolist() == [
        [True, True, True],
        [False, True, False],
        [True, False, False],
    ]
    assert look_up(scans, ("visit",), scored).components is None  # they are cached by now
    # Two matches of "children" and two of "visit" are scanned.
    monkeypatch.setattr(scan, "MOST_SCORED", 4)
    assert components() == sent
    monkeypatch.setattr(scan, "MOST_SCORED", 3)
    assert components() is None


def test_places_of_several_scans_are_united_once() -> None:
    one, other = np.array([1, 4, 9]), np.array([2, 4])
    assert united([one, other]).tolist() == [1, 2, 4, 9]
    assert united([one]) is one
    assert united([one[:0], one[:0]]).tolist() == []
