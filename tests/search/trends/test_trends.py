"""Trends: figures as they are counted from the rows, and pages as a reader gets them."""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import FULL_INSPECTIONS, Track
from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.models import Abbreviation, Inspection, Paragraph
from reports.overview.cache import clear_caches
from search.query.parser import parse
from search.query.query import Query
from search.trends.breakdowns import Selection
from search.trends.shares import THIN, Share
from search.trends.trend_tables import trend_table
from search.trends.trends import (
    Phrase,
    TrendLine,
    YearShare,
    trend_line,
    trend_of,
    understood_phrases,
)
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db

Counted = dict[tuple[str, int], tuple[int, int]]


@pytest.fixture
def archive() -> None:
    """Reports of two regions and five years, of several kinds and grades, and some that are known
    by grades alone.
    """
    west, london = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    for number in range(11):
        first = "Neglect is seen early." if number % 3 else "Visits are regular."
        ended = date(2018 + number % 2, 1 + number, 9)
        make_report(make_authority(f"old-{number}"), first, "Plans are clear.", ended=ended)
    for year, authority, area, grade in (
        (2021, west, Area.IN_CARE_AND_CARE_LEAVERS, Grade.INADEQUATE),
        (2022, london, Area.IN_CARE, Grade.GOOD),
        (2022, west, Area.LEADERS, Grade.GOOD),
    ):
        report = make_report(authority, "Plans are clear.", ended=date(year, 5, 6))
        make_paragraph(report, "Neglect is missed.", number=2, area=area, grade=grade)
        make_paragraph(report, "Neglected children wait.", role=Role.SUMMARY, area=None, grade=None)
    visit = make_inspection(
        west, kind=Kind.FOCUSED_VISIT, ended=date(2022, 9, 9), grades={}, original=b"visit"
    )
    make_paragraph(visit, "Neglect again.", area=None, grade=None)
    make_inspection(london, ended=date(2018, 3, 3))
    sif = make_inspection(
        london,
        kind=Kind.SIF,
        ended=date(2016, 3, 3),
        grades={Area.OVERALL: Grade.REQUIRES_IMPROVEMENT},
        original=b"s",
    )
    make_paragraph(
        sif, "Visits are rare.", area=Area.LOOKED_AFTER, grade=Grade.REQUIRES_IMPROVEMENT
    )


def figures(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).getvalue().decode())))


def counted(client: Client, address: str) -> Counted:
    """Reports and those that mention it, by part and year, of the parts and years that have any."""
    rows = figures(client, address)
    return {
        (row["part_code"], int(row["year"])): (int(row["reports"]), int(row["mentioning"]))
        for row in rows
        if int(row["reports"])
    }


def from_rows(
    parts: Callable[[Paragraph], list[str]], kinds: tuple[str, ...] = FULL_INSPECTIONS
) -> Counted:
    """What `counted` gives, from every paragraph one by one."""
    of, mentioning = defaultdict(set), defaultdict(set)
    for row in Paragraph.objects.select_related("inspection"):
        for part in parts(row) if row.kind in kinds else ():
            of[part, row.inspection.end_date.year].add(row.inspection_id)
            if "neglect" in row.text.lower():
                mentioning[part, row.inspection.end_date.year].add(row.inspection_id)
    return {place: (len(reports), len(mentioning[place])) for place, reports in of.items()}


def overall_of(row: Paragraph) -> list[str]:
    return [each.grade for each in row.inspection.judgements.all() if each.area == Area.OVERALL]


def subjects_of(row: Paragraph) -> list[str]:
    both = row.area == Area.IN_CARE_AND_CARE_LEAVERS
    codes = {
        Area.LEADERS: "leaders",
        Area.HELP_AND_PROTECTION: "help-and-protection",
        Area.CARE_LEAVERS: "care-leavers",
    }
    codes |= dict.fromkeys(Track.IN_CARE.areas, "in-care")
    if both:
        return ["in-care", "care-leavers"]
    return [codes[Area(row.area)]] if row.area else []


SPLITS: dict[str, Callable[[Paragraph], list[str]]] = {
    "": lambda row: [""],
    "region": lambda row: [row.region],
    "grade": lambda row: [row.grade] if row.grade else [],
    "overall": overall_of,
    "area": subjects_of,
}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("split", SPLITS)
def test_figures_are_those_of_the_rows(client: Client, split: str) -> None:
    counts = counted(client, f"/trends.csv?q=neglect&by={split}")
    assert counts == from_rows(SPLITS[split])
    assert any(mentioning for _, mentioning in counts.values())


