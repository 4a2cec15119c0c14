"""Trends as pictures, and in the words that stand for them."""

import pytest

from search.query.parser import parse
from search.trends.breakdowns import ALL, BREAKDOWNS, Selection
from search.trends.chart import SMALL, TALL
from search.trends.pictures import described, pictures, series_of
from search.trends.shares import Share
from search.trends.trends import Panel, Phrase, Trend, TrendLine, YearShare

LONDON, NORTH_EAST = BREAKDOWNS["region"].parts[-3], BREAKDOWNS["region"].parts[0]


def phrase(letter: str, typed: str) -> Phrase:
    return Phrase(letter, parse(typed), parse(typed), [])


def line(letter: str, typed: str, *shares: tuple[int, int]) -> TrendLine:
    """A line of consecutive years from 2018 on."""
    years = [YearShare(2018 + step, Share(*share)) for step, share in enumerate(shares)]
    return TrendLine(phrase(letter, typed), years, "/search/?q=x")


def trend(*panels: Panel, breakdown: str = "") -> Trend:
    lines = panels[0].lines
    years = range(2018, 2018 + len(lines[0].years))
    phrases = [each.phrase for each in lines]
    return Trend(Selection(breakdown), phrases, years, lines, list(panels), [])


def test_one_panel_is_one_tall_picture() -> None:
    (picture,) = pictures(
        trend(Panel(ALL, [line("a", "neglect", (1, 20)), line("b", '"late visits"', (2, 20))])),
        as_share=True,
    )
    assert picture.chart.height == TALL
    assert picture.name == "chart-0"
    assert picture.title == "Share of reports that mention neglect, “late visits”, by year"
    assert [each.letter for each in picture.chart.lines] == ["a", "b"]


def test_panels_are_small_pictures_of_one_scale_with_the_line_of_all_reports_first() -> None:
    of_all = line("a", "neglect", (9, 20))
    parts = [
        Panel(LONDON, [line("a", "neglect", (1, 20))], of_all),
        Panel(NORTH_EAST, [line("a", "neglect", (12, 20))], of_all),
    ]
    small = pictures(trend(*parts, breakdown="region"), as_share=False)
    assert [each.chart.height for each in small] == [SMALL, SMALL]
    assert [each.name for each in small] == ["chart-0", "chart-1"]
    assert [each.letter for each in small[0].chart.lines] == ["all", "a"]
    assert {each.chart.vertical[-1].label for each in small} == {"20"}
    assert small[0].title == f"Number of reports that mention neglect, by year, {LONDON.label}"
    assert small[0].panel is parts[0]


def test_without_phrases_or_reports_there_is_no_picture() -> None:
    assert pictures(Trend(Selection(), [], range(2018, 2020), [], [], []), as_share=True) == []
    empty = line("a", "neglect")
    nothing = Trend(Selection(), [empty.phrase], range(0), [empty], [], [])
    assert pictures(nothing, as_share=True) == []


def test_series_has_the_letter_of_its_phrase_unless_another_is_given() -> None:
    drawn = line("b", "neglect", (1, 20), (2, 30))
    assert series_of(drawn).letter == "b"
    assert series_of(drawn, "all").letter == "all"
    assert series_of(drawn).name == "neglect"
    assert series_of(drawn).shares == [(2018, Share(1, 20)), (2019, Share(2, 30))]


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (
            [(9, 9), (1, 10), (0, 9), (6, 12), (3, 3)],
            "neglect: 1 of 10 reports (10%) in 2019, 6 of 12 reports (50%) in 2021.",
        ),
        ([(9, 9), (1, 10)], "neglect: 1 of 10 reports (10%) in 2019."),
        ([(1, 9), (2, 4)], "neglect: 3 of 13 reports."),
    ],
)
def test_line_in_words_names_the_first_and_the_last_year_that_is_not_thin(
    shares: list[tuple[int, int]], words: str
) -> None:
    assert described(line("a", "neglect", *shares)) == f"{words} All figures are in the table."


def test_picture_is_described_by_all_its_lines() -> None:
    both = Panel(ALL, [line("a", "neglect", (1, 2)), line("b", "visits", (2, 2))])
    (picture,) = pictures(trend(both), as_share=True)
    assert picture.description == (
        "neglect: 1 of 2 reports. All figures are in the table. "
        "visits: 2 of 2 reports. All figures are in the table."
    )
