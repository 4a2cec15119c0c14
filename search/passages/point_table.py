"""The table of points to download, each with its follow-up."""

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
FOLLOWING_TEXT = Column("said_text", "The passage of it that is most alike, matched by machine")
FOLLOWING_URL = Column("said_url", "Its permanent address", CellType.ADDRESS)
SHARED_WORDS = Column("shared_words", "Why it was matched")

Sequels = Mapping[int, Sequel]
"""What came after each point, by its key."""


def point_table(export: Export) -> Table:
    """The points of a search with their next inspections.

    What these say is in the table only for the points of one authority.
    """
    of_one = authority_of(export.search) is not None
    before = [
        *COLUMNS,
        *_next_columns({}),
        *(_follow_up_columns(export.address, {}) if of_one else ()),
    ]
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
    """A row for each point; sequels are looked up for all points together."""
    points = list(export.rows())
    sequels = sequels_of(points, with_follow_ups=of_one)
    follow_up_columns = _follow_up_columns(export.address, sequels) if of_one else ()
    of_points = [*COLUMNS, *_next_columns(sequels), *follow_up_columns]
    return paragraph_rows(points, of_points, export.address)


def _next_columns(sequels: Sequels) -> tuple[ParagraphColumn, ...]:
    """The columns on the next inspections of a point."""

    def following(row: Paragraph) -> list[Inspection]:
        return sequels[row.pk].following

    return (
        ParagraphColumn(NEXT, lambda row: " ".join(each.slug for each in following(row))),
        ParagraphColumn(LAST_DAY, lambda row: _days(following(row))),
        ParagraphColumn(FOLLOW_UP, lambda row: sequels[row.pk].state),
    )


def _follow_up_columns(
    address: Callable[[str], str], sequels: Sequels
) -> tuple[ParagraphColumn, ...]:
    """The columns on what the next inspection says."""

    def of(row: Paragraph, value: Callable[[Alike], str]) -> str:
        first = sequels[row.pk].first
        return value(first) if first else ""

    def address_of(alike: Alike) -> str:
        return address(alike.paragraph.get_absolute_url())

    return (
        ParagraphColumn(FOLLOWING_TEXT, lambda row: of(row, lambda first: first.paragraph.text)),
        ParagraphColumn(FOLLOWING_URL, lambda row: of(row, address_of)),
        ParagraphColumn(SHARED_WORDS, lambda row: of(row, _reason)),
    )


def _reason(alike: Alike) -> str:
    """The words that two passages share; if there are none, the subjects that they share."""
    return " ".join(alike.words) or ", ".join(alike.subjects)


def _days(inspections: list[Inspection]) -> Cell:
    """The last day of the inspection; of several, all days as one text, in the order given."""
    if len(inspections) == 1:
        return inspections[0].end_date
    return " ".join(f"{each.end_date}" for each in inspections)
