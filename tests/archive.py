"""Rows for the tests of pages and search: authorities that do not exist, and what inspectors never
wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Region, Role
from reports.files.originals import media_type, store_original
from reports.models import (
    Authority,
    Inspection,
    Judgement,
    ListedFile,
    Paragraph,
    Reading,
    Source,
)

_codes = count(1)

FIVE_GOOD = {
    Area.LEADERS: Grade.GOOD,
    Area.HELP_AND_PROTECTION: Grade.GOOD,
    Area.IN_CARE: Grade.GOOD,
    Area.CARE_LEAVERS: Grade.GOOD,
    Area.OVERALL: Grade.GOOD,
}
"""The judgements of an inspection from 2023 to March 2026."""


def make_authority(
    slug: str = "fernhollow",
    *,
    region: Region = Region.SOUTH_WEST,
    closed: date | None = None,
    invented: bool = False,
    neighbours: tuple[Authority, ...] = (),
) -> Authority:
    """An authority whose name is its slug in words."""
    return Authority.objects.create(
        name=slug.replace("-", " ").title(),
        slug=slug,
        kind="unitary",
        region=region,
        dfe_code=f"Z{next(_codes):03}",
        closed=closed,
        invented=invented,
        neighbour_codes=[neighbour.dfe_code for neighbour in neighbours],
    )


def make_inspection(
    authority: Authority,
    *,
    ended: date = date(2023, 6, 23),
    kind: Kind = Kind.ILACS,
    grades: Mapping[Area, Grade] | None = None,
    checked: str = "",
    original: bytes | None = None,
) -> Inspection:
    """An inspection that took eleven days; with an `original`, its text counts as published."""
    inspection = Inspection.objects.create(
        authority=authority,
        region=authority.region,
        kind=kind,
        start_date=ended - timedelta(days=11),
        end_date=ended,
        slug=f"{authority.slug}-{kind}-{ended.isoformat()}",
        checked=checked,
    )
    for position, (area, grade) in enumerate((FIVE_GOOD if grades is None else grades).items()):
        Judgement.objects.create(inspection=inspection, area=area, grade=grade, position=position)
    if original is not None:
        inspection.reading = _reading_of(original)
        inspection.save()
    inspection.refresh_from_db()
    return inspection


def make_report(authority: Authority, *texts: str, ended: date = date(2023, 6, 23)) -> Inspection:
    """A published inspection with one numbered paragraph a text, all on help and protection, graded
    good.
    """
    original = f"{authority.slug} {ended} {texts}".encode()
    inspection = make_inspection(authority, ended=ended, original=original)
    for number, text in enumerate(texts, start=1):
        make_paragraph(inspection, text, number=number)
    return inspection


def make_paragraph(
    inspection: Inspection,
    text: str,
    *,
    number: int | None = None,
    role: Role = Role.NUMBERED,
    area: Area | None = Area.HELP_AND_PROTECTION,
    grade: Grade | None = Grade.GOOD,
    page: int | None = None,
) -> Paragraph:
    """The inspection's next passage."""
    return Paragraph.objects.create(
        inspection=inspection,
        authority=inspection.authority,
        region=inspection.region,
        kind=inspection.kind,
        year=inspection.year,
        position=inspection.paragraphs.count(),
        role=role,
        number=number,
        numbered_by=NumberedBy.REPORT if number else "",
        heading=f"{area.label}: {grade.label.lower()}" if area and grade else "",
        area=area or "",
        grade=grade or "",
        page=page,
        text=text,
    )


def make_removed_file(authority: Authority, day: date) -> ListedFile:
    """A file of the publisher's site that was removed on that day, and never fetched."""
    return ListedFile.objects.create(
        file_id="50214110",
        authority=authority,
        kind="Children's services inspection",
        event_date=date(2023, 3, 3),
        published=date(2023, 4, 18),
        address="https://files.ofsted.gov.uk/v1/file/50214110",
        state="gone",
        gone_since=day,
    )


def _reading_of(original: bytes) -> Reading:
    source = Source.objects.create(
        sha256=store_original(original),
        name="report",
        size=len(original),
        media_type=media_type(original),
        origin=Source.Origin.COMMAND,
    )
    return Reading.objects.create(source=source, parser_version=1, report={})
