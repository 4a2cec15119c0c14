"""The page of an authority: its story through the frameworks, those before and after it, and those
beside it.
"""

import csv
import re
from collections.abc import Sequence
from datetime import date, timedelta
from html import unescape
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade, Kind, Role
from reports.models import Authority, Inspection
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_paragraph, make_report
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db

WORDS = {grade.letter: grade.label for grade in Grade}
SIF = (
    "Leaders",
    "Help and protection",
    "Children in care",
    "Care leavers",
    "Adoption",
    "Overall effectiveness",
)
FOUR = (
    "Leaders",
    "Help and protection",
    "Children in care and care leavers",
    "Overall effectiveness",
)
FIVE = (
    "Leaders",
    "Help and protection",
    "Children in care",
    "Care leavers",
    "Overall effectiveness",
)
FACTS: tuple[tuple[str, str, Sequence[str], str], ...] = (
    ("bristol", "October 2014", SIF, "R R R I G R"),
    ("bristol", "September 2018", FOUR, "G R R R"),
    ("bristol", "January 2023", FIVE, "R R G G R"),
    ("north-somerset", "July 2017", SIF, "R R R G G R"),
    ("north-somerset", "March 2020", FOUR, "R R G R"),
    ("north-somerset", "March 2023", FIVE, "R R R G R"),
)
"""What the two authorities' reports say, read from the reports themselves, apart from the reference
file.
"""


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def words(html: str) -> str:
    """What is read where this HTML stands."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def history(page: str) -> dict[str, dict[str, str]]:
    """The table of judgements: for each inspection, what stands under each judgement."""
    table = page.split('id="history"')[1].split("</table>", maxsplit=1)[0]
    by_month = {}
    for row in re.findall(r"<tr.*?</tr>", table.split("<tbody>")[1]):
        when = re.search(r'<th scope="row">(.*?)</th>', row)
        assert when is not None
        cells = re.findall(r'<td[^>]*data-label="([^"]*)">(.*?)</td>', row)
        by_month[words(when.group(1))] = {label: words(cell) for label, cell in cells}
    return by_month


@pytest.mark.parametrize(("slug", "when", "judgements", "letters"), FACTS)
def test_facts_of_two_authorities_stand_as_they_were_given(
    client: Client, slug: str, when: str, judgements: Sequence[str], letters: str
) -> None:
    load_facts()
    judged = history(page_of(client, f"/authorities/{slug}/"))[when]
    for judgement, letter in zip(judgements, letters.split(), strict=True):
        assert judged[judgement].startswith(f"{letter} {WORDS[letter]}"), judgement
    given = [label for label, cell in judged.items() if cell != "not judged separately"]
    assert len(given) == len(judgements)


@pytest.mark.parametrize(("slug", "letters"), [("brent", "G G G G"), ("somerset", "R R R G")])
def test_no_overall_grade_is_made_up_since_april_2026(
    client: Client, slug: str, letters: str
) -> None:
    load_facts()
    page = page_of(client, f"/authorities/{slug}/")
    latest = words(page.split('class="latest"')[1].split("</section>")[0])
    judged = history(page)["May 2026"]
    for judgement, letter in zip(FIVE, letters.split(), strict=False):
        assert judged[judgement].startswith(f"{letter} {WORDS[letter]}"), judgement
    assert judged["Overall effectiveness"] == "not judged separately"
    assert "Overall effectiveness" not in latest
    file = client.get(f"/authorities/{slug}/inspections.csv").getvalue().decode()
    assert (
        next(row for row in csv.DictReader(StringIO(file)) if row["end_date"] == "2026-05-01")[
            "overall"
        ]
        == ""
    )


def test_timing_of_the_latest_inspection_is_counted_to_today(client: Client) -> None:
    load_facts()
    page = page_of(client, "/authorities/bristol/")
    since = (timezone.localdate() - date(2023, 1, 27)).days
    assert f"<dt>Days since the last day on site</dt><dd>{since:,} " in page
    assert "42 days after the last day on site" in page
    assert 'href="/compare/?authority=bristol&with=neighbours"' in page
    assert 'href="/compare/?authority=bristol&with=region"' in page


def test_days_count_an_inspection_of_today_as_none(client: Client) -> None:
    make_inspection(make_authority(), ended=timezone.localdate())
    assert "on site</dt><dd>0 " in page_of(client, "/authorities/fernhollow/")


def test_timeline_draws_each_grade_once_and_what_was_judged_together_over_both(
    client: Client,
) -> None:
    load_facts()
    picture = (
        page_of(client, "/authorities/bristol/").split('class="timeline"')[1].split("</svg> <ol")[0]
    )
    tiles = re.findall(r'class="tile ([a-z-]+)".*?height="(\d+)"', picture)
    assert len(tiles) == 6 + 4 + 5
    tall = [grade for grade, height in tiles if int(height) > 22]
    assert tall == ["requires-improvement"]
    assert picture.count("<circle r=") == 3
    assert "Inspections and visits of Bristol, 2014 to today" in picture


def test_places_on_the_timeline_keep_the_proportion_of_days(client: Client) -> None:
    authority = make_authority()
    today = timezone.localdate()
    first = date(today.year - 8, 1, 1)
    make_inspection(authority, ended=first)
    make_inspection(authority, ended=first + timedelta(days=((today - first).days // 4)))
    picture = page_of(client, "/authorities/fernhollow/").split('class="timeline"')[1]
    shares = re.findall(r'class="year" x="([\d.]+)%"', picture)
    assert sorted(float(share) for share in shares) == [0, pytest.approx(25, abs=0.05)]


def test_predecessors_stand_in_grey_under_their_old_name(client: Client) -> None:
    new, old = make_authority("new-shire"), make_authority("old-shire", closed=date(2019, 4, 1))
    old.successors.add(new)
    make_inspection(new, ended=date(2022, 5, 20), grades={Area.LEADERS: Grade.GOOD})
    make_inspection(
        old, kind=Kind.SIF, ended=date(2015, 5, 20), grades={Area.LEADERSHIP: Grade.INADEQUATE}
    )
    page = page_of(client, "/authorities/new-shire/")
    assert "Latest full inspection: <a href" in page
    assert (
        history(page)["May 2015 Old Shire"]["Leaders"]
        == "I Inadequate Leadership, management and governance"
    )
    assert page.count('<tr class="other">') == 2
    name = re.search(r'<text class="lane other" x="0" y="(\d+)">Old Shire', page)
    mark = re.search(r'<svg class="dot other" x="[^"]+" y="(\d+)"', page)
    assert name
    assert mark
    assert int(mark[1]) - int(name[1]) >= 14, "a long name would run into the marks"
    latest = page.split('class="latest"')[1].split("</section>")[0]
    assert "Inadequate" not in latest
    assert "May 2022 New Shire" in history(page_of(client, "/authorities/old-shire/"))


def test_points_are_those_of_the_latest_report_with_text(client: Client) -> None:
    authority = make_authority()
    report = make_report(authority, "Visits are regular.", ended=date(2020, 3, 6))
    make_paragraph(report, "The timeliness of visits.", role=Role.POINT, area=None, grade=None)
    make_paragraph(report, "Act on the front door.", role=Role.PRIORITY, area=None, grade=None)
    make_inspection(authority)
    page = page_of(client, "/authorities/fernhollow/")
    assert "What needs to improve: report of March 2020" in words(page)
    assert "The text of the latest full inspection is not here yet." in page
    assert f'href="{report.get_absolute_url()}#point-1"' in page
    assert page.index("Act on the front door.") < page.index("The timeliness of visits.")
    assert "Visits are regular." not in page


def test_what_readers_come_for_is_linked_above_the_history(client: Client) -> None:
    near = make_authority("greyfell")
    make_inspection(near)
    make_report(make_authority(neighbours=(near,)), "Visits are regular.")
    page = page_of(client, "/authorities/fernhollow/")
    history = page.index("Judgements over time")
    for address in (
        "/points/?authority=fernhollow",
        "/authorities/fernhollow/briefing/",
        "/compare/?authority=fernhollow&with=neighbours",
    ):
        assert page.index("Latest full inspection") < page.index(f'href="{address}"') < history
    assert "/briefing/" not in page_of(client, "/authorities/greyfell/")


def test_neighbours_and_region_show_their_latest_grades(client: Client) -> None:
    near, far = make_authority("greyfell"), make_authority("thornmere")
    make_authority("made-up", invented=True)
    make_inspection(near, ended=date(2019, 5, 1), grades={Area.OVERALL: Grade.INADEQUATE})
    make_inspection(near, grades=FIVE_GOOD | {Area.LEADERS: Grade.OUTSTANDING})
    make_inspection(make_authority(neighbours=(far, near)))
    page = page_of(client, "/authorities/fernhollow/")
    neighbours, region = re.findall(
        r'<table class="listing authorities neighbour-table">.*?</table>', page
    )
    assert (
        neighbours.index("Fernhollow")
        < neighbours.index("Thornmere")
        < neighbours.index("Greyfell")
    )
    assert region.index("Fernhollow") < region.index("Greyfell") < region.index("Thornmere")
    own, *others = re.findall(r"<tr.*?</tr>", region.split("<tbody>")[1])
    assert own.count('aria-label="Good"') == 5
    assert [re.findall(r'<span class="grade [^>]*aria-label="(\w+)"', row) for row in others] == [
        ["Outstanding", "Good", "Good", "Good", "Good"],
        [],
    ]
    assert "Made Up" not in page


def test_file_of_an_authority_says_what_the_rows_say(client: Client) -> None:
    load_facts()
    text = client.get("/authorities/bristol/inspections.csv").getvalue().decode()
    rows = {row["inspection"]: row for row in csv.DictReader(StringIO(text))}
    known = Inspection.objects.filter(authority__slug="bristol")
    assert set(rows) == {inspection.slug for inspection in known}
    for inspection in known:
        row = rows[inspection.slug]
        given = {judgement.area: judgement.grade for judgement in inspection.judgements.all()}
        assert {area: row[area] for area in Area if row[area]} == given
        assert inspection.published is not None
        assert int(row["days_to_publication"]) == (inspection.published - inspection.end_date).days
    assert client.get("/authorities/nowhere/inspections.csv").status_code == 404


def test_page_of_a_full_archive_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    make_report(Authority.objects.get(slug="barnet"), "Visits are regular.", ended=date(2026, 9, 1))
    for slug in ("barnet", "northamptonshire", "bournemouth-christchurch-and-poole"):
        with django_assert_max_num_queries(11):
            page_of(client, f"/authorities/{slug}/")
