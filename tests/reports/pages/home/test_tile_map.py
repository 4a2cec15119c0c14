"""The map of England on the home page: tiles, list and file say the same, and what the facts say."""

import csv
import re
from collections import Counter
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts import reference
from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.reference import InspectionFact
from reports.facts.vocabulary import Area, Grade
from reports.models import Authority
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_report
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db
MOST_BYTES = 110_000
"""HTML before gzip of a home page with all authorities: its tiles and rows are most of it."""

AREAS = {
    "leaders": (Area.LEADERS, Area.LEADERSHIP),
    "help-and-protection": (Area.HELP_AND_PROTECTION,),
    "in-care": (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS),
    "care-leavers": (Area.CARE_LEAVERS, Area.IN_CARE_AND_CARE_LEAVERS),
    "overall": (Area.OVERALL,),
}
"""What each judgement of the map was called through the years."""


def page_of(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(unescape(answer.content.decode()).split())


def tiles(page: str) -> dict[str, str]:
    """What each tile is called, by the authority's slug."""
    return dict(
        re.findall(
            r'<a class="tile [a-z-]+" href="/authorities/([a-z-]+)/"[^>]*><title>([^<]+)<', page
        )
    )


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).getvalue().decode())))


def latest_facts() -> dict[str, InspectionFact]:
    """The newest full inspection of each authority, straight from the reference file."""
    full = [fact for fact in reference.inspections() if fact.kind in FULL_INSPECTIONS]
    return {fact.authority: fact for fact in sorted(full, key=lambda fact: fact.end_date)}


@pytest.mark.parametrize("judgement", AREAS)
def test_map_list_and_file_say_what_the_facts_say(client: Client, judgement: str) -> None:
    load_facts()
    page = page_of(client, f"/?judgement={judgement}")
    listed = page.split('id="map-list"')[1].split("</table>")[0]
    in_file = {
        row["authority_slug"]: row for row in rows(client, f"/map.csv?judgement={judgement}")
    }
    called = tiles(page)
    facts = latest_facts()
    assert set(called) == set(in_file) == set(facts)
    assert len(called) == 153
    for slug, fact in facts.items():
        grade = next((fact.grades[area] for area in AREAS[judgement] if area in fact.grades), None)
        grade_label = grade.label if grade else "Not judged"
        name = in_file[slug]["authority"]
        assert called[slug].startswith(f"{name}: {grade_label}")
        assert called[slug].endswith(f", inspected {fact.end_date:%B %Y}")
        assert in_file[slug]["grade"] == grade_label
        row = re.search(rf'<tr> ?<th scope="row"><a href="/authorities/{slug}/">.*?</tr>', listed)
        assert row is not None
        assert grade_label in row.group()


def test_map_counts_what_it_shows_and_speaks_of_bristol(client: Client) -> None:
    load_facts()
    page = page_of(client, "/")
    grades = Counter(fact.grades[Area.LEADERS] for fact in latest_facts().values())
    legend = page.split('class="legend grades"')[1].split("</ul>")[0]
    for grade in (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE):
        assert f'{grade.label}</span> <span class="count">{grades[grade]}</span>' in legend
    assert tiles(page)["bristol"] == "Bristol: Requires improvement, inspected January 2023"


def test_grade_given_for_both_is_shown_as_one_for_both(client: Client) -> None:
    authority = make_authority()
    Authority.objects.update(tile_column=3, tile_row=4, tile_label="FER")
    both = {Area.LEADERS: Grade.GOOD, Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}
    make_inspection(authority, ended=date(2019, 5, 17), grades=both)
    page = page_of(client, "/?judgement=care-leavers")
    spoken = "Fernhollow: Outstanding (children in care and care leavers judged together), inspected May 2019"
    assert tiles(page) == {"fernhollow": spoken}
    assert ">O*</text>" in page
    assert "* One grade for children in care and care leavers" in page
    assert (
        rows(client, "/map.csv?judgement=in-care")[0]["judged_as"]
        == "Children in care and care leavers"
    )


def test_no_overall_grade_is_made_up_after_march_2026(client: Client) -> None:
    authority = make_authority()
    Authority.objects.update(tile_column=0, tile_row=0, tile_label="FER")
    make_inspection(authority)
    four: dict[Area, Grade] = {
        area: grade for area, grade in FIVE_GOOD.items() if area != Area.OVERALL
    }
    make_inspection(authority, ended=date(2026, 5, 1), grades=four)
    page = page_of(client, "/?judgement=overall")
    assert tiles(page) == {"fernhollow": "Fernhollow: Not judged, inspected May 2026"}
    assert "Overall effectiveness ended with inspections from April 2026" in page
    assert rows(client, "/map.csv?judgement=overall")[0]["grade_code"] == ""


def test_samples_and_authorities_without_a_place_stand_in_the_list(client: Client) -> None:
    make_report(make_authority("made-up", invented=True), "Visits are regular.")
    page = page_of(client, "/")
    assert "<svg" not in page
    assert '<details class="as-table" open>' in page
    assert "Invented, for the sample reports" in page
    make_inspection(make_authority("greyfell"))
    make_authority("thornmere")
    page = page_of(client, "/")
    assert "Greyfell: Good, inspected June 2023." in page
    assert "Thornmere: No full inspection listed." in page
    assert [row["authority"] for row in rows(client, "/map.csv")] == [
        "Greyfell",
        "Thornmere",
        "Made Up (invented)",
    ]


def test_unknown_judgement_is_an_error_and_no_map(client: Client) -> None:
    page = page_of(client, "/?judgement=cheerfulness", status=400)
    assert "<title>Error: " in page
    assert 'href="#filter-judgement"' in page
    assert 'id="filter-judgement"' in page
    assert 'class="tile-map"' not in page
    assert client.get("/map.csv?judgement=cheerfulness").status_code == 400


def test_home_of_a_full_archive_takes_few_queries_and_bytes(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    with django_assert_max_num_queries(11):
        home = client.get("/")
    assert len(home.content) < MOST_BYTES
    with django_assert_max_num_queries(4):
        client.get("/map.csv").getvalue()


def test_file_carries_its_licence_and_no_formula(client: Client) -> None:
    Authority.objects.filter(pk=make_authority().pk).update(name="=HYPERLINK(1)")
    answer = client.get("/map.csv")
    answer.getvalue()  # read to its end, so that it is closed
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="inspection-archive-map-leaders-'
    )
    row = rows(client, "/map.csv")[0]
    assert row["authority"] == "'=HYPERLINK(1)"
    assert "Open Government Licence v3.0" in row["licence"]
    assert row["source"] == "http://testserver/map.csv"
