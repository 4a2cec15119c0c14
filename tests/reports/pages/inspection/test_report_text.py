"""A report's passages under their headings."""

from __future__ import annotations

from reports.facts.vocabulary import NumberedBy, Role
from reports.models import Paragraph
from reports.pages.inspection.report_text import report_text


def passage(role: Role, text: str, heading: str = "", numbered_by: str = "") -> Paragraph:
    return Paragraph(role=role, text=text, heading=heading, numbered_by=numbered_by)


def test_each_role_has_its_own_part() -> None:
    text = report_text(
        [
            passage(Role.SUMMARY, "summary"),
            passage(Role.POINT, "point"),
            passage(Role.PRIORITY, "priority"),
            passage(Role.POINT, "second point"),
            passage(Role.NUMBERED, "numbered"),
        ]
    )
    assert [each.text for each in text.summary] == ["summary"]
    assert [each.text for each in text.points] == ["point", "second point"]
    assert [each.text for each in text.priorities] == ["priority"]
    assert [each.text for each in text.sections[0].paragraphs] == ["numbered"]


def test_section_begins_where_the_heading_changes() -> None:
    headings = ["Leaders", "Leaders", "In care", "Leaders"]
    passages = [passage(Role.NUMBERED, str(at), heading) for at, heading in enumerate(headings)]
    sections = report_text(passages).sections
    assert [(each.anchor, each.heading) for each in sections] == [
        ("section-1", "Leaders"),
        ("section-2", "In care"),
        ("section-3", "Leaders"),
    ]
    assert [[each.text for each in section.paragraphs] for section in sections] == [
        ["0", "1"],
        ["2"],
        ["3"],
    ]


def test_numbers_of_the_archive_are_noticed() -> None:
    printed = passage(Role.NUMBERED, "one", numbered_by=NumberedBy.REPORT)
    ours = passage(Role.NUMBERED, "two", numbered_by=NumberedBy.ARCHIVE)
    assert not report_text([printed]).numbered_by_archive
    assert report_text([printed, ours]).numbered_by_archive


def test_no_passages() -> None:
    text = report_text([])
    assert (text.summary, text.points, text.priorities, text.sections) == ([], [], [], [])
    assert not text.numbered_by_archive
