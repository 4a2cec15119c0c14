"""Reports read side by side and in turn: every passage that answers, counted, and found again by
the search offered.
"""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade
from reports.models import Abbreviation
from reports.overview.cache import clear_caches
from search.index import lexemes
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.search.compare.page import OUTLINE_QUERIES, rows_of, tree_of, words_of
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db


def matches_of(client: Client, address: str) -> int:
    """How many paragraphs the search at an address of the page finds."""
    count: int = client.get(unescape(address).replace("/search/", "/search.json")).json()[
        "paragraph_count"
    ]
    return count


def test_other_names_are_read_along_said_and_left_out(client: Client) -> None:
    make_report(make_authority(), "Return home interviews are prompt.")
    make_report(make_authority("greyfell"), "Most RHIs are late.", "A RHI was offered.")
    address = "/compare/?authority=fernhollow&authority=greyfell&q=%22return+home+interviews%22"
    page = page_html(client, address)
    assert "A <mark>RHI</mark> was offered." in page
    assert "Also searching: RHI" in page
    without = page_html(client, address + "&without=RHI")
    assert "was offered" not in without
    assert "Not searching: RHI" in without
    assert '<input type="hidden" name="without" value="RHI" form="compare">' in without


def test_exact_words_are_read_as_written(client: Client) -> None:
    make_report(make_authority(), "Interviews are prompt.", "An interview is late.")
    make_report(make_authority("greyfell"), "Homes are warm.")
    page = page_html(
        client, "/compare/?authority=fernhollow&authority=greyfell&q=interview&match=exact"
    )
    assert "is late" in page
    assert "are prompt" not in page


def test_two_to_four_cost_few_queries_even_in_a_process_that_knows_nothing(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reports = [
        make_report(make_authority(f"fernhollow-{n}"), *["Visits and RHIs are regular."] * 9)
        for n in range(4)
    ]
    Abbreviation.objects.bulk_create(
        Abbreviation(inspection=each, short="RHI", long="return home interview") for each in reports
    )
    clear_caches()
    lexemes._cached.clear()
    chosen = "&".join(f"authority=fernhollow-{n}" for n in range(4))
    with django_assert_max_num_queries(MOST_QUERIES + OUTLINE_QUERIES):
        page = page_html(
            client, f"/compare/?{chosen}&q=RHI+OR+regular&without=RHIs&area=help-and-protection"
        )
    assert "Names of the subject" in page


def test_a_long_section_is_bounded_and_the_search_has_the_rest(client: Client) -> None:
    make_report(make_authority(), *[f"Visit {number} is kind." for number in range(50)])
    make_report(make_authority("greyfell"), "Homes are warm.")
    page = page_html(
        client, "/compare/?authority=fernhollow&authority=greyfell&area=help-and-protection"
    )
    assert (
        "Shown: <strong>41</strong> of <strong>51</strong> passages, the first 40 of each report"
        in page
    )
    assert page.count('<article class="hit">') == 41
    links = re.findall(r'<a href="(/search/\?[^"]*)">All 50 passages', page)
    assert [matches_of(client, link) for link in links] == [50]


def test_many_are_read_in_turn_and_those_that_say_nothing_are_named(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    said = {f"heath-{number:02}": number for number in range(12)}
    for slug, times in said.items():
        make_report(make_authority(slug), *["Supervision is steady."] * times, "Homes are warm.")
    make_inspection(make_authority("unread-heath"))
    with django_assert_max_num_queries(MOST_QUERIES + OUTLINE_QUERIES):
        page = page_html(client, "/compare/?authority=heath-11&with=region&q=supervision")
    assert page.count('<article class="hit">') == sum(min(times, 3) for times in said.values())
    assert (
        f"of <strong>{sum(said.values())}</strong> passages, the first three of each report" in page
    )
    for slug, times in said.items():
        entry = f'<a href="#at-{slug}">{slug.replace("-", " ").title()}</a> <span class="count">{times}</span>'
        assert (entry in page) == (times > 0)
    assert "newest report here of <a" in page
    assert "Text not here yet: Unread Heath." in page
    links = re.findall(r'<a href="(/search/\?[^"]*)">All (\d+) passages', page)
    assert [(matches_of(client, link), count) for link, count in links] == [
        (int(c), c) for _, c in links
    ]
    assert len(links) == sum(times > 3 for times in said.values())
    everywhere = re.findall(r'<a href="(/search/\?[^"]*)">Search all reports of these', page)
    assert [matches_of(client, link) for link in everywhere] == [sum(said.values())]


def test_search_of_one_report_finds_its_sections_under_every_name(client: Client) -> None:
    one = make_report(make_authority(), *["Visits."] * 3)
    for number in range(5):
        make_paragraph(
            one, f"Homes {number}.", area=Area.IN_CARE_AND_CARE_LEAVERS, grade=Grade.GOOD
        )
    page = page_html(client, "/compare/?authority=fernhollow&with=region&area=care-leavers")
    links = re.findall(r'<a href="(/search/\?[^"]*)">All 5 passages', page)
    assert [matches_of(client, link) for link in links] == [5]


def test_text_older_than_the_grades_is_said_to_be(client: Client) -> None:
    authority = make_authority()
    make_report(authority, "Supervision is rare.", ended=date(2019, 5, 5))
    make_inspection(authority)
    make_report(make_authority("greyfell"), "Supervision is steady.")
    page = page_html(client, "/compare/?authority=fernhollow&authority=greyfell&q=supervision")
    assert page.count("this report is older than the grades above") == 1


def test_names_of_the_subject_are_counted_in_each_report_as_the_search_finds_them(
    client: Client,
) -> None:
    make_report(
        make_authority(),
        "Return home interviews are prompt.",
        "Return home interviews, or RHI.",
        "Homes.",
    )
    make_report(make_authority("greyfell"), "A RHI was late.", "Supervision was late.")
    address = "/compare/?authority=fernhollow&authority=greyfell&q=%22return+home+interviews%22+OR+supervision"
    tree = tree_of(client, address)
    by_part = {}
    for row in rows_of(tree, "names-counted"):
        name, *counts = (words_of(cell) for cell in row)
        by_part[name] = counts
        for link in row.iter("a"):
            assert matches_of(client, str(link.get("href"))) == int(words_of(link))
    assert by_part["“return home interviews”"] == ["2", "0"]
    assert by_part["RHI"] == ["1", "1"]
    assert by_part["supervision"] == ["0", "1"]
    assert "counted by machine" in words_of(tree)
