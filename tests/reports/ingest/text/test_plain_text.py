"""Text as it is copied or drawn from a PDF: numbers and bullets that stand apart from their words."""

import pytest

from reports.ingest.text.plain_text import read_text


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
        ("Plans.\n\n3.", ["Plans.", "3."]),
    ],
)
def test_marks_stand_before_their_text(lines: str, read: list[str]) -> None:
    (page,) = read_text(lines.encode())
    assert [line.text for line in page.lines] == read
