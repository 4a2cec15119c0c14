"""Passages of reports as records."""

from __future__ import annotations

from datetime import date
from typing import Any

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Region, Role
from reports.models import Paragraph
from reports.records.fields import Absolute, described, record


@record
class PassageRecord:
    """One passage of a report: a numbered paragraph, a paragraph of the summary, or a point."""

    inspection: str = described("Slug of the inspection")
    anchor: str = described("The passage within its inspection: p22 for paragraph 22")
    position: int = described("Its place in the report, counted from 0")
    authority: str = described("Name of the authority")
    authority_slug: str = described("Slug of the authority")
    region: str = described("Region of the authority", Region)
    kind: str = described("Kind of report", Kind)
    start_date: date = described("First day on site")
    end_date: date = described("Last day on site")
    published: date | None = described("Day of publication, where it is known")
    role: str = described("What part of the report it is", Role)
    number: int | None = described("Number of the paragraph, where it has one")
    numbered_by: str | None = described(
        "Who gave the number; one that the archive gave is not printed in the report", NumberedBy
    )
    heading: str | None = described("Heading of its section")
    area: str | None = described("Judgement that its section is about", Area)
    grade: str | None = described("Grade of that section", Grade)
    page: int | None = described("Page of the original on which it begins")
    text: str = described("The passage, word for word")
    responsible: str | None = described(
        "Bodies that an area SEND report makes responsible for an action"
    )
    url: str = described("Permanent address of the passage in this archive")


def passage_record(paragraph: Paragraph, absolute: Absolute) -> PassageRecord:
    """The record of a paragraph that comes with inspection and authority."""
    return PassageRecord(**passage_values(paragraph, absolute))


def passage_values(paragraph: Paragraph, absolute: Absolute) -> dict[str, Any]:
    """The values of the record by the names of its fields, for records that add to them."""
    inspection = paragraph.inspection
    return {
        "inspection": inspection.slug,
        "anchor": paragraph.anchor,
        "position": paragraph.position,
        "authority": str(inspection.authority),
        "authority_slug": inspection.authority.slug,
        "region": paragraph.region,
        "kind": paragraph.kind,
        "start_date": inspection.start_date,
        "end_date": inspection.end_date,
        "published": inspection.published,
        "role": paragraph.role,
        "number": paragraph.number,
        "numbered_by": paragraph.numbered_by or None,
        "heading": paragraph.heading or None,
        "area": paragraph.area or None,
        "grade": paragraph.grade or None,
        "page": paragraph.page,
        "text": paragraph.text,
        "responsible": paragraph.responsible or None,
        "url": absolute(paragraph.get_absolute_url()),
    }
