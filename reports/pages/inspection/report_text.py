"""A report's passages in the order and under the headings in which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.facts.vocabulary import NumberedBy, Role
from reports.models import Paragraph


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading with its numbered paragraphs; `anchor` is the fragment of its address."""

    anchor: str
    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportText:
    """The parts of a report; all are empty if its text is not imported.

    `numbered_by_archive` says whether the archive numbered any paragraph, because the original
    prints no numbers.
    """

    summary: list[Paragraph]
    points: list[Paragraph]
    priorities: list[Paragraph]
    sections: list[SectionText]
    numbered_by_archive: bool


def report_text(paragraphs: Iterable[Paragraph]) -> ReportText:
    """The parts of a report, from its passages in their order."""
    by_role: dict[str, list[Paragraph]] = {role: [] for role in Role}
    for paragraph in paragraphs:
        by_role[paragraph.role].append(paragraph)
    numbered = by_role[Role.NUMBERED]
    return ReportText(
        summary=by_role[Role.SUMMARY],
        points=by_role[Role.POINT],
        priorities=by_role[Role.PRIORITY],
        sections=_sections(numbered),
        numbered_by_archive=any(each.numbered_by == NumberedBy.ARCHIVE for each in numbered),
    )


def _sections(numbered: list[Paragraph]) -> list[SectionText]:
    """The sections: a new one begins with each change of the heading, even to an earlier one."""
    sections: list[SectionText] = []
    for paragraph in numbered:
        if not sections or sections[-1].heading != paragraph.heading:
            anchor = f"section-{len(sections) + 1}"
            sections.append(SectionText(anchor, paragraph.heading))
        sections[-1].paragraphs.append(paragraph)
    return sections
