"""The tables of the page on waiting and timing, their scales, orders and files."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from reports.facts.frameworks import Track
from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Authority, Inspection
from reports.pages.timing.figures import By, GroupDays, Spread, inspection_days, spread
from reports.pages.timing.forms import TimingChoice
from reports.pages.timing.page import SpreadLine, timing_page
from reports.pages.timing.timing_tables import timing_by_authority, timing_by_group
from tests.archive import make_authority, make_inspection
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db
TODAY = date(2024, 1, 1)


def inspected(
    authority: Authority,
    ended: date,
    published: date | None = None,
    kind: Kind = Kind.ILACS,
    grades: dict[Area, Grade] | None = None,
) -> None:
    """An inspection whose first day was eleven days before its last."""
    inspection = make_inspection(authority, ended=ended, kind=kind, grades=grades)
    Inspection.objects.filter(pk=inspection.pk).update(published=published)


@pytest.fixture
def archive() -> None:
    """Two authorities with a full inspection, 31 and 100 days ago, and one without."""
    ashby = make_authority("ashby")
    inspected(ashby, date(2023, 12, 1), published=date(2023, 12, 11))
    inspected(ashby, date(2019, 5, 17), published=date(2019, 6, 6))
    inspected(ashby, date(2023, 12, 20), kind=Kind.FOCUSED_VISIT, grades={})
    inspected(make_authority("birchwick", region=Region.LONDON), date(2023, 9, 23))
    make_authority("crowmere")
    inspected(make_authority("made-up", invented=True), date(2023, 12, 31))


def test_spread_of_the_days_that_are_known() -> None:
    assert spread([5, None, 1, 4]) == Spread(inspections=3, median=4, least=1, most=5)
    assert spread([2, 5]) == Spread(2, 3.5, 2, 5)
    assert spread([None]) is None
    assert spread([]) is None


@pytest.mark.usefixtures("archive")
def test_days_since_the_last_full_inspection() -> None:
    by_region, by_grade = timing_page(TimingChoice(), TODAY).since
    assert by_region.caption == "Days since the last full inspection, by region"
    assert by_grade.caption == "Days since the last full inspection, by grade for leaders"
    assert [group for group, _ in by_region.rows] == [
        GroupDays("London", "london", Spread(1, 100, 100, 100)),
        GroupDays("South West", "south-west", Spread(1, 31, 31, 31)),
        GroupDays("All", "", Spread(2, 65.5, 31, 100)),
    ]
    assert [group.code for group, _ in by_grade.rows] == ["good", ""]


@pytest.mark.usefixtures("archive")
def test_lines_are_on_one_scale_from_zero_to_the_most() -> None:
    by_region = timing_page(TimingChoice(), TODAY).since[0]
    assert by_region.end == 100
    assert [line for _, line in by_region.rows] == [
        SpreadLine("100.0%", "100.0%", "100.0%"),
        SpreadLine("31.0%", "31.0%", "31.0%"),
        SpreadLine("31.0%", "65.5%", "100.0%"),
    ]


@pytest.mark.usefixtures("archive")
def test_days_to_publication_leave_out_what_is_not_known() -> None:
    by_region, _, by_kind, by_year = timing_page(TimingChoice(), TODAY).publication
    assert [group for group, _ in by_region.rows] == [
        GroupDays("London", "london", None, None, unknown=1),
        GroupDays(
            "South West", "south-west", Spread(2, 15, 10, 20), Spread(2, 26, 21, 31), unknown=0
        ),
        GroupDays("All", "", Spread(2, 15, 10, 20), Spread(2, 26, 21, 31), unknown=1),
    ]
    assert by_region.rows[0][1] is None
    assert [group.code for group, _ in by_kind.rows] == ["ilacs", "focused-visit", ""]
    assert [group.label for group, _ in by_year.rows] == ["2019", "2023", "All"]


@pytest.mark.usefixtures("archive")
def test_table_ignores_the_choice_that_it_is_by() -> None:
    choice = TimingChoice(kind="focused-visit", year="2019")
    by_region, _, by_kind, by_year = timing_page(choice, TODAY).publication
    assert [group.code for group, _ in by_region.rows] == [""]
    assert [group.code for group, _ in by_kind.rows] == ["ilacs", ""]
    assert [group.code for group, _ in by_year.rows] == ["2023", ""]


def test_scale_of_no_days_has_a_length() -> None:
    inspected(make_authority(), TODAY)
    table = timing_page(TimingChoice(), TODAY).since[0]
    assert table.end == 1
    assert table.rows[0][1] == SpreadLine("0.0%", "0.0%", "0.0%")


def test_inspection_dated_after_today_is_at_the_start_of_the_scale() -> None:
    inspected(make_authority(), date(2024, 1, 5))
    table = timing_page(TimingChoice(), TODAY).since[0]
    assert table.rows[0][0].days == Spread(1, -4, -4, -4)
    assert table.rows[0][1] == SpreadLine("0.0%", "0.0%", "0.0%")


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("sort", "slugs"),
    [
        ("name", ["ashby", "birchwick", "crowmere"]),
        ("oldest", ["birchwick", "ashby", "crowmere"]),
        ("newest", ["ashby", "birchwick", "crowmere"]),
    ],
)
def test_authorities_in_order(sort: str, slugs: list[str]) -> None:
    page = timing_page(TimingChoice(sort=sort), TODAY)
    assert [each.authority.slug for each in page.authorities] == slugs
    assert [each.authority.slug for each in page.never] == ["crowmere"]


@pytest.mark.usefixtures("archive")
def test_a_chosen_authority_stands_first_with_its_neighbours_and_its_region() -> None:
    london = Authority.objects.get(slug="birchwick")
    Authority.objects.filter(slug="ashby").update(neighbour_codes=[london.dfe_code, "nobody"])
    near = timing_page(TimingChoice(authority="ashby"), TODAY).near
    assert [(heading, [each.authority.slug for each in rows]) for heading, rows in near] == [
        ("", ["ashby"]),
        ("Statistical neighbours, the closest first", ["birchwick"]),
        ("Others in South West", ["crowmere"]),
    ]
    assert timing_page(TimingChoice(), TODAY).near == []
    assert timing_page(TimingChoice(authority="made-up"), TODAY).near == []


@pytest.mark.usefixtures("archive")
def test_the_page_shows_the_list_first_and_leads_there_by_name(client: Client) -> None:
    page = page_html(client, "/timing/?authority=ashby")
    assert page.index("Ashby beside its neighbours") < page.index("Every authority</h2>")
    assert page.index("Every authority</h2>") < page.index('<h2 id="since">')
    assert client.get("/find/?name=ashby&to=timing")["Location"] == "/timing/?authority=ashby#near"
    assert "There is no authority “ashbi”." in page_html(
        client, "/timing/?authority=ashbi", status=400
    )


@pytest.mark.usefixtures("archive")
def test_the_page_says_why_a_chosen_authority_is_not_in_its_list(client: Client) -> None:
    page = page_html(client, "/timing/?authority=made-up")
    assert "Made Up (invented) is not listed here: waiting times are counted for current" in page
    assert "is not listed here" not in page_html(client, "/timing/?authority=ashby")
    assert "is not listed here" not in page_html(client, "/timing/")


@pytest.mark.usefixtures("archive")
def test_file_of_authorities() -> None:
    table = timing_by_authority(TimingChoice(), TODAY, lambda path: path)
    columns = [column.name for column in (*table.columns, *table.added)]
    rows = [dict(zip(columns, row, strict=True)) for row in table.rows()]
    assert rows == [
        {
            "authority": "Ashby",
            "authority_slug": "ashby",
            "region": "South West",
            "region_code": "south-west",
            "inspection": "ashby-ilacs-2023-12-01",
            "start_date": date(2023, 11, 20),
            "end_date": date(2023, 12, 1),
            "days_since": 31,
            "published": date(2023, 12, 11),
            "days_from_last_day_to_publication": 10,
            "days_from_first_day_to_publication": 21,
            "ons_code": "",
            "dfe_code": rows[0]["dfe_code"],
            "url": "/inspections/ashby-ilacs-2023-12-01/",
        },
        {
            "authority": "Birchwick",
            "authority_slug": "birchwick",
            "region": "London",
            "region_code": "london",
            "inspection": "birchwick-ilacs-2023-09-23",
            "start_date": date(2023, 9, 12),
            "end_date": date(2023, 9, 23),
            "days_since": 100,
            "published": None,
            "days_from_last_day_to_publication": None,
            "days_from_first_day_to_publication": None,
            "ons_code": "",
            "dfe_code": rows[1]["dfe_code"],
            "url": "/inspections/birchwick-ilacs-2023-09-23/",
        },
        {
            **dict.fromkeys(columns),
            "authority": "Crowmere",
            "ons_code": "",
            "dfe_code": rows[2]["dfe_code"],
            "authority_slug": "crowmere",
            "region": "South West",
            "region_code": "south-west",
        },
    ]


@pytest.mark.usefixtures("archive")
def test_file_of_groups_has_a_row_a_measure() -> None:
    table = timing_by_group(TimingChoice(), By.REGION, TODAY)
    rows = list(table.rows())
    assert tuple(column.name for column in table.columns) == (
        "by",
        "group",
        "group_code",
        "measure",
        "inspections",
        "median_days",
        "least_days",
        "most_days",
        "not_known",
        "scale",
    )
    last, first = "from the last day to publication", "from the first day to publication"
    since = "since the last full inspection"
    assert [row[:-1] for row in rows] == [
        ["region", "London", "london", since, 1, 100, 100, 100, 0],
        ["region", "South West", "south-west", since, 1, 31, 31, 31, 0],
        ["region", "All", "all", since, 2, 65.5, 31, 100, 0],
        ["region", "London", "london", last, 0, None, None, None, 1],
        ["region", "London", "london", first, 0, None, None, None, 1],
        ["region", "South West", "south-west", last, 2, 15, 10, 20, 0],
        ["region", "South West", "south-west", first, 2, 26, 21, 31, 0],
        ["region", "All", "all", last, 2, 15, 10, 20, 1],
        ["region", "All", "all", first, 2, 26, 21, 31, 1],
    ]
    assert {row[-1] for row in rows} == {None}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("by", [By.KIND, By.YEAR])
def test_days_since_are_not_grouped_by_kind_and_year(by: By) -> None:
    measures = {row[3] for row in timing_by_group(TimingChoice(), by, TODAY).rows()}
    assert measures == {"from the last day to publication", "from the first day to publication"}


def test_grades_of_different_scales_are_in_tables_apart() -> None:
    before, since = make_authority("a"), make_authority("b")
    make_inspection(
        before, kind=Kind.PRE_SIF, ended=date(2013, 5, 17), grades={Area.LEADERS: Grade.GOOD}
    )
    make_inspection(since, ended=date(2023, 5, 19), grades={Area.LEADERS: Grade.GOOD})
    page = timing_page(TimingChoice(), date(2024, 1, 1))
    by_grade = [table for table in page.since if table.by is By.GRADE]
    assert [table.caption for table in by_grade] == [
        "Days since the last full inspection, by grade for leaders (grades since November 2013)",
        "Days since the last full inspection, by grade for leaders (grades until November 2013)",
    ]
    counted = [[(group.code, group.days) for group, _ in table.rows] for table in by_grade]
    assert [[code for code, _ in rows] for rows in counted] == [["good", ""], ["good", ""]]
    assert [days.inspections for rows in counted for _, days in rows if days] == [1, 1, 1, 1]
    rows = list(timing_by_group(TimingChoice(), By.GRADE, date(2024, 1, 1)).rows())
    of_good = [(row[2], row[3], row[4], row[-1]) for row in rows if row[2] == "good"]
    assert ("good", "since the last full inspection", 1, "until-2013") in of_good
    assert ("good", "since the last full inspection", 1, "since-2013") in of_good


def test_grade_of_a_track_by_its_own_name_wins() -> None:
    authority = make_authority()
    both = {Area.IN_CARE_AND_CARE_LEAVERS: Grade.GOOD}
    make_inspection(authority, ended=date(2019, 5, 17), grades=both)
    own = both | {Area.CARE_LEAVERS: Grade.INADEQUATE}
    make_inspection(authority, ended=date(2022, 5, 17), grades=own)
    make_inspection(authority, ended=date(2023, 5, 17), grades={})
    grades = {each.year: each.grade for each in inspection_days(Track.CARE_LEAVERS)}
    assert grades == {2019: "good", 2022: "inadequate", 2023: ""}
    page = timing_page(TimingChoice(track=Track.CARE_LEAVERS), date(2024, 1, 1))
    assert [group.code for group, _ in page.since[1].rows] == ["not-judged", ""]
