"""The briefing of an invented authority: its points, what was said next, and what reads better."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade, Role
from reports.models import Authority, Inspection, Paragraph
from reports.overview.cache import clear_caches
from reports.overview.latest import latest_by_authority
from search.briefing import briefing
from search.briefing.briefing import better_grades, waiting_of
from search.index.door import make_themes
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db

BRIEFING = "/authorities/fernhollow/briefing/"
TODAY = date(2026, 11, 28)


def point(inspection: Inspection, text: str) -> Paragraph:
    return make_paragraph(inspection, text, role=Role.POINT, area=None, grade=None)


@pytest.fixture
def fernhollow() -> Authority:
    """An authority graded good in 2022, whose point of 2018 was answered, and with one open point;
    others with passages of every grade.
    """
    authority = make_authority()
    first = make_inspection(authority, ended=date(2018, 3, 9), original=b"2018")
    point(first, "The training of <i>falcons</i> and hawks.")
    second = make_report(authority, "Falcons and hawks are trained well.", ended=date(2022, 3, 4))
    point(second, "The glaze of pots and the heat of kilns.")
    for grade in (Grade.OUTSTANDING, Grade.GOOD, Grade.INADEQUATE):
        other = make_inspection(make_authority(f"vale-{grade}"), original=grade.encode())
        make_paragraph(other, f"Kilns have heat, and pots a glaze: {grade}.", number=1, grade=grade)
    make_report(make_authority("otherham"), "Boats are rowed.", "Looms weave wool.")
    make_themes()
    clear_caches()
    return authority


def quoted(page: str) -> list[str]:
    """The texts of all quotations of a page."""
    return [unescape(text) for text in re.findall(r"<blockquote[^>]*> ?<p>(.*?)</p>", page)]


def test_points_stand_beside_what_was_said_and_what_reads_better(
    client: Client, fernhollow: Authority
) -> None:
    page = page_html(client, BRIEFING)
    assert quoted(page) == [
        "The glaze of pots and the heat of kilns.",
        "Kilns have heat, and pots a glaze: outstanding.",
        "The training of <i>falcons</i> and hawks.",
        "Falcons and hawks are trained well.",
    ]
    assert "No later full inspection is listed: these points are open." in page
    assert "Possibly related, 2022" in page


def test_every_quotation_is_a_passage_with_a_numbered_source(
    client: Client, fernhollow: Authority
) -> None:
    page = page_html(client, BRIEFING)
    texts = set(Paragraph.objects.values_list("text", flat=True))
    assert quoted(page)
    assert set(quoted(page)) <= texts
    cited = [int(number) for number in re.findall(r'href="#source-(\d+)"', page)]
    assert cited == list(range(1, len(quoted(page)) + 1))
    assert [int(number) for number in re.findall(r'id="source-(\d+)"', page)] == cited
    assert "http://testserver/inspections/fernhollow-ilacs-2018-03-09/#point-0" in page


def test_the_next_report_without_text_is_said_once(client: Client, fernhollow: Authority) -> None:
    make_inspection(fernhollow, ended=date(2025, 3, 7))
    clear_caches()
    page = page_html(client, BRIEFING)
    assert page.count("is not in this archive") == 1
    assert "these points are open" not in page
    assert "Kilns have heat, and pots a glaze: outstanding." in page


def test_an_archive_without_themes_and_an_authority_without_reports_are_briefed(
    client: Client,
) -> None:
    make_authority()
    page = page_html(client, BRIEFING)
    assert "No full report on Fernhollow can be read here yet." in page
    assert "No full inspection of Fernhollow is listed." in page
    point(make_report(make_authority("greyfell"), "Falcons soar."), "The training of falcons.")
    page = page_html(client, "/authorities/greyfell/briefing/")
    assert quoted(page) == ["The training of falcons."]
    assert "Passages of better-graded authorities are not shown yet" in page
    page_html(client, "/authorities/nowhere/briefing/", status=404)


def test_a_point_without_passages_of_better_graded_authorities_says_why(
    client: Client, fernhollow: Authority
) -> None:
    point(Inspection.objects.get(end_date=date(2022, 3, 4)), "The upkeep of lighthouses.")
    clear_caches()
    page = page_html(client, BRIEFING)
    assert page.count("No similar passage was found.") == 1
    assert "graded outstanding, the nearest" in page
    best = make_authority("greyfell")
    grades = {Area.OVERALL: Grade.OUTSTANDING}
    inspection = make_inspection(best, grades=grades, original=b"greyfell")
    point(inspection, "The training of falcons.")
    clear_caches()
    page = page_html(client, "/authorities/greyfell/briefing/")
    assert "no overall grade is better than that of Greyfell" in page
    assert "Where the grade is better" not in page


def test_points_beyond_the_most_are_counted_and_linked(
    client: Client, fernhollow: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    point(Inspection.objects.get(end_date=date(2018, 3, 9)), "The flight of hawks.")
    monkeypatch.setattr(briefing, "MOST_POINTS", 1)
    page = page_html(client, BRIEFING)
    assert page.count("The report has 1 more point:") == 1
    assert 'href="/points/?authority=fernhollow">all points of Fernhollow' in page


def test_better_grades_are_those_above_the_overall_one() -> None:
    authority = make_authority()
    graded = {
        grade: make_inspection(authority, ended=date(2020 + at, 3, 6), grades={Area.OVERALL: grade})
        for at, grade in enumerate((Grade.INADEQUATE, Grade.GOOD, Grade.OUTSTANDING))
    }
    assert better_grades(graded[Grade.INADEQUATE]) == [Grade.OUTSTANDING, Grade.GOOD]
    assert better_grades(graded[Grade.GOOD]) == [Grade.OUTSTANDING]
    assert better_grades(graded[Grade.OUTSTANDING]) == []
    assert better_grades(None) == [Grade.OUTSTANDING, Grade.GOOD]


def test_waiting_is_beside_others_of_the_same_grade() -> None:
    authorities = [make_authority(f"vale-{number}") for number in range(5)]
    for number, authority in enumerate(authorities[:4]):
        grade = Grade.INADEQUATE if number == 3 else Grade.GOOD
        make_inspection(authority, ended=date(2026, 11, 8 + number), grades={Area.OVERALL: grade})
    rows = latest_by_authority().current
    waiting = waiting_of(authorities[1], rows, TODAY)
    assert waiting is not None
    assert (waiting.days, waiting.others, waiting.median, waiting.longer) == (19, 2, 19, 1)
    assert waiting_of(authorities[4], rows, TODAY) is None


def test_a_briefing_costs_few_queries_whatever_it_holds(
    client: Client, fernhollow: Authority, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = Inspection.objects.get(end_date=date(2018, 3, 9))
    latest = Inspection.objects.get(authority=fernhollow, end_date=date(2022, 3, 4))
    for number in range(10):
        point(first, f"Hawks and falcons of {number}.")
        point(latest, f"Kilns and pots of {number}.")
    client.get(BRIEFING)
    clear_caches()
    with django_assert_max_num_queries(28):
        assert client.get(BRIEFING).status_code == 200
