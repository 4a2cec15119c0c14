"""The rows that a report makes."""

from datetime import date

import pytest

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Role
from reports.ingest.parsed import (
    NumberedParagraph,
    ParsedReport,
    ParsedSection,
    Passage,
    Point,
    PrintedJudgement,
)
from reports.models import Paragraph
from reports.publishing.content.report_rows import (
    abbreviations_of,
    fields_of,
    judgements_of,
    paragraphs_of,
)

REPORT = ParsedReport(
    kind=Kind.ILACS,
    title="Inspection of Fernhollow",
    authority="Fernhollow",
    authority_slug="fernhollow",
    start_date=date(2023, 6, 12),
    end_date=date(2023, 6, 23),
    lead_inspector="Ada Bell",
    judgements=(
        PrintedJudgement(Area.LEADERS, Grade.GOOD, "Leaders", "Good"),
        PrintedJudgement(Area.OVERALL, Grade.INADEQUATE, "Overall", "Weak"),
    ),
    summary=(Passage("In short.", page=1), Passage("And more.", section=1)),
    improvement_points=(Point("Improve.", page=2, number=4), Point("Also improve.")),
    priority_actions=(Point("At once.", number=1, section=0, responsible="The council"),),
    sections=(
        ParsedSection("Leaders: good", Area.LEADERS, Grade.GOOD),
        ParsedSection("What we did", None, None),
    ),
    paragraphs=(
        NumberedParagraph(1, "One.", 0, Area.LEADERS, page=3),
        NumberedParagraph(2, "Two.", 0, None, numbered_by=NumberedBy.ARCHIVE),
        NumberedParagraph(3, "Three.", None, None),
    ),
)


def row(paragraph: Paragraph) -> tuple[object, ...]:
    return (paragraph.role, paragraph.text, paragraph.number, paragraph.numbered_by, paragraph.page)


def test_fields_are_those_that_the_report_gives() -> None:
    assert fields_of(REPORT) == {
        "title": "Inspection of Fernhollow",
        "start_date": date(2023, 6, 12),
        "end_date": date(2023, 6, 23),
        "published": None,
        "length": None,
        "lead_inspector": "Ada Bell",
        "outcome": None,
        "theme": None,
    }


def test_judgements_keep_their_order_and_what_is_printed() -> None:
    assert [
        (each.area, each.grade, each.printed_area, each.printed_grade, each.position)
        for each in judgements_of(REPORT)
    ] == [
        (Area.LEADERS, Grade.GOOD, "Leaders", "Good", 0),
        (Area.OVERALL, Grade.INADEQUATE, "Overall", "Weak", 1),
    ]


def test_passages_in_the_order_of_the_page() -> None:
    rows = paragraphs_of(REPORT)
    assert [row(each) for each in rows] == [
        (Role.SUMMARY, "In short.", None, "", 1),
        (Role.SUMMARY, "And more.", None, "", None),
        (Role.POINT, "Improve.", 4, NumberedBy.REPORT, 2),
        (Role.POINT, "Also improve.", None, "", None),
        (Role.PRIORITY, "At once.", 1, NumberedBy.REPORT, None),
        (Role.NUMBERED, "One.", 1, NumberedBy.REPORT, 3),
        (Role.NUMBERED, "Two.", 2, NumberedBy.ARCHIVE, None),
        (Role.NUMBERED, "Three.", 3, NumberedBy.REPORT, None),
    ]
    assert [each.position for each in rows] == list(range(8))


def test_headings_areas_and_grades_are_those_of_the_section() -> None:
    by_text = {each.text: (each.heading, each.area, each.grade) for each in paragraphs_of(REPORT)}
    assert by_text["One."] == ("Leaders: good", Area.LEADERS, Grade.GOOD)
    assert by_text["At once."] == ("Leaders: good", Area.LEADERS, Grade.GOOD)
    assert by_text["And more."] == ("What we did", "", "")
    assert by_text["In short."] == by_text["Three."] == ("", "", "")


def test_a_paragraph_s_own_area_counts() -> None:
    by_text = {each.text: each for each in paragraphs_of(REPORT)}
    assert (by_text["Two."].area, by_text["Two."].grade) == ("", Grade.GOOD)


def test_abbreviations_once_each_in_alphabetical_order() -> None:
    texts = [
        "The multi-agency safeguarding hub (MASH) works.",
        "The director of children’s services (DCS) left the multi-agency safeguarding hub (MASH).",
    ]
    rows = abbreviations_of(Paragraph(text=text) for text in texts)
    assert [(each.short, each.long) for each in rows] == [
        ("DCS", "director of children’s services"),
        ("MASH", "multi agency safeguarding hub"),
    ]
    assert not any(each.is_word for each in rows)


@pytest.mark.parametrize(
    ("text", "is_word"), [("They act fast.", True), ("They act fasting.", False), ("", False)]
)
def test_an_abbreviation_that_the_report_also_has_as_a_word(text: str, is_word: bool) -> None:
    explained = Paragraph(text="The family assessment support team (FAST) left.")
    (abbreviation,) = abbreviations_of([explained, Paragraph(text=text)])
    assert (abbreviation.short, abbreviation.long, abbreviation.is_word) == (
        "FAST",
        "family assessment support team",
        is_word,
    )


def test_a_text_without_abbreviations() -> None:
    assert abbreviations_of([Paragraph(text="They act fast.")]) == []


def test_only_an_action_names_the_bodies_responsible() -> None:
    named = {each.text: each.responsible for each in paragraphs_of(REPORT) if each.responsible}
    assert named == {"At once.": "The council"}
