"""Where lines, marks and labels stand in a picture."""

from itertools import pairwise

from search.trends.chart import LABEL_HEIGHT, SMALL, TALL, Series, line_chart, top_of
from search.trends.shares import Share


def series(letter: str, **shares: tuple[int, int]) -> Series:
    """Shares by year, the years as `y2018`."""
    return Series(
        letter, letter, [(int(year[1:]), Share(*share)) for year, share in shares.items()]
    )


def test_marks_stand_in_the_middle_of_their_years_at_the_height_of_their_shares() -> None:
    chart = line_chart(
        [series("a", y2018=(5, 10), y2019=(20, 20))], range(2018, 2020), top=100, as_share=True
    )
    assert [(mark.x, mark.y) for mark in chart.lines[0].marks] == [
        ("25.00%", f"{TALL / 2}"),
        ("75.00%", "0.0"),
    ]


def test_counts_are_drawn_as_counts() -> None:
    chart = line_chart([series("a", y2018=(5, 50))], range(2018, 2019), top=20, as_share=False)
    assert chart.lines[0].marks[0].y == f"{TALL * 0.75}"
    assert [tick.label for tick in chart.vertical] == ["0", "5", "10", "15", "20"]


def test_year_without_reports_leaves_a_gap_and_a_thin_one_is_hollow_and_dashed() -> None:
    shares = {
        "y2018": (1, 10),
        "y2019": (1, 9),
        "y2020": (0, 0),
        "y2021": (0, 12),
        "y2022": (0, 12),
    }
    line = line_chart([series("a", **shares)], range(2018, 2023), top=100, as_share=True).lines[0]
    assert [mark.is_thin for mark in line.marks] == [False, True, False, False]
    assert [(stroke.x1, stroke.x2, stroke.is_thin) for stroke in line.strokes] == [
        ("10.00%", "30.00%", True),
        ("70.00%", "90.00%", False),
    ]


def test_changes_of_framework_stand_where_they_came() -> None:
    chart = line_chart([series("a", y2017=(1, 10))], range(2017, 2027), top=100, as_share=True)
    assert [(rule.number, rule.x) for rule in chart.rules] == [
        (1, "10.00%"),
        (2, "60.00%"),
        (3, "92.50%"),
    ]
    later = line_chart([series("a", y2018=(1, 10))], range(2018, 2026), top=100, as_share=True)
    assert [rule.number for rule in later.rules] == [2]


def test_labels_at_the_ends_never_cover_each_other() -> None:
    lines = [series(letter, y2020=(0, 10)) for letter in "abcd"]
    ends = sorted(
        line.label_y
        for line in line_chart(lines, range(2020, 2021), top=100, as_share=True, height=SMALL).lines
    )
    assert ends[-1] <= SMALL
    assert all(lower - upper >= LABEL_HEIGHT for upper, lower in pairwise(ends))


def test_scale_holds_all_lines() -> None:
    assert top_of([series("a", y2020=(1, 25))], as_share=True) == 10
    assert top_of([series("a", y2020=(1, 25)), series("b", y2020=(9, 10))], as_share=True) == 100
    for most in (0, 3, 40, 999):
        assert top_of([series("a", y2020=(most, 1000))], as_share=False) >= max(most, 4)
