"""What the archive holds of what is listed, as records."""

from __future__ import annotations

from reports.facts.vocabulary import Kind
from reports.overview.coverage import figures_by_kind
from reports.records.fields import described, record


@record
class CoverageRecord:
    """The inspections of one kind that ended in one year."""

    kind: str = described("Kind of report", Kind)
    year: int = described("Year of the last day on site")
    listed: int = described("Inspections that are listed here")
    with_text: int = described("How many of them have their text here")
    checked: int = described(
        "How many were read without a warning or, without a text, have facts read from the report"
    )
    removed: int = described("Reports that Ofsted has removed from its site")


def coverage_records() -> list[CoverageRecord]:
    """A record for each kind and year with a real inspection, the latest year of a kind first."""
    return [
        CoverageRecord(
            kind=row.kind.value,
            year=figures.year,
            listed=figures.listed,
            with_text=figures.with_text,
            checked=figures.checked,
            removed=figures.removed,
        )
        for row in figures_by_kind()
        for figures in row.years
    ]
