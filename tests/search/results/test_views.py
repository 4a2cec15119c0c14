"""Search and its answer for programs, as a reader gets them."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Region, Role
from reports.models import Paragraph
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db


def answer_of(client: Client, address: str, *, status: int = 200) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    loaded: dict[str, Any] = json.loads(answer.content)
    return loaded


def test_search_shows_whole_marked_paragraphs_with_their_place(client: Client) -> None:
    inspection = make_report(
        make_authority(), "Visits are regular.", "Return home interviews are prompt and kind."
    )
    page = page_html(client, "/search/?q=%22return+home+interviews%22")
    assert "<mark>Return home interviews</mark> are prompt and kind." in page
    assert f'href="{inspection.get_absolute_url()}#p2"' in page
    assert (
        "<strong>1</strong> paragraph in <strong>1</strong> report of <strong>1</strong> authority"
        in page
    )
    assert "“return home interviews”" in page


def test_search_escapes_what_a_paragraph_and_a_reader_say(client: Client) -> None:
    make_report(make_authority(), "A <script>alert(1)</script> visit.")
    page = page_html(client, "/search/?q=visit+%3Cimg+src%3Dx%3E+OR+visit")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>visit</mark>." in page


def test_search_costs_few_queries_whatever_is_chosen(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_report(make_authority(f"fernhollow-{number}"), *["Visits are regular."] * 8)
    chosen = "region=south-west&authority=fernhollow-1&area=help-and-protection&grade=good&kind=ilacs&year=2023"
    for address in (
        "/search/?q=visits",
        f"/search/?q=visits+regular&{chosen}&overall=good&role=numbered",
        "/search/",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            page_html(client, address)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/search.json?q=visits&{chosen}")


def test_facets_count_what_ticking_them_gives(client: Client) -> None:
    make_report(make_authority(), "Visits are regular.", "Visits are rare.")
    make_report(make_authority("greyfell", region=Region.LONDON), "Visits are late.")
    facets = answer_of(client, "/search.json?q=visits&region=london")["facets"]
    regions = {
        choice["value"]: (choice["count"], choice["chosen"])
        for choice in facets["region"]
        if choice["count"]
    }
    assert regions == {"london": (1, True), "south-west": (2, False)}
    areas = {choice["value"]: choice["count"] for choice in facets["area"] if choice["count"]}
    assert areas == {"help-and-protection": 1}
    page = page_html(client, "/search/?q=visits&region=london")
    assert '<input type="checkbox" name="region" value="south-west" form="search">' in page
    assert '<input type="checkbox" name="region" value="north-east" form="search" disabled>' in page


def test_what_belongs_to_no_judgement_is_a_choice_of_its_own(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    make_paragraph(inspection, "Visits help.", role=Role.SUMMARY, area=None, grade=None)
    facets = answer_of(client, "/search.json?q=visits")["facets"]
    counts = {choice["value"]: choice["count"] for choice in facets["family"] if choice["count"]}
    assert counts == {"help-and-protection": 1, "none": 1}
    (result,) = answer_of(client, "/search.json?q=visits&family=none")["results"]
    assert result["role"] == "summary"
    both = "/search.json?q=visits&family=none&family=help-and-protection"
    assert answer_of(client, both)["paragraph_count"] == 2


def test_page_links_keep_everything_that_was_asked(client: Client) -> None:
    make_report(make_authority(), *[f"Visits are regular, {number}." for number in range(45)])
    page = page_html(client, "/search/?q=visits&region=south-west&sort=oldest&page=2")
    assert "/search/?q=visits&amp;region=south-west&amp;sort=oldest&amp;page=3" in page
    assert "Page not found" in page_html(client, "/search/?q=visits&page=4", status=404)


@pytest.mark.parametrize(
    "wrong", ["region=atlantis", "grade=splendid", "year=soon", "sort=luck", "page=0", "page=x"]
)
def test_wrong_value_is_an_error_and_no_answer(client: Client, wrong: str) -> None:
    make_report(make_authority(), "Visits are regular.")
    page = page_html(client, f"/search/?q=visits&{wrong}", status=400)
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert "<mark>" not in page
    name = wrong.split("=", maxsplit=1)[0]
    if name not in ("sort", "page"):
        assert f'href="#filter-{name}"' in page
        assert f'id="filter-{name}"' in page


def test_nothing_found_offers_ways_on(client: Client) -> None:
    make_report(make_authority(), "Visits are regular.")
    page = page_html(client, "/search/?q=zeppelins&grade=good")
    assert "No paragraphs found" in page
    assert 'href="/search/?q=zeppelins"' in page


def test_close_results_come_before_other_ways_on(client: Client) -> None:
    make_report(make_authority(), "Visits are regular.", "Nobody is regular.", "Housing.")
    page = page_html(client, "/search/?q=housing+visits")
    assert page.index("No paragraph has") < page.index("<mark>Visits") < page.index("What else")
    assert "No paragraphs found" not in page


def test_unbalanced_quote_is_searched_and_said(client: Client) -> None:
    make_report(make_authority(), "Visits are regular.")
    page = page_html(client, "/search/?q=%22visits")
    assert "An unbalanced quotation mark was ignored." in page
    assert "<mark>Visits</mark>" in page


def test_search_json_keeps_its_contract(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits & meetings are regular.")
    answer = answer_of(client, "/search.json?q=visits")
    assert {
        "query",
        "understood",
        "also_searched",
        "paragraph_count",
        "report_count",
        "counts_are_exact",
        "results",
        "facets",
        "next",
    } <= set(answer)
    assert (answer["query"], answer["paragraph_count"], answer["report_count"]) == ("visits", 1, 1)
    assert (answer["counts_are_exact"], answer["next"], answer["also_searched"]) == (True, None, [])
    expected = {
        "authority": "Fernhollow",
        "inspection": inspection.slug,
        "number": 1,
        "role": "numbered",
        "area": "help-and-protection",
        "grade": "good",
        "page": None,
        "url": f"http://testserver{inspection.get_absolute_url()}#p1",
        "text": "Visits & meetings are regular.",
        "highlighted": "<mark>Visits</mark> &amp; meetings are regular.",
        "responsible": None,
    }
    assert answer["results"][0] | expected == answer["results"][0]


def test_search_json_leads_through_all_pages_once(client: Client) -> None:
    make_report(make_authority(), *[f"Visits are regular, {number}." for number in range(45)])
    address: str | None = "/search.json?q=visits&sort=newest&role=numbered"
    numbers: list[int] = []
    while address:
        split = urlsplit(address)
        answer = answer_of(client, f"{split.path}?{split.query}")
        numbers += [result["number"] for result in answer["results"]]
        address = answer["next"]
    assert numbers == list(range(1, 46))


def test_search_json_names_what_is_wrong(client: Client) -> None:
    answer = answer_of(client, "/search.json?grade=splendid&page=0", status=400)
    assert set(answer) == {"status", "message", "errors"}
    assert set(answer["errors"]) == {"grade", "page"}


def test_points_and_summaries_are_found_with_their_own_address(client: Client) -> None:
    inspection = make_inspection(make_authority(), original=b"invented")
    make_paragraph(inspection, "Supervision is steady.", role=Role.SUMMARY, area=None, grade=None)
    make_paragraph(
        inspection, "The quality of supervision.", role=Role.POINT, area=None, grade=None
    )
    assert Paragraph.objects.count() == 2
    page = page_html(client, "/search/?q=supervision")
    assert f'href="{inspection.get_absolute_url()}#summary-0"' in page
    assert f'href="{inspection.get_absolute_url()}#point-1"' in page
    assert 'id="point-1"' in page_html(client, inspection.get_absolute_url())


@pytest.mark.parametrize("typed", ["???", "£", "()"])
def test_a_query_of_signs_alone_finds_nothing_and_says_why(client: Client, typed: str) -> None:
    make_report(make_authority(), "Visits are regular.")
    answer = answer_of(client, f"/search.json?q={typed}")
    assert answer["paragraph_count"] == 0
    assert answer["results"] == []
    assert "There was no word to search for." in answer["notes"]
    page = page_html(client, f"/search/?q={typed}")
    assert "There was no word to search for." in page
    assert "Only letters and digits are searched" in page
    assert "Use fewer words" not in page
    assert answer_of(client, "/search.json?q=")["paragraph_count"] == 1


def test_a_star_inside_a_phrase_and_nearness_of_alternatives_find_their_paragraphs(
    client: Client,
) -> None:
    make_report(
        make_authority(), "Adoption support is good.", "Adoptive support.", "Support for adoption."
    )
    assert answer_of(client, '/search.json?q="adop*+support"')["paragraph_count"] == 2
    near = "/search.json?q=(late+OR+good)+NEAR/2+support"
    assert answer_of(client, near)["paragraph_count"] == 1


@pytest.mark.parametrize("typed", ["early help", "%22early help%22"])
def test_a_related_term_is_offered_and_not_searched_along(client: Client, typed: str) -> None:
    make_report(make_authority(), "Early help is good.", "Family help is new.")
    answer = answer_of(client, f"/search.json?q={typed}")
    assert answer["paragraph_count"] == 1
    (related,) = [each for each in answer["suggestions"] if each["kind"] == "related"]
    assert (related["value"], related["paragraph_count"]) == ("family help", 2)
    assert related["parameters"]["q"].endswith('OR "family help"')
    sentence = "Family help (since 2025) took over from early help: search both?"
    assert sentence in page_html(client, f"/search/?q={typed}")
