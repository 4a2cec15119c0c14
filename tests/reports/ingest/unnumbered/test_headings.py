"""Where the headings of texts without numbers are."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.unnumbered.heading_wordings import Use, is_usual_heading, use_of
from reports.ingest.unnumbered.headings import HeadedLines, split_at_headings
from tests.support.lines import set_line, set_lines, text_lines

BODY = set_lines("Inspectors met children", "and their families.", "They read plans.")


def headings(lines: list[Line]) -> list[str]:
    parts = split_at_headings(Typesetting(lines), is_usual_heading)
    return [part.heading for part in parts if part.heading is not None]


def below(text: str, **look: float | bool) -> list[Line]:
    """The body, then a line with room above it."""
    return [*BODY, set_line(text, baseline=600.0, **look)]  # type: ignore[arg-type]  # size or bold


@pytest.mark.parametrize(
    ("text", "bold", "size", "is_heading"),
    [
        ("Help in time", True, 12.0, True),
        ("Help in time", False, 14.0, True),
        ("Help in time", False, 13.2, False),
        ("Help in time", False, 12.0, False),
        ("Help in time.", True, 12.0, False),
        ("Help in time,", True, 12.0, False),
        ("Help in time;", True, 12.0, False),
        ("• Help in time", True, 12.0, False),
        ("Help\tin time", True, 12.0, False),
        ("12", True, 12.0, False),
        ("x" * 110, True, 12.0, True),
        ("x" * 111, True, 12.0, False),
        ("Main findings", False, 12.0, True),
        ("main findings", False, 12.0, False),
    ],
)
def test_headings_by_type_and_words(text: str, bold: bool, size: float, is_heading: bool) -> None:
    assert headings(below(text, bold=bold, size=size)) == ([text] if is_heading else [])


def test_a_bold_line_without_room_above_is_no_heading() -> None:
    lines = [*BODY, set_line("Help in time", baseline=BODY[-1].baseline - 14.0, bold=True)]
    assert headings(lines) == []


def test_a_heading_may_have_two_lines() -> None:
    lines = below("Help and protection", bold=True)
    lines.append(set_line("for children", baseline=586.0, bold=True))
    assert headings(lines) == ["Help and protection for children"]


def test_room_between_two_bold_lines_makes_two_headings() -> None:
    lines = below("Help and protection", bold=True)
    lines.append(set_line("For children", baseline=560.0, bold=True))
    assert headings(lines) == ["Help and protection", "For children"]


def test_a_usual_heading_ends_where_its_words_do() -> None:
    lines = below("Main", bold=True)
    lines += [
        set_line("findings", baseline=586.0, bold=True),
        set_line("Bold words", baseline=572.0, bold=True),
    ]
    assert headings(lines)[0] == "Main findings"


@pytest.mark.parametrize(
    ("above", "is_heading"), [("They read plans.", True), ("They wrote down their", False)]
)
def test_a_usual_heading_within_a_sentence_is_none(above: str, is_heading: bool) -> None:
    lines = set_lines("Inspectors met children.", above, "Findings", "and left.")
    assert headings(lines) == (["Findings"] if is_heading else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words end.\n\nHelp in time\n\nMore words.", ["Help in time"]),
        ("Words end.\n\nHelp in time.\n\nMore words.", []),
        ("Words go\n\nHelp in time\n\nMore words.", []),
        ("A council\tA board\nMain findings\nMore words.", ["Main findings"]),
        ("Words end.\n\nHelp in time\nMore words.", []),
        ("Words end.\n\nThey are not told\n\nhow long it is.", []),
        ("Words end.\nHelp in time\n\nMore words.", []),
        ("Words end.\n\nhelp in time\n\nMore words.", []),
        ("Words end.\n\n**Help in time**\nMore words.", ["Help in time"]),
        ("Help in time\n\nMore words.", []),
        ("Words end.\n\nHelp in time", []),
    ],
)
def test_headings_of_a_text_file(text: str, expected: list[str]) -> None:
    assert headings(text_lines(text)) == expected


def test_each_part_has_its_lines_and_the_page_of_its_heading() -> None:
    lines = [*BODY, set_line("Main findings", page=2, bold=True), set_line("Good.", page=2)]
    parts = list(split_at_headings(Typesetting(lines), is_usual_heading))
    assert parts == [HeadedLines(None, None, 0, 3), HeadedLines("Main findings", 2, 4, 5)]


def test_a_text_that_begins_with_a_heading_has_nothing_above_it() -> None:
    lines = [set_line("Main findings", bold=True), *BODY]
    parts = list(split_at_headings(Typesetting(lines), is_usual_heading))
    assert parts == [HeadedLines("Main findings", 1, 1, 4)]


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("Headline findings", Use.SUMMARY),
        ("What needs to improve in this area of social work practice", Use.IMPROVE),
        ("Areas for priority action", Use.PRIORITY),
        ("Main findings", Use.TEXT),
        ("Help in time", Use.TEXT),
        (None, Use.TEXT),
    ],
)
def test_use_of_a_heading(heading: str | None, use: Use) -> None:
    assert use_of(heading) is use


def test_usual_headings() -> None:
    assert is_usual_heading("Overview")
    assert is_usual_heading("Next steps")
    assert not is_usual_heading("Help in time")


@pytest.mark.parametrize(
    ("above", "line", "below_it", "expected"),
    [
        ("- Plans are late.", "Help for families", "- Visits are kept.", ["Help for families"]),
        ("- Plans are late", "Help for families", "- Visits are kept.", []),
        ("- Plans are late.", "Help is for families.", "- Visits are kept.", []),
        ("- Plans are late.", "help for families", "- Visits are kept.", []),
    ],
    ids=["heading", "sentence goes on", "sentence", "small letter"],
)
def test_a_line_between_two_items_of_a_text_is_a_heading(
    above: str, line: str, below_it: str, expected: list[str]
) -> None:
    assert headings(text_lines(f"{above}\n{line}\n{below_it}")) == expected
