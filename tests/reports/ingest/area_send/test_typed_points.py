"""Points and actions of area SEND reports in text files, where no ruled lines part them."""

from pathlib import Path

import pytest

from reports.ingest.area_send.typed_points import (
    is_typed_table,
    read_typed_actions,
    read_typed_points,
)
from reports.ingest.report import read_report
from tests.support.lines import text_lines

EXAMPLE = Path(__file__).parents[1] / "examples" / "area-send-responsible-bodies.txt"
BODIES = ("Wexcombe Council\nand NHS Wexcombe ICB", "Wexcombe Council")
ACTIONS = (
    "Leaders should find out\nwho waits. They should ask parents.\nLeaders need help.",
    "Health leaders must write\nplans within the time.",
)
HEAD = "Responsible body\nAreas for priority action\n"


def rows(text: str) -> list[tuple[str, str | None]]:
    return [(point.text, point.responsible) for point in read_typed_actions(text_lines(text))]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_row_is_a_body_and_its_action(gap: str) -> None:
    text = HEAD + gap.join([BODIES[0], ACTIONS[0], BODIES[1], ACTIONS[1]])
    assert is_typed_table(text_lines(text))
    assert rows(text) == [
        (ACTIONS[0].replace("\n", " "), BODIES[0].replace("\n", " ")),
        (ACTIONS[1].replace("\n", " "), BODIES[1]),
    ]


def test_rows_with_tabs_are_no_typed_table() -> None:
    assert not is_typed_table(text_lines(HEAD + "Wexcombe Council\tLeaders should act."))


def test_a_point_begins_where_a_sentence_says_who_should_act() -> None:
    text = """Areas for improvement
Leaders should tell parents what to expect. They wait.
It matters:
- to them;
- to all.
The council and the ICB need to
read plans. It helps.
Partners must share what they know."""
    assert [point.text for point in read_typed_points(text_lines(text))] == [
        "Leaders should tell parents what to expect. They wait. It matters: - to them; - to all.",
        "The council and the ICB need to read plans. It helps.",
        "Partners must share what they know.",
    ]


def test_each_bullet_is_a_point_where_the_first_point_has_one() -> None:
    text = """Areas for priority action
- Leaders should tell parents
what to expect.
- Plans should be written on time.
  This includes:
  \u2022 reviews"""
    assert [point.text for point in read_typed_points(text_lines(text))] == [
        "Leaders should tell parents what to expect.",
        "Plans should be written on time. This includes: \u2022 reviews",
    ]


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("a) ", "b) "), ("1.1 ", "1.2 ")])
def test_numbers_and_letters_mark_points(marks: tuple[str, str]) -> None:
    lines = text_lines(f"{marks[0]}Leaders should cut waits.\n{marks[1]}The quality of plans.")
    texts = [point.text for point in read_typed_points(lines)]
    assert texts == ["Leaders should cut waits.", "The quality of plans."]


def test_running_footers_are_no_text() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    footer = "\n\nArea SEND inspection report: Northwold Local Area Partnership\n5 to 9 May 2023    {}\n\f"
    lines = text.split("\n\n")
    for page in range(1, 5):
        lines[2 * page] += footer.format(page)
    with_footers = read_report("\n\n".join(lines).encode(), "report.txt")
    plain = read_report(text.encode(), "report.txt")
    assert with_footers.paragraphs == plain.paragraphs
    assert with_footers.improvement_points == plain.improvement_points
    assert with_footers.sections == plain.sections