@pytest.mark.usefixtures("archive")
def test_kinds_regions_and_years_narrow_what_is_counted(client: Client) -> None:
    visits = counted(client, "/trends.csv?q=neglect&kind=focused-visit")
    assert visits == {("", 2022): (1, 1)} == from_rows(lambda row: [""], (Kind.FOCUSED_VISIT,))
    london = counted(client, "/trends.csv?q=neglect&region=london")
    assert london == from_rows(lambda row: [""] if row.region == Region.LONDON else [])
    later = counted(client, "/trends.csv?q=neglect&from=2019&to=2021")
    everything = from_rows(lambda row: [""])
    assert later == {
        place: share for place, share in everything.items() if 2019 <= place[1] <= 2021
    }


@pytest.mark.usefixtures("archive")
def test_only_reports_with_text_are_counted_and_a_year_without_one_is_a_gap(client: Client) -> None:
    assert Inspection.objects.full().filter(year=2018).count() == 7
    rows = {row["year"]: row for row in figures(client, "/trends.csv?q=neglect")}
    assert rows["2018"]["reports"] == "6"
    assert (rows["2020"]["reports"], rows["2020"]["share"], rows["2020"]["interval_low"]) == (
        "0",
        "",
        "",
    )
    assert rows["2016"]["thin"] == "yes"
    page = page_html(client, "/trends/?q=neglect")
    assert page.count('<use href="#mark-a"') == 1 + 5
    assert "Few inspections took place between March 2020 and summer 2021" in page


@pytest.mark.usefixtures("archive")
def test_table_says_the_same_and_leads_to_the_reports(client: Client) -> None:
    page = page_html(client, "/trends/?q=neglect&by=region")
    rows = figures(client, "/trends.csv?q=neglect&by=region")
    assert {row["part_code"] for row in rows if row["mentioning"] != "0"} == {
        "london",
        "south-west",
    }
    for row in rows:
        if int(row["mentioning"]):
            kinds = "kind=ilacs&amp;kind=pre-sif&amp;kind=sif"
            address = f"/search/?q=neglect&amp;{kinds}&amp;region={row['part_code']}&amp;group=report&amp;year={row['year']}"
            assert f'<a href="{address}">{row["mentioning"]}</a>' in page
            response = client.get(address.replace("&amp;", "&"))
            assert response.context["result"].answer.reports == int(row["mentioning"])


@pytest.mark.usefixtures("archive")
def test_heading_tells_the_first_and_the_last_year_that_are_not_thin(client: Client) -> None:
    for number in range(10):
        make_report(
            make_authority(f"new-{number}"),
            "Neglect is seen." if number < 4 else "Plans.",
            ended=date(2024, 2, 3),
        )
    page = page_html(client, "/trends/?q=neglect")
    assert "In 2024, 4 of 10 reports (40%) mention neglect" in page
    for number in range(10):
        make_report(make_authority(f"more-{number}"), "Plans.", ended=date(2025, 2, 3))
    page = page_html(client, "/trends/?q=neglect&q=plans")
    assert "Of 10 reports of 2025, 0 mention neglect, 10 mention plans" in page
    assert "0% of 10 in 2025, 40% of 10 in 2024" in page


@pytest.mark.usefixtures("archive")
def test_several_phrases_stand_in_one_picture_each_with_a_mark_and_a_label(client: Client) -> None:
    page = page_html(client, "/trends/?q=neglect&q=visits&q=%22plans+are%22&q=wait")
    assert page.count('<svg class="chart') == 1
    for letter in "abcd":
        assert f'<g class="line {letter}">' in page
    assert page.count('<text class="end"') == 4
    assert "“plans are”" in page


def test_other_names_are_counted_along_said_and_can_be_left_out(client: Client) -> None:
    report = make_report(make_authority(), "RHI was late.")
    make_report(make_authority("greyfell"), "Return home interviews are prompt.")
    Abbreviation.objects.create(inspection=report, short="RHI", long="return home interview")
    phrase = "%22return+home+interview%22"
    assert counted(client, f"/trends.csv?q={phrase}") == {("", 2023): (2, 2)}
    assert counted(client, f"/trends.csv?q={phrase}&without=RHI") == {("", 2023): (2, 1)}
    page = page_html(client, f"/trends/?q={phrase}&without=RHI")
    assert "not counting RHI" in page
    assert "also counting return interview" in page


