"""Where paragraphs part without an empty line between them."""

from reports.ingest.text.typed.spacing import with_close_stops, with_spacing
from tests.support.lines import text_lines


def spaced(text: str) -> list[bool]:
    return [line.spaced for line in with_spacing(text_lines(text))]


def test_a_sentence_ends_a_paragraph_where_lines_are_not_wrapped() -> None:
    text = (
        "Help.\nPlans are late.\nRecords are kept.\ncut by a page.\n3. Visits.\nOne.\nTwo.\nSeen."
    )
    assert spaced(text) == [False, True, True, False, False, True, True, True]


def test_a_short_line_ends_a_paragraph_where_lines_are_wrapped() -> None:
    text = """Help comes early to most families and
to all of their children. Those who wait
know why.
Plans are late where social workers have
changed too often. Managers have noticed.
Nobody has told them what to do about it
or by when."""
    assert spaced(text) == [False, False, False, True, False, False, False]


def test_a_heading_parts_from_its_text_where_no_line_is_empty() -> None:
    assert spaced("It ends.\nHelp in time\nFamilies are helped.\nLeaders\nThey know.") == [
        *(False, True, True, True, True)
    ]


def test_blanks_before_stops_are_those_of_a_program() -> None:
    assert (
        with_close_stops("They act , and wait . Why ?\nNow .") == "They act, and wait. Why?\nNow."
    )
    seldom = "They act. They wait. They ask. One . Two."
    assert with_close_stops(seldom) == seldom
    assert with_close_stops("1 . Plans .\n2 . Visits .") == "1 . Plans.\n2 . Visits."
