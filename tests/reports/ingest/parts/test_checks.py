"""What the checks that all kinds share warn of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reports.facts.vocabulary import Kind, Omission
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedReport, Point, Problem
from reports.ingest.parts.checks import (
    check_authority,
    check_closing,
    check_lead_inspector,
    check_lengths,
    check_note_marks,
    check_points,
    on_weekend,
)

READING = ParsedReport(Kind.ILACS, "Inspection", "Wexcombe", "wexcombe", None, None)


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_authority() -> None:
    assert codes(check_authority(READING)) == []
    unknown = replace(READING, authority_slug=None)
    assert codes(check_authority(unknown)) == ["authority-unknown"]
    assert codes(check_authority(replace(unknown, authority=None))) == ["authority-unreadable"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Bell", []),
        ("Ada Bell and Cy Dunn", []),
        (None, ["lead-inspector-missing"]),
        ("Bell", ["lead-inspector-doubtful"]),
        ("Ada Bell and Regulatory Inspection Manager", ["lead-inspector-doubtful"]),
        ("Ada Bell and 12 June", ["lead-inspector-doubtful"]),
    ],
)
def test_lead_inspector(name: str | None, expected: list[str]) -> None:
    assert codes(check_lead_inspector(replace(READING, lead_inspector=name))) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 6, 12), date(2023, 6, 23), False),
        (date(2023, 6, 11), date(2023, 6, 23), True),
        (date(2023, 6, 12), date(2023, 6, 24), True),
    ],
    ids=["Monday to Friday", "Sunday to Friday", "Monday to Saturday"],
)
def test_on_weekend(first: date, last: date, expected: bool) -> None:
    assert on_weekend(replace(READING, periods=((first, last),))) is expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", "0 words"),
        ("practice", "1 word"),
        ("of social work", "3 words"),
        ("Plans are kept.", None),
        ("word " * 5, None),
        ("word " * 6, "6 words"),
    ],
)
def test_lengths(text: str, doubt: str | None) -> None:
    paragraph = NumberedParagraph(7, text.strip(), None, None, page=3)
    problems = list(check_lengths(replace(READING, paragraphs=(paragraph,)), 5))
    assert bool(problems) is (doubt is not None)
    for problem in problems:
        assert (problem.message, problem.page) == (f"Paragraph 7 has {doubt}.", 3)


@pytest.mark.parametrize(
    ("text", "page", "is_doubtful"),
    [
        ("The quality of plans", None, False),
        ("Plans should improve. They are late.", None, False),
        ("Plans should improve for", None, True),
        ("Plans should improve for", 3, True),
        ("Plans should improve. Missing children", None, True),
        ("Plans should improve. Missing children", 3, False),
        ("Plans should improve. 2023", None, True),
        ("Plans are at home. ◼ Area SEND inspection report: Wexcombe", None, True),
        ("Plans are late, i.e. not in time", None, False),
    ],
)
def test_points_that_break_off_or_have_other_text_behind_them(
    text: str, page: int | None, is_doubtful: bool
) -> None:
    report = replace(READING, improvement_points=(Point(text, page),))
    assert codes(check_points(report)) == ["point-doubtful"] * is_doubtful


def test_closing() -> None:
    tail, footer = LeftOut(Omission.TAIL, "About"), LeftOut(Omission.FURNITURE, "12")
    assert codes(check_closing(replace(READING, left_out=(footer, tail)))) == []
    assert codes(check_closing(replace(READING, left_out=(footer,)))) == ["closing-missing"]


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("The programme5. Some wait.", None, ["notes-doubtful"]),
        ("The programme.5 Some wait.", None, ["notes-doubtful"]),
        ("The programme5. Some wait.", 3, []),
        ("Since covid19, key stage 2 and B12 in 2019.", None, []),
    ],
)
def test_marks_of_notes_in_a_text_file(text: str, page: int | None, expected: list[str]) -> None:
    reading = replace(READING, improvement_points=(Point(text, page),))
    assert codes(check_note_marks(reading)) == expected
