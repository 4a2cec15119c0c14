"""Coverage in numbers, the samples counted apart."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Kind
from reports.pages.about.coverage import Coverage, YearCoverage, coverage, coverage_by_kind
from tests.archive import make_authority, make_inspection, make_report

pytestmark = pytest.mark.django_db


def test_real_inspections_and_samples_are_counted_apart(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2019, 5, 1))
    make_report(authority, "Visits are kind.", "Visits are late.", ended=date(2022, 5, 6))
    make_inspection(make_authority("greyfell"), ended=date(2021, 5, 7))
    make_report(make_authority("made-up", invented=True), "Invented.", ended=date(2026, 1, 9))
    with django_assert_num_queries(1):
        assert coverage() == Coverage(
            inspections=3,
            reports=1,
            authorities=2,
            newest=date(2022, 5, 6),
            samples=1,
            paragraphs=3,
        )


def test_coverage_of_an_empty_archive() -> None:
    assert coverage() == Coverage(0, 0, 0, None, 0, 0)
    assert coverage_by_kind() == []


def test_every_kind_has_all_years_from_the_first_to_the_last(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    authority = make_authority()
    make_inspection(authority, kind=Kind.SIF, ended=date(2017, 3, 3))
    make_inspection(authority, ended=date(2019, 5, 1))
    make_report(authority, "Visits are kind.", ended=date(2019, 11, 1))
    make_inspection(make_authority("made-up", invented=True), ended=date(2025, 1, 9))
    with django_assert_num_queries(1):
        ilacs, sif = coverage_by_kind()
    assert (ilacs.kind, ilacs.inspections, ilacs.reports) == (Kind.ILACS, 2, 1)
    assert ilacs.years == (
        YearCoverage(2017, 0, 0),
        YearCoverage(2018, 0, 0),
        YearCoverage(2019, 2, 1),
    )
    assert (sif.kind, sif.inspections, sif.reports) == (Kind.SIF, 1, 0)
    assert sif.years == (
        YearCoverage(2017, 1, 0),
        YearCoverage(2018, 0, 0),
        YearCoverage(2019, 0, 0),
    )
