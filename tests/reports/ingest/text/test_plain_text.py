"""Text as it is copied or drawn from a PDF: numbers and bullets that stand apart from their words."""

import pytest

from reports.ingest.text.plain_text import read_text
from tests.support.lines import text_lines


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            "Help: good\n1.\n\nPlans are kept.\n\n2.\n\nVisits help.",
            ["Help: good", "1. Plans are kept.", "2. Visits help."],
        ),
        ("■\nThe quality of plans.\n\n■\nVisits.", ["■ The quality of plans.", "■ Visits."]),
        (
            "17. Support lasts until\n18.\nThe next heading",
            ["17. Support lasts until", "18. The next heading"],
        ),
        (
            "4. Support lasts until\n18.\nThe next heading",
            ["4. Support lasts until", "18.", "The next heading"],
        ),
        ("text\n\n2\n\nmore text", ["text", "2", "more text"]),
        ("1.\n\n2.\n\nPlans.", ["1.", "2. Plans."]),
        ("### 1\n\nPlans.\n\n### 2\n\nVisits.", ["1. Plans.", "2. Visits."]),
        ("Plans.\n\n3.", ["Plans.", "3."]),
    ],
)
def test_marks_stand_before_their_text(lines: str, read: list[str]) -> None:
    (page,) = read_text(lines.encode())
    assert [line.text for line in page.lines] == read


def test_marks_that_come_before_their_texts_are_put_before_each() -> None:
    text = """1.

2.

Help in time

Families are helped.

which nobody knew.

Visits are made.

\N{BLACK SQUARE}

\N{BLACK SQUARE}

Plans.

Records."""
    assert [line.text for line in text_lines(text)] == [
        "Help in time",
        "1. Families are helped.",
        "which nobody knew.",
        "2. Visits are made.",
        "\N{BLACK SQUARE} Plans.",
        "\N{BLACK SQUARE} Records.",
    ]


def test_the_first_number_may_be_below_its_heading() -> None:
    lines = text_lines("Recommendations\n1.\n\nVisit children.\n\n2.\n\nWrite plans.")
    assert [line.text for line in lines] == [
        "Recommendations",
        "1. Visit children.",
        "2. Write plans.",
    ]


def test_wide_blanks_part_columns() -> None:
    assert [line.text for line in text_lines("Care leavers        Good")] == ["Care leavers\tGood"]


@pytest.mark.parametrize("mark", ["- 3 -", "[Page 3]", "----- Page 3 -----", "— 3 of 9 —"])
def test_the_number_of_a_page_between_signs(mark: str) -> None:
    (page,) = read_text(f"Words.\n{mark}\nMore.".encode())
    assert [line.text for line in page.lines] == ["Words.", "Page 3", "More."]


@pytest.mark.parametrize(
    ("text", "words", "is_lost"),
    [
        ("the child\ufffds plan", "the child’s plan", False),
        ("the child?s plan", "the child’s plan", False),
        ("Is it? so they say", "Is it? so", False),
        ("plans \ufffd and visits", "plans \ufffd and visits", True),
    ],
)
def test_characters_that_a_program_could_not_read(text: str, words: str, is_lost: bool) -> None:
    (page,) = read_text((text + " of Wexcombe" * 10).encode())
    assert page.lines[0].text.startswith(words)
    assert page.has_lost_characters is is_lost
