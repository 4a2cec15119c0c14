"""The table of improvement points to save: each with what came next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reports.models import Inspection, Paragraph
from reports.web.tables.table import Cell, CellType, Column, Table
from search.passages.match import Alike
from search.passages.points import Sequel, authority_of, sequels_of
from search.results.exports import (
    ADDED,
    COLUMNS,
    Export,
    ParagraphColumn,
    paragraph_columns,
    paragraph_rows,
)

NEXT = Column("next_inspection", "The full inspection that followed")
LAST_DAY = Column("next_end_date", "Its last day on site", CellType.DAY)
FOLLOW_UP = Column("follow_up", "How far the point can be followed")
SAID = Column("said_text", "The passage of it that is most alike, matched by machine")
SAID_URL = Column("said_url", "Its permanent address", CellType.ADDRESS)
SHARED_WORDS = Column("shared_words", "Why it was matched")

Sequels = Mapping[int, Sequel]
"""What came after each point, by its key."""


def point_table(export: Export) -> Table:
    """The points of a search, each with what came next; what it says, of one authority only."""
    of_one = authority_of(export.search) is not None
    before = [*COLUMNS, *_next_columns({}), *(_said_columns(export.address, {}) if of_one else ())]
    return Table(
        name="points",
        sheet="Points",
        columns=paragraph_columns(before),
        added=[each.column for each in ADDED],
        rows=lambda: _rows(export, of_one=of_one),
        about=export.about,
        row_count=len(export.places),
    )


def _rows(export: Export, *, of_one: bool) -> Iterator[list[Cell]]:
    """The points, read once: what came next is looked up for all of them, and each is a row."""
    points = list(export.rows())
    sequels = sequels_of(points, said=of_one)
    said = _said_columns(export.address, sequels) if of_one else ()
    of_points = [*COLUMNS, *_next_columns(sequels), *said]
    return paragraph_rows(points, of_points, export.address)


def _next_columns(sequels: Sequels) -> tuple[ParagraphColumn, ...]:
    """What came next."""

    def following(row: Paragraph) -> list[Inspection]:
        return sequels[row.pk].following

    return (
        ParagraphColumn(NEXT, lambda row: " ".join(each.slug for each in following(row))),
        ParagraphColumn(LAST_DAY, lambda row: _days(following(row))),
        ParagraphColumn(FOLLOW_UP, lambda row: sequels[row.pk].state),
    )


def _said_columns(address: Callable[[str], str], sequels: Sequels) -> tuple[ParagraphColumn, ...]:
    """What the next inspection says."""

    def of(row: Paragraph, value: Callable[[Alike], str]) -> str:
        first = sequels[row.pk].first
        return value(first) if first else ""

    def address_of(alike: Alike) -> str:
        return address(alike.paragraph.get_absolute_url())

    return (
        ParagraphColumn(SAID, lambda row: of(row, lambda first: first.paragraph.text)),
        ParagraphColumn(SAID_URL, lambda row: of(row, address_of)),
        ParagraphColumn(SHARED_WORDS, lambda row: of(row, _reason)),
    )


def _reason(alike: Alike) -> str:
    """The words that two passages share; the subjects that both are on, where there are none."""
    return " ".join(alike.words) or ", ".join(alike.subjects)


def _days(inspections: list[Inspection]) -> Cell:
    """The last day of the inspection; of several, each in the order given."""
    if len(inspections) == 1:
        return inspections[0].end_date
    return " ".join(f"{each.end_date}" for each in inspections)
