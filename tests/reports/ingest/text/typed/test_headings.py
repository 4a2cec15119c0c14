"""What is put before headings and labels is no part of them."""

import pytest

from reports.ingest.text.typed.headings import with_plain_headings
from tests.support.lines import text_lines

HEADINGS = ("Summary", "What needs to improve?", "Main findings")


@pytest.mark.parametrize(
    "marks",
    [
        ("Section 1: ", "Section 2: ", "Section 3: "),
        ("1. ", "2. ", "3. "),
        ("A. ", "B. ", "C. "),
        ("🔍 ", "⚠️ ", "📄 "),
    ],
)
def test_headings_with_pictures_or_numbers(marks: tuple[str, ...]) -> None:
    text = "\n\n".join(
        f"{mark}{heading}\n\n1. They act.\n2. They wait."
        for mark, heading in zip(marks, HEADINGS, strict=True)
    )
    lines = with_plain_headings(text_lines(text))
    assert [line.text for line in lines[::3]] == list(HEADINGS)
    assert [line.text for line in lines[1::3]] == ["1. They act."] * 3


@pytest.mark.parametrize(
    "text",
    [
        "1. Plans\n\n2. Visits\n\n3. Records\n\nThey act.",
        "1. Children in need\n\nGood\n\n2. Children in care\n\nGood\n\n3. Leadership\n\nGood",
        "Section 1: the local authority\n\nThey act.\n\nSection 2: the board\n\nThey act.",
        "1. Plans\n\nThey are kept in one place.\n\n2. Visits\n\nThey are made.",
        "📄 Plans\n\n📄 Visits\n\nThey act.",
        "\n\n".join(f"{number}. They act when\nothers wait for help." for number in (1, 2, 3)),
    ],
    ids=["a list", "rows of a table", "parts of a report", "two headings", "items", "paragraphs"],
)
def test_what_may_be_no_heading_stays(text: str) -> None:
    lines = text_lines(text)
    assert with_plain_headings(lines) == lines


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("- **Inspection dates:** 12 to 23 June 2023", "Inspection dates: 12 to 23 June 2023"),
        ("Lead inspector – Ada Bell", "Lead inspector: Ada Bell"),
        ("• Report published: 4 May 2016", "Report published: 4 May 2016"),
        ("Inspection dates and grades", "Inspection dates and grades"),
    ],
)
def test_labels(written: str, plain: str) -> None:
    assert [line.text for line in with_plain_headings(text_lines(written))] == [plain]