def test_only_what_is_not_split_by_section_stands_beside_all_reports(client: Client) -> None:
    make_report(make_authority(), "Visits.")
    assert '<g class="line all">' in page_html(client, "/trends/?q=visits&by=region")
    assert '<g class="line all">' not in page_html(client, "/trends/?q=visits&by=grade")
    assert '<g class="line all">' not in page_html(client, "/trends/?q=visits&q=plans&by=region")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("q=a&q=b&q=c&q=d&q=e", "q"),
        (f"q={'a' * 501}", "q"),
        ("q=a&by=luck", "by"),
        ("q=a&show=luck", "show"),
        ("q=a&kind=luck", "kind"),
        ("q=a&region=atlantis", "region"),
        ("q=a&from=soon", "from"),
        ("q=a&from=2023&to=2022", "from"),
    ],
)
def test_wrong_address_is_told_and_not_answered(client: Client, wrong: str, name: str) -> None:
    make_report(make_authority(), "Visits.", ended=date(2022, 2, 2))
    make_report(make_authority("greyfell"), "Visits.")
    page = page_html(client, f"/trends/?{wrong}", status=400)
    assert "There is a problem" in page
    assert f'href="#filter-{name}"' in page
    assert f'id="filter-{name}"' in page
    assert '<svg class="chart' not in page
    file = client.get(f"/trends.csv?{wrong}")
    if "to=2022" in wrong:  # turned round: no year, and no mistake
        assert file.getvalue().count(b"\n") == 1
        assert "no year" in file["X-Note"]
    else:
        assert name in file.json()["errors"]


def test_empty_archive_and_words_that_are_none_are_answered(client: Client) -> None:
    assert "No reports to count" in page_html(client, "/trends/?q=visits")
    assert "There was no word to search for." in page_html(client, "/trends/?q=%2B%2B")
    assert "Examples" in page_html(client, "/trends/")


@pytest.mark.usefixtures("archive")
def test_trend_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # what a process knows of the language, whatever the archive holds
    client.get("/search/?q=visits")
    clear_caches()
    with django_assert_max_num_queries(MOST_QUERIES):
        page_html(client, "/trends/?q=neglect&q=visits&q=%22plans+are%22&q=wait&by=region")


@pytest.mark.usefixtures("archive")
def test_trend_is_counted_anew_when_the_archive_changes(client: Client) -> None:
    before = counted(client, "/trends.csv?q=neglect")
    make_report(make_authority("novelham"), "Neglect.", ended=date(2021, 7, 7))
    after = counted(client, "/trends.csv?q=neglect")
    assert (before["", 2021], after["", 2021]) == ((1, 1), (2, 2))


def test_file_holds_no_formula_and_says_its_licence(client: Client) -> None:
    make_report(make_authority(), "Visits.")
    row = figures(client, "/trends.csv?q=-visits")[0]
    assert row["phrase"] == "'-visits"
    assert "Open Government Licence" in row["licence"]
    assert row["source"].endswith("/trends.csv?q=-visits")


def test_grades_that_nobody_gave_are_not_made_up(client: Client) -> None:
    """An inspection from April 2026 has no overall effectiveness and stands under none."""
    four: dict[Area, Grade] = {
        area: grade for area, grade in FIVE_GOOD.items() if area != Area.OVERALL
    }
    make_paragraph(
        make_inspection(make_authority(), ended=date(2026, 5, 1), grades=four, original=b"x"),
        "Visits.",
    )
    assert counted(client, "/trends.csv?q=visits&by=overall") == {}
    assert counted(client, "/trends.csv?q=visits") == {("", 2026): (1, 1)}


def line_of(*shares: tuple[int, int]) -> TrendLine:
    """A line of consecutive years from 2018 on."""
    years = [YearShare(2018 + step, Share(*share)) for step, share in enumerate(shares)]
    return TrendLine(Phrase("a", parse("a"), parse("a"), []), years, "")


def test_first_and_last_year_of_a_line_have_ten_reports() -> None:
    line = line_of((1, 9), (2, 10), (0, 0), (4, 11), (3, 3))
    assert (line.first, line.last) == (line.years[1], line.years[3])
    assert line.total == Share(10, 33)
    assert line_of((1, 9)).first is None
    assert line_of((1, 9)).last is None


