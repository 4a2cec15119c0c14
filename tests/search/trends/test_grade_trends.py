"""How grades have changed: figures as they are counted from the rows, and the page as a reader gets
it.
"""

import csv
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import FULL_INSPECTIONS, TRACKS, Scale, Track
from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Inspection
from search.trends import grade_trends
from search.trends.grade_trends import (
    JUDGEMENTS,
    GradedInspection,
    GradeForm,
    GradeRow,
    GradeTrend,
)
from search.trends.shares import Share
from search.trends.trend_tables import grade_table
from tests.archive import FIVE_GOOD, make_authority, make_inspection
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db

TOGETHER = {
    Area.LEADERS: Grade.REQUIRES_IMPROVEMENT,
    Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING,
}
NO_OVERALL: dict[Area, Grade] = {
    area: Grade.OUTSTANDING for area in FIVE_GOOD if area != Area.OVERALL
}
SIF = {
    Area.LEADERSHIP: Grade.INADEQUATE,
    Area.LOOKED_AFTER: Grade.REQUIRES_IMPROVEMENT,
    Area.OVERALL: Grade.INADEQUATE,
}
AREAS = {
    "leaders": (Area.LEADERS, Area.LEADERSHIP),
    "in-care": (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS),
    "care-leavers": (Area.CARE_LEAVERS, Area.IN_CARE_AND_CARE_LEAVERS),
    "overall": (Area.OVERALL,),
}


@pytest.fixture
def archive() -> None:
    """Inspections through the frameworks, in two regions; a closed and an invented authority among
    them.
    """
    closed = make_authority("old-shire", closed=date(2019, 4, 1))
    make_inspection(closed, kind=Kind.SIF, ended=date(2015, 5, 5), grades=SIF)
    make_inspection(make_authority("dreamton", invented=True), ended=date(2023, 5, 5))
    for number in range(12):
        region = Region.LONDON if number % 3 else Region.SOUTH_WEST
        authority = make_authority(f"fernhollow-{number}", region=region)
        make_inspection(authority, kind=Kind.SIF, ended=date(2016, 2, 1 + number), grades=SIF)
        make_inspection(authority, ended=date(2020, 2, 1 + number), grades=TOGETHER)
        make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2026, 6, 1), grades={})
        later = NO_OVERALL if number % 2 else FIVE_GOOD
        if number < 10:
            make_inspection(
                authority, ended=date(2026 if number % 2 else 2025, 5, 1 + number), grades=later
            )


def figures(client: Client, address: str) -> dict[tuple[str, str, str], tuple[int, int]]:
    rows = csv.DictReader(StringIO(client.get(address).getvalue().decode()))
    return {
        (row["by"], row["of_code"], row["grade_code"]): (int(row["count"]), int(row["graded"]))
        for row in rows
        if int(row["count"])
    }


