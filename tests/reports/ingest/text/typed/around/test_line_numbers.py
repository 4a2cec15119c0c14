"""Numbers of lines, which are no text."""

import pytest

from reports.ingest.text.typed.around.line_numbers import without_line_numbers

WRAPPED = [
    "Children are seen by workers",
    "who know them and stay.",
    "",
    "Plans are clear, and",
] * 8


def numbered(step: int, *, counts_empty: bool) -> list[str]:
    lines: list[str] = []
    number = 0
    for line in WRAPPED:
        number += bool(line) or counts_empty
        has_number = number % step == 0 and (bool(line) or counts_empty)
        lines.append(f"{number if has_number else '':>3} {line}".rstrip())
    return lines


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("counts_empty", [True, False])
def test_numbers_that_count_the_lines_are_taken_off(step: int, counts_empty: bool) -> None:
    lines = without_line_numbers(numbered(step, counts_empty=counts_empty))
    assert [line.strip() for line in lines] == WRAPPED


def test_each_page_may_count_its_lines_from_one() -> None:
    lines = without_line_numbers(numbered(1, counts_empty=False) * 2)
    assert [line.strip() for line in lines] == WRAPPED * 2


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number} Children are seen." for number in range(1, 40)],
        [f"{number}. {line}" for number, line in enumerate(WRAPPED, 1)],
        ["2019 was a year in which", "many children waited."] * 10,
    ],
    ids=["paragraphs without a dot", "numbers with a dot", "years"],
)
def test_other_numbers_stay(lines: list[str]) -> None:
    assert without_line_numbers(lines) == lines
