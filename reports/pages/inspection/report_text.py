"""A report's passages in the order and under the headings in which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.facts.vocabulary import NumberedBy, Role
from reports.models import Paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its numbered paragraphs; `anchor` is its mark within the page."""

    anchor: str
    heading: str
    area: str
    grade: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportText:
    """The parts of a report, each as long as it is; all empty when no text is imported."""

    summary: list[Paragraph]
    points: list[Paragraph]
    priorities: list[Paragraph]
    sections: list[Section]

    @property
    def numbered_by_archive(self) -> bool:
        """Whether paragraphs bear numbers of ours, because the original prints none."""
        return any(
            paragraph.numbered_by == NumberedBy.ARCHIVE
            for section in self.sections
            for paragraph in section.paragraphs
        )


def report_text(paragraphs: Iterable[Paragraph]) -> ReportText:
    """Arrange a report's passages, given in their order."""
    paragraphs = list(paragraphs)
    return ReportText(
        summary=_of(Role.SUMMARY, paragraphs),
        points=_of(Role.POINT, paragraphs),
        priorities=_of(Role.PRIORITY, paragraphs),
        sections=_sections(_of(Role.NUMBERED, paragraphs)),
    )


def _of(role: Role, paragraphs: list[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.role == role]


def _sections(numbered: list[Paragraph]) -> list[Section]:
    sections: list[Section] = []
    for paragraph in numbered:
        if not sections or sections[-1].heading != paragraph.heading:
            anchor = f"section-{len(sections) + 1}"
            sections.append(Section(anchor, paragraph.heading, paragraph.area, paragraph.grade))
        sections[-1].paragraphs.append(paragraph)
    return sections
