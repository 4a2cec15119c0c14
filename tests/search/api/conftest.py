"""What the tests of the API ask: an archive of three reports, with a point and a change."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Kind, Role
from reports.models import Change
from tests.archive import make_authority, make_inspection, make_paragraph, make_report


@pytest.fixture
def archive(db: None) -> None:
    fernhollow, greyfell = make_authority("fernhollow"), make_authority("greyfell")
    first = make_report(
        fernhollow,
        "Visits to children are late.",
        "Social workers know their children.",
        "Plans drift.",
        ended=date(2019, 5, 3),
    )
    make_paragraph(first, "The timeliness of visits to children.", role=Role.POINT, area=None)
    make_report(fernhollow, "Visits to children are on time.", ended=date(2023, 6, 23))
    make_report(greyfell, "Visits are recorded.", "Visits are rare.", ended=date(2023, 6, 23))
    make_inspection(greyfell, ended=date(2021, 3, 5), kind=Kind.FOCUSED_VISIT, grades={})
    for number in range(3):
        Change.objects.create(
            inspection_id=first.slug,
            authority=fernhollow,
            title=str(first),
            what=Change.What.CORRECTED,
            reason=f"Reason {number}.",
            changed={"fields": [{"name": "title", "before": "", "after": f"Title {number}"}]},
        )
