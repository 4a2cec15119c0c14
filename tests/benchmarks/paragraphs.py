"""The archive's paragraphs as the peers take them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reports.models import Paragraph
from tests.benchmarks.rollup import Section

ROWS = (
    "pk",
    "inspection",
    "inspection__authority__name",
    "inspection__end_date",
    "region",
    "grade",
    "year",
    "area",
    "text",
)


@dataclass(frozen=True, slots=True)
class Row:
    key: int
    report: int
    authority: str
    ended: date
    region: str
    grade: str
    year: str
    area: str
    text: str

    @property
    def section(self) -> Section:
        return Section(self.region, self.grade, self.year, self.area)


@transaction.atomic  # for the cursor on the server, which spares memory
def in_order_of_days() -> Iterator[Row]:
    """All paragraphs, the oldest first: the reverse of the order in which the archive lists the
    newest first.
    """
    rows = Paragraph.objects.order_by(
        "inspection__end_date", "-inspection__slug", "-position"
    ).values_list(*ROWS)
    for key, report, authority, ended, region, grade, year, area, text in rows.iterator(
        chunk_size=2_000
    ):
        yield Row(key, report, authority, ended, region, grade, str(year), area, text)
