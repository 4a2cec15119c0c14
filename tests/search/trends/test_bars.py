"""Where the parts of bars are drawn."""

from collections import Counter

from reports.facts.vocabulary import Grade
from search.trends.bars import BAR, LABEL, ROW, RULE, BarChart, bar_chart
from search.trends.grade_trends import GradeRow


def row(code: str, change: str = "", **counts: int) -> GradeRow:
    """A row of grades by their codes, with underscores for hyphens."""
    grades = {Grade(code.replace("_", "-")): count for code, count in counts.items()}
    return GradeRow(code, code, Counter(grades), change=change)


def chart_of(*rows: GradeRow) -> BarChart:
    return bar_chart(rows, list(Grade))


def test_parts_fill_the_width_best_grade_first() -> None:
    (bar,) = chart_of(row("2020", inadequate=1, outstanding=2, good=5)).bars
    assert [(part.grade, part.x, part.width, part.middle) for part in bar.parts] == [
        (Grade.OUTSTANDING, "0.00%", "25.00%", "12.50%"),
        (Grade.GOOD, "25.00%", "62.50%", "56.25%"),
        (Grade.INADEQUATE, "87.50%", "12.50%", "93.75%"),
    ]


def test_narrow_parts_show_their_letter_alone_or_nothing() -> None:
    (bar,) = chart_of(
        row("2020", outstanding=4, good=5, requires_improvement=12, inadequate=79)
    ).bars
    assert [part.text for part in bar.parts] == ["", "G", "R 12", "I 79"]
    (bar,) = chart_of(row("2020", outstanding=119, good=881)).bars
    assert bar.parts[0].text == "O"


def test_row_without_grades_has_no_parts() -> None:
    (bar,) = chart_of(row("2020")).bars
    assert bar.parts == []
    assert bar.row.code == "2020"


def test_rows_are_below_each_other_with_room_for_a_change_of_framework() -> None:
    chart = chart_of(row("2017", good=1), row("2018", "ILACS replaces SIF", good=1), row("2019"))
    assert chart.bar == BAR
    assert chart.height == 3 * ROW + RULE
    assert [bar.label_y for bar in chart.bars] == [
        LABEL,
        LABEL + ROW + RULE,
        LABEL + 2 * ROW + RULE,
    ]
    assert [bar.y - bar.label_y for bar in chart.bars] == [6, 6, 6]
    assert [bar.text_y - bar.y for bar in chart.bars] == [17, 17, 17]
    above = chart.bars[0].y + BAR
    assert above < chart.bars[1].rule_y < chart.bars[1].label_y
    assert chart.bars[1].rule_y == ROW + RULE - 12


def test_no_rows_make_an_empty_picture() -> None:
    assert chart_of().height == 0
    assert chart_of().bars == []
