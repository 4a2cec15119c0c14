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


def test_scales_of_shares_are_round() -> None:
    for count, top in ((9, 10), (10, 20), (36, 40), (37, 60), (73, 80), (74, 100), (100, 100)):
        assert top_of([series("a", y2020=(count, 100))], as_share=True) == top
    assert top_of([], as_share=True) == 10


def test_scales_of_numbers_have_four_round_steps() -> None:
    for count, top in ((3, 4), (4, 8), (8, 20), (19, 40), (3680, 4000), (5000, 20000)):
        assert top_of([series("a", y2020=(count, 5000))], as_share=False) == top


def test_single_picture_labels_every_year_and_the_last_of_each_three_on_narrow_screens() -> None:
    chart = line_chart([series("a", y2018=(5, 10))], range(2018, 2023), top=100, as_share=True)
    assert [(tick.at, tick.label, tick.is_minor) for tick in chart.horizontal] == [
        ("10.00%", "2018", True),
        ("30.00%", "2019", False),
        ("50.00%", "2020", True),
        ("70.00%", "2021", True),
        ("90.00%", "2022", False),
    ]


def test_small_picture_labels_the_first_and_the_last_year() -> None:
    drawn = [series("a", y2018=(5, 10))]
    chart = line_chart(drawn, range(2018, 2023), top=100, as_share=True, height=SMALL)
    assert [(tick.at, tick.label, tick.is_minor) for tick in chart.horizontal] == [
        ("10.00%", "2018", False),
        ("90.00%", "2022", False),
    ]
    one = line_chart(drawn, range(2018, 2019), top=100, as_share=True, height=SMALL)
    assert [tick.label for tick in one.horizontal] == ["2018"]
    assert chart.is_small
    assert not line_chart(drawn, range(2018, 2023), top=100, as_share=True).is_small


def test_values_are_labelled_from_the_bottom_in_equal_steps() -> None:
    tall = line_chart([series("a", y2018=(5, 10))], range(2018, 2019), top=100, as_share=True)
    assert [(tick.at, tick.label) for tick in tall.vertical] == [
        ("240", "0%"),
        ("180", "25%"),
        ("120", "50%"),
        ("60", "75%"),
        ("0", "100%"),
    ]
    small = line_chart(
        [series("a", y2018=(5, 10))], range(2018, 2019), top=10, as_share=True, height=SMALL
    )
    assert [tick.label for tick in small.vertical] == ["0%", "5%", "10%"]
    even = line_chart([series("a", y2018=(5, 10))], range(2018, 2019), top=10, as_share=False)
    assert [tick.label for tick in even.vertical] == ["0", "5", "10"]
    odd = line_chart([series("a", y2018=(5, 10))], range(2018, 2019), top=7, as_share=False)
    assert [tick.label for tick in odd.vertical] == ["0", "7"]


def test_labels_of_late_changes_are_to_the_left_and_above_each_other() -> None:
    chart = line_chart([series("a", y2017=(1, 10))], range(2017, 2027), top=100, as_share=True)
    assert [rule.to_the_left for rule in chart.rules] == [False, False, True]
    assert [rule.y for rule in chart.rules] == [-14, -29, -44]
    assert chart.above == 24 + 15 * 3
    assert chart.whole_height == chart.above + TALL + 30


def test_line_without_marks_is_left_out_and_labels_are_at_the_height_of_the_last_mark() -> None:
    drawn = [series("a", y2018=(5, 10), y2019=(2, 10)), series("b", y2018=(0, 0))]
    chart = line_chart(drawn, range(2018, 2020), top=100, as_share=True)
    assert [(line.letter, line.name, line.label_y) for line in chart.lines] == [
        ("a", "a", round(TALL * 0.8))
    ]


def test_crossing_labels_keep_the_order_of_their_lines() -> None:
    drawn = [series("a", y2018=(5, 10)), series("b", y2018=(5, 10)), series("c", y2018=(10, 10))]
    chart = line_chart(drawn, range(2018, 2019), top=100, as_share=True)
    assert [(line.letter, line.label_y) for line in chart.lines] == [
        ("a", 120),
        ("b", 138),
        ("c", 0),
    ]


def test_labels_that_are_far_apart_stay_at_the_ends_of_their_lines() -> None:
    drawn = [series("a", y2018=(10, 10)), series("b", y2018=(0, 10)), series("c", y2018=(9, 10))]
    chart = line_chart(drawn, range(2018, 2019), top=100, as_share=True)
    assert [(line.letter, line.label_y) for line in chart.lines] == [
        ("a", 0),
        ("b", TALL),
        ("c", 24),
    ]
