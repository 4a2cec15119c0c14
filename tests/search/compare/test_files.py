"""A comparison as files: the same grades, passages and words as its page, and what they are of."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Area, Grade
from reports.models import Judgement
from tests.archive import make_authority, make_inspection, make_report
from tests.search.compare.page import OUTLINE_QUERIES
from tests.support.reference import load_facts
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_grades_of_two_are_all_that_their_full_inspections_gave(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    with django_assert_max_num_queries(7):
        rows = rows_of(client, "/compare.csv?authority=bristol&authority=north-somerset")
    cells = {(row["inspection"], row["judgement_code"], row["grade_code"]) for row in rows}
    given = Judgement.objects.filter(
        inspection__authority__slug__in=("bristol", "north-somerset"),
        inspection__kind__in=FULL_INSPECTIONS,
    )
    assert cells == {
        (each.inspection.slug, each.area, each.grade) for each in given.select_related("inspection")
    }
    assert len(rows) == len(cells)
    latest = {(row["authority"], row["end_date"]) for row in rows if row["latest"] == "yes"}
    assert latest == {("Bristol", "2023-01-27"), ("North Somerset", "2023-03-24")}
    assert {row["framework"] for row in rows} == {
        "SIF",
        "ILACS, four judgements",
        "ILACS, five judgements",
    }
    assert all("Open Government Licence" in row["licence"] for row in rows)
    assert (
        rows[0]["source"]
        == "http://testserver/compare.csv?authority=bristol&authority=north-somerset"
    )


def test_grades_of_many_are_the_latest_and_nobody_is_missing(client: Client) -> None:
    make_inspection(make_authority("greyfell"))
    make_inspection(make_authority("greyfell-south"), ended=date(2016, 1, 1), grades={})
    make_authority("bare-heath")
    authority = make_authority()
    make_inspection(authority, ended=date(2018, 1, 1), grades={Area.OVERALL: Grade.INADEQUATE})
    make_inspection(authority)
    rows = rows_of(client, "/compare.csv?authority=fernhollow&with=region")
    assert [row["authority_slug"] for row in rows] == [
        *["fernhollow"] * 5, "bare-heath", *["greyfell"] * 5, "greyfell-south"
    ]  # fmt: skip
    assert {row["latest"] for row in rows} == {"yes", ""}
    assert {row["grade"] for row in rows} == {"Good", ""}


def test_passages_are_all_of_them_in_the_order_of_the_page(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_report(
        make_authority("greyfell"), *[f"Visit {number} is kind." for number in range(5)], "Homes."
    )
    make_report(make_authority(), *[f"Visit {number} is late." for number in range(50)])
    with django_assert_max_num_queries(MOST_QUERIES + OUTLINE_QUERIES):
        rows = rows_of(client, "/compare/passages.csv?authority=fernhollow&with=region&q=visits")
    assert [row["authority_slug"] for row in rows] == ["fernhollow"] * 50 + ["greyfell"] * 5
    assert [int(row["number"]) for row in rows] == [*range(1, 51), *range(1, 6)]
    assert (
        rows[0]["comparison"]
        == "http://testserver/compare/?authority=fernhollow&with=region&q=visits"
    )
    assert {row["understood"] for row in rows} == {"visits"}
    assert rows_of(client, "/compare/passages.csv?authority=fernhollow&with=region") == []


def test_words_are_those_of_the_page(client: Client) -> None:
    make_report(make_authority(), "=Supervision is steady, supervision is kind.")
    make_report(make_authority("greyfell"), "Homes are warm, homes are quiet.")
    rows = rows_of(
        client,
        "/compare/words.csv?authority=fernhollow&authority=greyfell&area=help-and-protection",
    )
    cells = [
        (row["authority"], row["word"], row["times_here"], row["times_in_the_others"])
        for row in rows
    ]
    assert cells == [("Fernhollow", "supervision", "2", "0"), ("Greyfell", "homes", "2", "0")]
    assert {(row["words_here"], row["words_in_the_others"]) for row in rows} == {("6", "6")}
