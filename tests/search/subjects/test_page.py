"""What a subject's page shows, and the rows of its files."""

from datetime import date

import pytest
from django.http import QueryDict

from reports.facts.frameworks import Scale
from reports.facts.vocabulary import Grade
from search.query.parser import parse
from search.subjects.matrix import SectionGrades, matrix
from search.subjects.page import (
    SubjectAddresses,
    SubjectFigures,
    SubjectForm,
    addresses_of,
    figures_of,
)
from search.subjects.subject_tables import matrix_table, section_table
from search.subjects.subjects import Subject, by_theme, subject_of, subjects
from search.trends.chart import SMALL
from search.trends.shares import Share
from search.trends.trends import Phrase, TrendLine, YearShare
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

SUBJECT = Subject("visits", "Theme", "Visits", "Visits to children.", '"home visit"')
EVERYWHERE: frozenset[str] = frozenset()
SINCE_2013 = Scale("since-2013")


def figures(*sections: SectionGrades, years: int = 2) -> SubjectFigures:
    shares = [YearShare(2018 + step, Share(1, 20)) for step in range(years)]
    line = TrendLine(Phrase("a", parse("a"), parse("a"), []), shares, "")
    return SubjectFigures(matrix(parse("a"), EVERYWHERE), sections, line, [])


def test_form_has_all_regions_and_relevance_by_default() -> None:
    form = SubjectForm(QueryDict(""))
    assert form.is_valid()
    assert (form.regions, form.sort) == (frozenset(), "relevance")
    chosen = SubjectForm(QueryDict("region=london&region=south-west&order=newest"))
    assert chosen.is_valid()
    assert (chosen.regions, chosen.sort) == (frozenset({"london", "south-west"}), "newest")


def test_addresses_are_of_the_same_regions_in_one_order() -> None:
    query = "q=%22home+visit%22"
    in_regions = f"{query}&region=london&region=south-west"
    assert addresses_of(SUBJECT, frozenset({"south-west", "london"})) == SubjectAddresses(
        search=f"/search/?{in_regions}",
        everywhere=f"/search/?{query}",
        trend=f"/trends/?{in_regions}",
        trend_query=f"?{in_regions}",
    )


def test_best_and_weakest_are_grades_of_one_scale_that_are_not_thin() -> None:
    enough, thin = Share(3, 10), Share(3, 9)
    of_all = (
        (Grade.OUTSTANDING, thin),
        (Grade.GOOD, enough),
        (Grade.REQUIRES_IMPROVEMENT, enough),
        (Grade.INADEQUATE, thin),
        (Grade.NOT_JUDGED, enough),
    )
    since = SectionGrades(SINCE_2013, of_all)
    until = SectionGrades(Scale("until-2013"), ((Grade.GOOD, enough), (Grade.ADEQUATE, enough)))
    assert figures(since, until).best_and_weakest == [of_all[1], of_all[2]]
    assert figures(until).best_and_weakest == list(until.grades)
    alone = SectionGrades(SINCE_2013, of_all[:2])
    assert figures(alone, SectionGrades(Scale("until-2013"), of_all[3:])).best_and_weakest == []


def test_chart_is_small_and_of_all_years() -> None:
    chart = figures(years=3).chart
    assert chart is not None
    assert chart.height == SMALL
    assert [tick.label for tick in chart.horizontal] == ["2018", "2020"]
    assert chart.vertical[-1].label == "10%"
    assert figures(years=0).chart is None


def test_figures_of_a_subject_list_five_paragraphs() -> None:
    west = make_authority()
    texts = [f"A home visit{'.' * step}" for step in range(1, 8)]
    make_report(west, *texts, "Calls.", ended=date(2021, 5, 5))
    make_report(make_authority("b"), "Home visits.", ended=date(2022, 5, 5))
    of_subject = figures_of(SUBJECT, EVERYWHERE, "newest")
    assert len(of_subject.passages) == 5
    assert of_subject.passages[0].paragraph.text == "Home visits."
    assert of_subject.passages[1].after is not None
    assert of_subject.matrix.total.paragraphs == 8
    assert of_subject.line.total == Share(2, 2)
    assert of_subject.sections == (SectionGrades(SINCE_2013, ((Grade.GOOD, Share(2, 2)),)),)


def test_rows_of_the_files() -> None:
    west = make_authority("westmoor")
    make_report(west, "A home visit.", "Home visits.", "Calls.", ended=date(2019, 5, 5))
    make_report(west, "Calls.", ended=date(2021, 5, 5))
    figures = matrix(parse(SUBJECT.query), EVERYWHERE)
    rows = list(matrix_table(SUBJECT, figures, lambda path: f"x{path}").rows())
    start = ["Visits", '"home visit"', "Westmoor", "westmoor", "South West", "south-west"]
    search = "x/search/?q=%22home+visit%22&authority=westmoor&year="
    assert rows == [
        [*start, 2019, 1, 1, 2, f"{search}2019"],
        [*start, 2021, 1, 0, 0, f"{search}2021"],
    ]
    grades = ((Grade.GOOD, Share(2, 3)), (Grade.INADEQUATE, Share(0, 12)))
    assert list(section_table(SUBJECT, (SectionGrades(SINCE_2013, grades),)).rows()) == [
        ["Visits", '"home visit"', "Good", "good", 3, 2, 0.6667, "yes", "since-2013"],
        ["Visits", '"home visit"', "Inadequate", "inadequate", 12, 0, 0.0, "no", "since-2013"],
    ]


def test_subjects_of_the_file() -> None:
    first = subjects()[0]
    assert subject_of(first.slug) is first
    assert subject_of("luck") is None
    assert first.get_absolute_url() == f"/subjects/{first.slug}/"
    theme, of_theme = by_theme()[0]
    assert theme == first.theme
    assert of_theme[0] is first
    assert {each.theme for each in of_theme} == {theme}


def test_subject_is_understood_with_its_synonyms() -> None:
    subject = subject_of("return-home-interviews")
    assert subject is not None
    query, synonyms = subject.understood()
    assert query.typed == subject.query
    assert "RHI" in {each.name for each in synonyms}
    assert all(each.is_on for each in synonyms)