def from_rows(areas: tuple[Area, ...]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """What `figures` gives, from every inspection one by one."""
    counts: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    newest: dict[str, Inspection] = {}

    def count(by: str, code: str, inspection: Inspection) -> None:
        for judgement in inspection.judgements.all():
            if judgement.area in areas:
                counts[by, code, judgement.grade] += 1
                of[by, code] += 1

    for each in Inspection.objects.filter(kind__in=FULL_INSPECTIONS).order_by("end_date"):
        if not each.authority.invented:
            count("year", str(each.end_date.year), each)
            if each.authority.closed is None:
                newest[each.authority.slug] = each
    for each in newest.values():
        count("region", each.region, each)
    return {place: (number, of[place[:2]]) for place, number in counts.items()}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("area", AREAS)
def test_figures_are_those_of_the_rows(client: Client, area: str) -> None:
    shown = figures(client, f"/trends/grades.csv?area={area}")
    assert shown == from_rows(AREAS[area])
    assert {by for by, _, _ in shown} == {"year", "region"}


@pytest.mark.usefixtures("archive")
def test_region_narrows_both_pictures(client: Client) -> None:
    shown = figures(client, "/trends/grades.csv?region=london")
    assert shown["year", "2020", "requires-improvement"] == (8, 8)
    assert {code for by, code, _ in shown if by == "region"} == {"london"}


@pytest.mark.usefixtures("archive")
def test_page_tells_thin_years_changes_of_framework_and_what_was_not_judged(client: Client) -> None:
    page = page_html(client, "/trends/grades/")
    assert (
        "0% of the 12 inspections in 2020 were graded good or outstanding; in 2016, 0% of 12"
        in page
    )
    assert '<tspan class="name">2025</tspan> 5<tspan class="wide"> inspections</tspan>, few' in page
    assert '<tspan class="name">2019</tspan> none' in page
    assert "2018, ILACS takes the place of SIF" in page
    assert (
        '<tspan class="wide"> · ILACS takes the place of SIF, with shorter reports</tspan>' in page
    )
    overall = client.get("/trends/grades/?area=overall").context["figures"][0].trend.by_region
    assert sum(row.without for row in overall) == 7


def test_judgement_that_ended_is_shown_through_its_own_years_alone(client: Client) -> None:
    authority = make_authority()
    make_inspection(
        authority, kind=Kind.SIF, ended=date(2014, 2, 1), grades={Area.ADOPTION: Grade.GOOD}
    )
    make_inspection(
        authority, kind=Kind.SIF, ended=date(2017, 2, 1), grades={Area.ADOPTION: Grade.NOT_JUDGED}
    )
    make_inspection(authority, ended=date(2024, 2, 1))
    answer = client.get("/trends/grades/?area=adoption")
    page, trend = answer.content.decode(), answer.context["figures"][0].trend
    assert [row.code for row in trend.by_year] == ["2014", "2015", "2016", "2017"]
    assert "Not judged" in page
    assert "No authority’s latest full inspection has this judgement." in page


@pytest.mark.parametrize("wrong", ["area=luck", "region=atlantis"])
def test_wrong_address_is_told_and_not_answered(client: Client, wrong: str) -> None:
    make_inspection(make_authority())
    page = page_html(client, f"/trends/grades/?{wrong}", status=400)
    name = wrong.split("=", maxsplit=1)[0]
    assert f'href="#filter-{name}"' in page
    assert f'id="filter-{name}"' in page
    assert name in client.get(f"/trends/grades.csv?{wrong}").json()["errors"]


def test_scale_heads_its_figures_where_the_page_has_several(client: Client) -> None:
    authority = make_authority()
    make_inspection(authority)
    assert 'class="scale"' not in page_html(client, "/trends/grades/?area=overall")
    make_inspection(
        authority, kind=Kind.PRE_SIF, ended=date(2012, 2, 1), grades={Area.OVERALL: Grade.ADEQUATE}
    )
    page = page_html(client, "/trends/grades/?area=overall")
    assert page.count('class="scale"') == 2
    assert '<h2 class="scale">Grades until November 2013</h2>' in page
    assert "<h1>How grades have changed: Overall effectiveness</h1>" in page
    assert page.count("Grades of each region’s authorities") == 1
    assert "by the grade given (Grades since November 2013)</caption>" in page
    assert "by the grade given (Grades until November 2013)</caption>" in page
    assert "No authority’s latest full inspection has this judgement." not in page


def test_empty_archive_is_answered(client: Client) -> None:
    assert "No grades listed" in page_html(client, "/trends/grades/")


@pytest.mark.usefixtures("archive")
def test_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        page_html(client, "/trends/grades/")


SINCE_2013 = Scale("since-2013")


def graded(
    authority: str, year: int, grade: str, *, region: str = "london", is_open: bool = True
) -> GradedInspection:
    """An inspection with a grade for leaders."""
    grades = dict.fromkeys(JUDGEMENTS, "") | {"leaders": grade}
    scale = Scale("until-2013" if year < 2014 else "since-2013")
    return GradedInspection(authority, is_open, region, year, grades, scale)


def test_judgements_are_those_of_full_inspections_and_leaders_are_the_default() -> None:
    assert next(iter(JUDGEMENTS)) == "leaders"
    assert "overall" in JUDGEMENTS
    assert set(TRACKS) - set(JUDGEMENTS.values()) == {Track.LSCB}


def test_row_counts_shares_and_is_thin_below_ten() -> None:
    counts = Counter({Grade.GOOD: 5, Grade.OUTSTANDING: 2, Grade.INADEQUATE: 2})
    row = GradeRow("2020", "2020", counts)
    assert (row.graded, row.is_thin) == (9, True)
    assert row.share(Grade.GOOD) == Share(5, 9)
    assert row.share_of_any([Grade.GOOD, Grade.OUTSTANDING]) == Share(7, 9)
    assert not GradeRow("2020", "2020", Counter({Grade.GOOD: 10})).is_thin
    assert not GradeRow("2020", "2020").is_thin


def test_first_and_last_year_with_ten_grades() -> None:
    rows = [
        GradeRow(str(2018 + step), "", Counter({Grade.GOOD: graded}))
        for step, graded in enumerate((9, 10, 0, 12, 3))
    ]
    trend = GradeTrend("leaders", SINCE_2013, rows, [], [])
    assert trend.first_and_last == (rows[1], rows[3])
    assert GradeTrend("leaders", SINCE_2013, rows[:2], [], []).first_and_last is None
    assert trend.label == JUDGEMENTS["leaders"].label


def test_table_has_a_share_for_each_column() -> None:
    row = GradeRow("2020", "2020", Counter({Grade.GOOD: 1, Grade.INADEQUATE: 3}))
    trend = GradeTrend("leaders", SINCE_2013, [row], [], [Grade.GOOD, Grade.INADEQUATE])
    assert trend.table([row]) == [(row, [Share(1, 4), Share(3, 4)])]


def test_latest_inspection_of_each_current_authority_counts_for_its_region(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inspections = (
        graded("a", 2024, "good"),
        graded("b", 2023, "", region="south-west"),
        graded("a", 2022, "inadequate"),
        graded("gone", 2021, "inadequate", is_open=False),
    )
    monkeypatch.setattr(grade_trends, "graded_inspections", lambda: inspections)
    form = GradeForm(QueryDict(""))
    assert form.is_valid()
    (trend,) = grade_trends.grade_trends(form)
    assert [(row.code, row.graded, row.without) for row in trend.by_region] == [
        ("london", 1, 0),
        ("south-west", 0, 1),
    ]
    assert [(row.code, row.graded, row.without) for row in trend.by_year] == [
        ("2021", 1, 0),
        ("2022", 1, 0),
        ("2023", 0, 1),
        ("2024", 1, 0),
    ]
    assert trend.is_given_today
    assert trend.scale is SINCE_2013
    assert trend.grades == [
        Grade.OUTSTANDING,
        Grade.GOOD,
        Grade.REQUIRES_IMPROVEMENT,
        Grade.INADEQUATE,
    ]
    west = GradeForm(QueryDict("region=south-west"))
    assert west.is_valid()
    assert grade_trends.grade_trends(west) == []


def test_grades_of_different_scales_are_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    inspections = (
        graded("a", 2024, "good"),
        graded("a", 2018, "outstanding"),
        graded("a", 2013, "good"),
        graded("b", 2013, "adequate", region="south-west"),
        graded("b", 2012, ""),
    )
    monkeypatch.setattr(grade_trends, "graded_inspections", lambda: inspections)
    form = GradeForm(QueryDict(""))
    assert form.is_valid()
    since, until = grade_trends.grade_trends(form)
    assert (since.scale, until.scale) == (SINCE_2013, Scale("until-2013"))
    assert [(row.code, row.graded) for row in since.by_year if row.graded] == [
        ("2018", 1),
        ("2024", 1),
    ]
    assert [(row.code, dict(row.counts)) for row in until.by_year] == [
        ("2013", {Grade.GOOD: 1, Grade.ADEQUATE: 1})
    ]
    assert [(row.code, row.graded) for row in since.by_region] == [("london", 1)]
    assert [(row.code, row.graded) for row in until.by_region] == [("south-west", 1)]
    assert until.grades == list(Scale("until-2013").grades)
    scales = [row[-1] for row in grade_table([since, until]).rows()]
    assert scales == sorted(scales, key=str)
    assert set(scales) == {"since-2013", "until-2013"}


@pytest.mark.usefixtures("archive")
def test_rows_of_the_file_are_by_year_then_by_region_with_every_grade() -> None:
    form = GradeForm(QueryDict("area=leaders"))
    assert form.is_valid()
    (trend,) = grade_trends.grade_trends(form)
    rows = [row[:-1] for row in grade_table([trend]).rows()]
    label = JUDGEMENTS["leaders"].label
    # Grades that nobody has today have no column unless an inspection has them.
    assert rows[:4] == [
        [label, "leaders", "year", "2015", "2015", "Outstanding", "outstanding", 0, 1, 0.0],
        [label, "leaders", "year", "2015", "2015", "Good", "good", 0, 1, 0.0],
        [
            label,
            "leaders",
            "year",
            "2015",
            "2015",
            "Requires improvement",
            "requires-improvement",
            0,
            1,
            0.0,
        ],
        [label, "leaders", "year", "2015", "2015", "Inadequate", "inadequate", 1, 1, 1.0],
    ]
    assert [row[9] for row in rows if row[4] == "2017"] == [None] * 4
    assert [row[2] for row in rows] == ["year"] * 48 + ["region"] * 8


@pytest.mark.usefixtures("archive")
def test_changes_of_framework_are_told_from_the_second_year_on(client: Client) -> None:
    rows = client.get("/trends/grades/").context["figures"][0].trend.by_year
    assert [row.code for row in rows if row.change] == ["2018", "2023", "2026"]
    later = (
        client.get("/trends/grades/?region=london&area=in-care").context["figures"][0].trend.by_year
    )
    assert later[0].change == ""
