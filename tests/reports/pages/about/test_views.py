"""The page about the archive, and what search engines may read."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Kind
from tests.archive import make_authority, make_inspection, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def numbers(cell: str) -> list[int]:
    """The numbers that a cell shows."""
    return [int(number) for number in re.findall(r"\d+", re.sub(r"<[^>]*>", " ", cell))]


def test_about_counts_coverage_by_kind_and_year(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    make_inspection(authority, kind=Kind.SIF, ended=date(2014, 10, 22))
    make_inspection(authority, ended=date(2016, 10, 22))
    make_report(make_authority("greyfell"), "Visits are regular.", ended=date(2016, 3, 1))
    make_inspection(make_authority("made-up", invented=True))
    with django_assert_max_num_queries(5):
        page = page_html(client, "/about/")
    ilacs, sif = page.split("<tbody>")[1].split("</tr>")[:2]
    assert [numbers(cell) for cell in ilacs.split("<td>")[1:]] == [[2, 1], [2, 1], [], []]
    assert [numbers(cell) for cell in sif.split("<td>")[1:]] == [[1, 0], [], [], [1, 0]]
    assert "3 inspections and visits of 2 authorities are listed" in page
    for words in ("Open Government Licence v3.0", "not run by Ofsted", "Crown copyright"):
        assert words in page


def test_robots_name_the_sitemap_and_close_the_admin(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
