"""The marks of other languages than Markdown."""

import pytest

from reports.ingest.text.typed.around.other_markup import in_markdown

HEADINGS = ["## Summary", "## Main findings", "## Next steps"]


@pytest.mark.parametrize(
    ("form", "before"),
    [
        ("* {}", ["#+title: Summary"]),
        ("== {}", ["== Summary"]),
        ("== {} ==", ["= Summary ="]),
        ("h2. {}", ["h1. Summary"]),
    ],
    ids=["Org", "AsciiDoc", "MediaWiki", "Confluence"],
)
def test_headings(form: str, before: list[str]) -> None:
    lines = [*before, form.format("Main findings"), "They act.", form.format("Next steps")]
    assert in_markdown(lines) == [*HEADINGS[:2], "They act.", HEADINGS[2]]


def test_forums_write_bold_headings() -> None:
    lines = ["[size=150][b]Summary[/b][/size]", "[b]Findings[/b]", "[*]Plans.", "[b]Steps[/b]"]
    assert in_markdown(lines) == ["**Summary**", "**Findings**", "- Plans.", "**Steps**"]


@pytest.mark.parametrize(
    "lines",
    [
        ["|===", "|Judgement |Grade", "|Overall effectiveness |Good", "|==="],
        [
            '{| class="x"',
            "|-",
            "! Judgement !! Grade",
            "|-",
            "| Overall effectiveness || Good",
            "|}",
        ],
        ["|| Judgement || Grade ||", "| Overall effectiveness | Good |"],
    ],
    ids=["AsciiDoc", "MediaWiki", "Confluence"],
)
def test_tables(lines: list[str]) -> None:
    assert in_markdown(lines) == ["| Judgement | Grade |", "| Overall effectiveness | Good |"]


def test_what_a_screen_reader_says() -> None:
    lines = ["Heading level 2  Summary", "list  with 2 items", "bullet  Plans.", "bullet  Visits."]
    lines += ["out of list", "Heading 2: Main findings", "row 1  column 1  Care", "column 2  Good"]
    lines += ["Heading 2: Next steps"]
    expected = [
        HEADINGS[0],
        "",
        "- Plans.",
        "- Visits.",
        "",
        HEADINGS[1],
        "Care\tGood",
        HEADINGS[2],
    ]
    assert in_markdown(lines) == expected


def test_headings_between_signs() -> None:
    lines = ["*** Summary ***", "~~~~ Main findings ~~~~", "--- Next steps ---"]
    assert in_markdown(lines) == HEADINGS


def test_markdown_stays() -> None:
    lines = [
        "* Plans.",
        "a == b",
        "| a | b |",
        "[sic] (b)",
        "h2. once",
        "# Summary",
        "Heading 2: once",
        "*** a",
    ]
    assert in_markdown(lines) == lines
