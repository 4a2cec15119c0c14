"""Searches by the names in a reader's words, other spellings, and the words as written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client

from reports.facts.vocabulary import Region
from reports.models import Authority
from search.index.door import Answer, Question, ask_all
from search.results.suggesting import suggestions
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def councils() -> None:
    hackney = make_authority("hackney", region=Region.LONDON)
    make_report(hackney, "Care leavers are known.", "Care leavers receive help.", "Neglect.")
    leeds = make_authority("leeds", region=Region.YORKSHIRE_AND_THE_HUMBER)
    make_report(leeds, "Care leavers move to Hackney.", "Neglected children receive visits.")
    make_authority("bristol")


def answer(client: Client, address: str) -> dict[str, Any]:
    response = client.get(f"/search.json?{address}")
    assert response.status_code == 200
    loaded: dict[str, Any] = json.loads(response.content)
    return loaded


def suggested(client: Client, address: str) -> dict[str, tuple[str, dict[str, Any], int]]:
    """The suggestions by kind and value: label, parameters and count."""
    return {
        f"{each['kind']} {each['value']}": (
            each["label"],
            each["parameters"],
            each["paragraph_count"],
        )
        for each in answer(client, address)["suggestions"]
    }


def page(client: Client, address: str) -> str:
    response = client.get(f"/search/?{address}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.usefixtures("councils")
def test_a_council_in_the_words_leads_to_its_reports(client: Client) -> None:
    offered = suggested(client, "q=Hackney+care+leavers")
    assert offered["authority hackney"] == (
        "care leavers in reports on Hackney",
        {"q": "care leavers", "authority": "hackney"},
        2,
    )


@pytest.mark.usefixtures("councils")
def test_data_addresses_never_turn_a_word_into_a_filter(client: Client) -> None:
    in_json = answer(client, "q=Hackney+care+leavers")
    assert [each["text"] for each in in_json["results"]] == ["Care leavers move to Hackney."]
    assert in_json["paragraph_count"] == 1
    csv = client.get("/search.csv?q=Hackney+care+leavers").getvalue().decode()
    assert csv.count("Care leavers") == 1


@pytest.mark.usefixtures("councils")
def test_a_page_of_few_shows_the_filtered_search_says_so_and_links_the_literal(
    client: Client,
) -> None:
    filtered = page(client, "q=Hackney+care+leavers")
    assert "Showing <strong>2</strong> paragraphs on <strong>care leavers</strong>" in filtered
    assert "in reports on Hackney" in filtered
    assert "only 1 paragraph has all the words “Hackney care leavers”" in filtered
    assert "q=Hackney+care+leavers&amp;names=words" in filtered
    assert "move to" not in filtered
    assert "/search.csv?q=care+leavers&amp;authority=hackney" in filtered
    literal = page(client, "q=Hackney+care+leavers&names=words")
    assert "Care leavers</mark> move to <mark>Hackney" in literal.replace("</mark> <mark>", " ")
    assert "2 paragraphs on <strong>care leavers</strong>" in literal


@pytest.mark.usefixtures("councils")
def test_all_links_of_the_filtered_search_lead_on_from_it(client: Client) -> None:
    texts = [f"Care leavers are {number}." for number in range(25)]
    make_report(Authority.objects.get(slug="hackney"), *texts, ended=date(2024, 5, 3))
    filtered = page(client, "q=Hackney+care+leavers")
    assert "Showing <strong>27</strong> paragraphs" in filtered
    assert "/search/?q=care+leavers&amp;authority=hackney&amp;page=2" in filtered
    assert "/search.json?q=care+leavers&amp;authority=hackney" in filtered


@pytest.mark.parametrize("typed", ["Stoke-on-Trent", "stoke on trent"])
def test_a_name_with_hyphens_is_no_phrase(client: Client, typed: str) -> None:
    make_report(make_authority("stoke-on-trent"), "Neglect.")
    assert "authority stoke-on-trent" in suggested(client, f"q={typed}")
    html = page(client, f"q={typed}")
    assert "All about Stoke-on-Trent" in html
    assert '<a href="/authorities/stoke-on-trent/briefing/">Briefing on Stoke-on-Trent</a>' in html
    assert suggested(client, "q=%22Stoke-on-Trent%22") == {}


@pytest.mark.usefixtures("councils")
def test_all_that_is_offered_is_counted_together(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[int] = []

    def ask_and_note(questions: Sequence[Question]) -> list[Answer]:
        statements.append(len(questions))
        return ask_all(questions)

    monkeypatch.setattr(suggestions, "ask_all", ask_and_note)
    kinds = {key.split()[0] for key in suggested(client, "q=leaving+care+Hackney")}
    assert {"authority", "related"} <= kinds
    assert len(statements) == 1


@pytest.mark.usefixtures("councils")
def test_words_that_only_ask_are_no_part_of_the_topic(client: Client) -> None:
    offered = suggested(client, "q=what+do+inspectors+say+about+neglect+in+Hackney")
    assert offered["authority hackney"] == (
        "neglect in reports on Hackney",
        {"q": "neglect", "authority": "hackney"},
        1,
    )
    (_, parameters, count) = suggested(client, "q=what+do+inspectors+say+about+Leeds")[
        "authority leeds"
    ]
    assert (parameters, count) == ({"q": "", "authority": "leeds"}, 2)


@pytest.mark.usefixtures("councils")
def test_a_name_of_several_authorities_narrows_a_search_by_another_name(client: Client) -> None:
    make_authority("dorset")
    make_authority("dorset-before-2019")
    (year,) = [option["value"] for option in answer(client, "")["facets"]["year"]]
    _, parameters, _ = suggested(client, f"q=Dorset+{year}+neglect")[f"year {year}"]
    assert parameters["authority"] == ["dorset", "dorset-before-2019"]


def test_the_other_councils_of_a_name_stay_offered(client: Client) -> None:
    make_report(make_authority("north-tyneside"), "Late visits.", "Late visits again.")
    make_report(make_authority("south-tyneside"), "No late visits.")
    html = page(client, "q=Tyneside+late+visits")
    assert "Showing <strong>2</strong>" in html
    assert "1 paragraph on <strong>late visits</strong> <strong>in reports on South" in html


@pytest.mark.usefixtures("councils")
def test_a_town_that_is_an_ordinary_word_needs_a_capital(client: Client) -> None:
    make_authority("trafford")
    assert "authority trafford" in suggested(client, "q=drugs+in+Sale")
    assert "authority trafford" not in suggested(client, "q=sale+of+drugs")


@pytest.mark.usefixtures("councils")
def test_a_word_in_other_forms_only_is_said_and_may_be_a_misspelt_council(client: Client) -> None:
    make_report(make_authority("kent"), "Leeds has experience.")
    notes = answer(client, "q=experiences")["notes"]
    sentence = "No paragraph contains “experiences” as typed. Searched instead: experience."
    assert notes == [sentence]
    assert sentence in page(client, "q=experiences")
    assert answer(client, "q=neglect")["notes"] == []
    assert "authority leeds" in suggested(client, "q=leed+neglect")


@pytest.mark.usefixtures("councils")
def test_a_town_that_no_paragraph_contains_leads_to_its_authority(client: Client) -> None:
    make_report(make_authority("calderdale"), "Neglect.")
    make_report(make_authority("trafford"), "The sale of homes.")
    offered = suggested(client, "q=Halifax+neglect")
    assert offered["authority calderdale"][1:] == ({"q": "neglect", "authority": "calderdale"}, 1)
    assert suggested(client, "q=sale+neglect") == {}


@pytest.mark.usefixtures("councils")
def test_notes_say_which_words_no_paragraph_contains(client: Client) -> None:
    assert "No paragraph contains “unicorn”." in answer(client, "q=neglect+unicorn")["notes"]


@pytest.mark.usefixtures("councils")
def test_an_authority_without_text_is_suggested_with_none(client: Client) -> None:
    assert suggested(client, "q=Bristol+neglect")["authority bristol"][2] == 0
    shown = page(client, "q=Bristol+neglect")
    assert (
        "No paragraph on <strong>neglect</strong> <strong>in reports on Bristol</strong>" in shown
    )
    assert "The archive holds no text of reports on Bristol yet." in shown


@pytest.mark.usefixtures("councils")
def test_an_authority_with_text_on_something_else_is_not_said_to_have_none(client: Client) -> None:
    shown = page(client, "q=Leeds+adoption")
    assert "No paragraph on <strong>adoption</strong>" in shown
    assert "holds no text" not in shown


def test_a_county_without_a_council_leads_to_all_its_authorities(client: Client) -> None:
    for slug in ("knowsley", "liverpool", "sefton", "st-helens", "wirral"):
        make_report(make_authority(slug), f"Neglect in {slug}.")
    make_report(make_authority("leeds"), "Neglect.")
    label, parameters, count = suggested(client, "q=neglect+in+Merseyside")["authority merseyside"]
    assert label == "neglect in reports on authorities in Merseyside"
    assert count == 5
    assert parameters["authority"] == ["knowsley", "liverpool", "sefton", "st-helens", "wirral"]
    assert "on authorities in Merseyside" in page(client, "q=neglect+in+Merseyside")


@pytest.mark.usefixtures("councils")
def test_misspelt_councils_are_understood(client: Client) -> None:
    assert suggested(client, "q=Hackny+neglect")["authority hackney"][1:] == (
        {"q": "neglect", "authority": "hackney"},
        1,
    )
    assert "authority bristol" in suggested(client, "q=Brsitol")


@pytest.mark.usefixtures("councils")
def test_a_range_of_years_leads_to_those_of_the_archive(client: Client) -> None:
    (year,) = [option["value"] for option in answer(client, "")["facets"]["year"]]
    label, parameters, count = suggested(client, f"q=neglect+since+{year}")[f"year {year}"]
    assert (label, count) == (f"neglect in reports of {year}", 2)
    assert (parameters["q"], parameters["year"]) == ("neglect", year)


@pytest.mark.usefixtures("councils")
def test_years_and_regions_narrow_together_and_a_grade_by_itself(client: Client) -> None:
    offered = suggested(client, "q=good+neglect+London&sort=newest")
    assert offered["region london"] == (
        "good neglect in reports on authorities in London",
        {"q": "good neglect", "sort": "newest", "region": "london"},
        0,
    )
    assert offered["grade good"][1] == {
        "q": "neglect",
        "sort": "newest",
        "region": "london",
        "grade": "good",
    }


@pytest.mark.usefixtures("councils")
def test_a_year_that_no_inspection_ended_in_is_a_word(client: Client) -> None:
    assert suggested(client, "q=neglect+1989") == {}


@pytest.mark.usefixtures("councils")
def test_spellings_are_offered_where_they_find_something(client: Client) -> None:
    label, parameters, count = suggested(client, "q=care+laevers+recieve")[
        "spelling care leavers receive"
    ]
    assert (label, parameters["q"], count) == (
        "care leavers receive",
        "care leavers receive",
        1,
    )
    assert "Did you mean <a" in page(client, "q=care+laevers+recieve")
    assert not [key for key in suggested(client, "q=laevers+zzzzz") if key.startswith("spelling")]


def test_a_spelling_that_is_searched_along_is_not_offered(client: Client) -> None:
    make_report(make_authority("hackney"), "Needs are recognised.")
    offered = answer(client, "q=recognized")
    assert offered["paragraph_count"] == 1
    assert not [each for each in offered["suggestions"] if each["kind"] == "spelling"]


@pytest.mark.usefixtures("councils")
@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ('"care laevers"', '"care leavers"'),
        ("visits OR recieve", "visits OR receive"),
        ("neglect -recieve", "neglect -receive"),
        ("careleavers", "care leavers"),
        ("recieve NEAR/3 visits", "receive NEAR/3 visits"),
    ],
)
def test_spellings_keep_operators(client: Client, typed: str, right: str) -> None:
    offered = suggested(client, f"q={typed}".replace(" ", "+"))
    assert f"spelling {right}" in offered


@pytest.mark.usefixtures("councils")
def test_of_spellings_as_near_the_one_that_finds_most_with_the_other_words(client: Client) -> None:
    make_report(make_authority("kent"), *["They relieve carers."] * 4, "They receive visits.")
    assert "spelling relieve" in suggested(client, "q=releive")
    assert "spelling receive visits" in suggested(client, "q=recieve+visits")


@pytest.mark.usefixtures("councils")
def test_the_word_as_written_is_offered_where_it_finds_fewer(client: Client) -> None:
    label, parameters, count = suggested(client, "q=neglect")["exact neglect"]
    assert (label, parameters, count) == (
        "neglect exactly as typed",
        {"q": "neglect", "match": "exact"},
        1,
    )
    assert "1 with exactly “neglect”" in page(client, "q=neglect")
    assert suggested(client, "q=neglect&match=exact") == {}
    assert suggested(client, "q=Hackney&match=exact").keys() == {"authority hackney"}


@pytest.mark.usefixtures("councils")
def test_what_comes_closest_stands_apart_and_changes_no_total(client: Client) -> None:
    in_json = answer(client, "q=care+leavers+visits+unicorn")
    assert (in_json["paragraph_count"], in_json["results"], in_json["next"]) == (0, [], None)
    texts = [each["text"] for each in in_json["close"]]
    assert set(texts) == {
        "Care leavers are known.",
        "Care leavers receive help.",
        "Care leavers move to Hackney.",
        "Neglected children receive visits.",
    }
    assert all("<mark>" in each["highlighted"] for each in in_json["close"])
    assert in_json["close"][0].keys() == answer(client, "q=neglect")["results"][0].keys()
    assert "No paragraph has all 4 words. These have most of them" in page(
        client, "q=care+leavers+visits+unicorn"
    )
    csv = client.get("/search.csv?q=care+leavers+visits+unicorn").getvalue().decode()
    assert "leavers are" not in csv
    assert answer(client, "q=neglect")["close"] == []
