"""Inspections and visits as a file: of one authority, or of a list with its filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.facts.vocabulary import Area
from reports.models import Inspection

COLUMNS = (
    *(
        "authority",
        "authority_slug",
        "inspection",
        "kind",
        "kind_code",
        "length",
        "start_date",
        "end_date",
    ),
    *(
        "published",
        "days_to_publication",
        "lead_inspector",
        "checked",
        *(area.value for area in Area),
    ),
)


def csv_rows(inspections: Iterable[Inspection]) -> Iterator[list[object]]:
    """One row an inspection or visit, with the code of each grade under the judgement that it was
    given for.
    """
    for each in inspections:
        given = {judgement.area: judgement.grade for judgement in each.judgements.all()}
        yield [
            *(
                str(each.authority),
                each.authority.slug,
                each.slug,
                each.get_kind_display(),
                each.kind,
            ),
            *(each.get_length_display(), each.start_date.isoformat(), each.end_date.isoformat()),
            *(
                (each.published.isoformat(), each.days_to_publication)
                if each.published
                else ("", "")
            ),
            *(
                each.lead_inspector,
                each.get_checked_display(),
                *(given.get(area, "") for area in Area),
            ),
        ]
