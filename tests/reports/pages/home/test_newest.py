"""The latest inspections of the home page."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Kind
from reports.pages.home.newest import latest_inspections
from tests.archive import make_authority, make_inspection, make_report

pytestmark = pytest.mark.django_db


def test_latest_with_a_text_and_latest_full_ones() -> None:
    authority, invented = make_authority(), make_authority("made-up", invented=True)
    first = make_report(authority, "Visits are kind.", ended=date(2018, 5, 1))
    second = make_inspection(authority, ended=date(2020, 5, 1))
    third = make_inspection(authority, ended=date(2021, 5, 1))
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2022, 5, 1), grades={})
    sample = make_report(invented, "Invented.", ended=date(2023, 5, 1))
    readable, full = latest_inspections(2)
    assert readable == [sample, first]
    assert full == [third, second]


def test_no_more_than_asked_for() -> None:
    authority = make_authority()
    for year in (2018, 2019, 2020):
        make_report(authority, f"Visits in {year}.", ended=date(year, 5, 1))
    readable, full = latest_inspections(1)
    assert [each.end_date.year for each in readable] == [2020]
    assert [each.end_date.year for each in full] == [2020]


def test_empty_archive() -> None:
    assert latest_inspections(4) == ([], [])
