"""Inspections and visits as a file: of one authority, or of a filtered list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.facts.vocabulary import Area
from reports.models import Inspection

COLUMNS = (
    "authority",
    "authority_slug",
    "inspection",
    "kind",
    "kind_code",
    "length",
    "start_date",
    "end_date",
    "published",
    "days_to_publication",
    "lead_inspector",
    "checked",
    *(area.value for area in Area),
)


def csv_rows(inspections: Iterable[Inspection]) -> Iterator[list[object]]:
    """One row an inspection or visit, with the code of each grade in the column of its judgement.

    `inspections` come with their authority and judgements. Days to publication are counted from
    the last day on site.
    """
    for inspection in inspections:
        grades = {each.area: each.grade for each in inspection.judgements.all()}
        published = inspection.published
        yield [
            str(inspection.authority),
            inspection.authority.slug,
            inspection.slug,
            inspection.get_kind_display(),
            inspection.kind,
            inspection.get_length_display(),
            inspection.start_date.isoformat(),
            inspection.end_date.isoformat(),
            published.isoformat() if published else "",
            inspection.days_to_publication if published else "",
            inspection.lead_inspector,
            inspection.get_checked_display(),
            *(grades.get(area, "") for area in Area),
        ]