def test_trend_in_steps() -> None:
    """Its phrases, years and panels, without a page."""
    west, london = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    make_report(west, "Visits are late.", ended=date(2019, 2, 2))
    make_report(london, "Calls are late.", ended=date(2022, 2, 2))
    phrases = understood_phrases(["visits", "()", "a " * 41, "calls*", "fifth"], ())
    assert [phrase.letter for phrase in phrases] == ["a", "b", "c", "d"]
    trend = trend_of([phrases[0], phrases[1], phrases[1]], Selection("region"))
    assert [phrase.label for phrase in trend.phrases] == ["visits"]
    assert trend.notes == ["There was no word to search for."]
    of_exclusion = trend_of(understood_phrases(["-visits"], ()), Selection("region"))
    assert "only excludes words" in of_exclusion.notes[0]
    assert trend.years == range(2019, 2023)
    assert [panel.part.code for panel in trend.panels] == ["london", "south-west"]
    assert trend.panels[0].comparison == trend.overall[0]
    assert [each.share for each in trend.overall[0].years] == [
        Share(1, 1),
        Share(0, 0),
        Share(0, 0),
        Share(0, 1),
    ]
    assert trend.panels[1].lines[0].total == Share(1, 1)
    between = trend_of(phrases[:1], Selection("region"), (2020, None))
    assert (between.years, [panel.part.code for panel in between.panels]) == (
        range(2022, 2023),
        ["london"],
    )
    until = trend_of(phrases[:1], Selection(), (None, 2019))
    assert until.years == range(2019, 2020)
    assert until.panels[0].comparison is None
    assert trend_of(phrases[:1], Selection(), (2020, 2021)).years == range(0)


def test_address_of_a_line_finds_its_paragraphs() -> None:
    make_report(make_authority(), "RHI.", ended=date(2019, 2, 2))
    phrases = understood_phrases(["RHI"], ["return interview"])
    selection = Selection("", frozenset({"sif", "ilacs"}), frozenset({"south-west", "london"}))
    assert trend_of(phrases, selection).overall[0].address == (
        "/search/?q=RHI&without=return+interview&kind=ilacs&kind=sif"
        "&region=london&region=south-west&group=report"
    )
    by_region = Selection("region", frozenset({"ilacs"}), frozenset({"south-west", "london"}))
    (panel,) = trend_of(phrases, by_region).panels
    assert panel.lines[0].address == (
        "/search/?q=RHI&without=return+interview&kind=ilacs&region=south-west&group=report"
    )


def test_trend_line_of_one_search_counts_full_inspections() -> None:
    west, london = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    make_report(west, "Visits are late.", ended=date(2019, 2, 2))
    make_report(london, "Calls are late.", ended=date(2019, 3, 2))
    assert trend_line("visits", frozenset()).total == Share(1, 2)
    assert trend_line("visits", frozenset({"london"})).total == Share(0, 1)


def test_row_of_a_file_has_the_share_and_its_interval_to_four_places() -> None:
    make_report(make_authority(), "Visits are late.", ended=date(2019, 2, 2))
    make_report(make_authority("b"), "Calls are late.", ended=date(2021, 2, 2))
    make_report(make_authority("c"), "Visits are late.", ended=date(2021, 2, 2))
    make_report(make_authority("d"), "Visits are late.", ended=date(2021, 2, 2))
    trend = trend_of(understood_phrases(["visits"], ()), Selection())
    rows = list(trend_table(trend).rows())
    start = ["visits", "", "All together", "All reports", ""]
    assert rows == [
        [*start, 2019, 1, 1, 1.0, 0.2065, 1.0, "yes"],
        [*start, 2020, 0, 0, None, None, None, "no"],
        [*start, 2021, 3, 2, 0.6667, 0.2077, 0.9385, "yes"],
    ]


def test_a_trend_ends_at_the_last_year_that_is_not_thin() -> None:
    authority = make_authority("fernhollow")
    for month in range(1, THIN + 1):
        make_report(authority, f"Help {month}.", ended=date(2023, month, 20))
    for year in (2025, 2026):
        make_report(authority, f"Help in {year}.", ended=date(year, 1, 20))
    trend = trend_of(understood_phrases(["help"], ()), Selection())
    assert trend.years == range(2023, 2024)
    assert [(each.year, each.reports) for each in trend.left_out] == [
        (2024, 0),
        (2025, 1),
        (2026, 1),
    ]
    whole = trend_of(understood_phrases(["help"], ()), Selection(), (None, 2026))
    assert whole.years == range(2023, 2027)
    assert whole.left_out == ()


def test_a_trend_of_thin_years_alone_has_them_all() -> None:
    authority = make_authority("fernhollow")
    for year in (2023, 2025):
        make_report(authority, f"Help in {year}.", ended=date(year, 1, 20))
    trend = trend_of(understood_phrases(["help"], ()), Selection())
    assert trend.years == range(2023, 2026)


def test_expensive_phrases_take_one_place_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Query] = []
    monkeypatch.setattr("search.trends.trends.reserve_place", taken.append)
    understood_phrases(["neglect", "visits"], ())
    assert taken == []
    understood_phrases(["neglect", "homeless*", "risk*"], ())
    assert [query.typed for query in taken] == ["homeless*"]
