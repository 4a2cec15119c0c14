"""The declaration of a table: its columns, its rows, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

Cell = str | int | float | date | None
"""A value of a table; None and the empty text are an empty cell."""

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Crown copyright, Ofsted. This archive is independent of Ofsted."
)


class CellType(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share from 0 to 1"
    DAY = "date"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header, a short description, and the type of its cells."""

    name: str
    description: str
    type: CellType = CellType.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be saved as a file.

    `name` becomes part of the file's name, `sheet` the name of its sheet (at most 31 characters).
    `rows` is called when the file is made; each row has a cell for each of `columns`, then of
    `added`. In CSV the columns `added` come after those of `about`, so that older columns keep
    their places.

    `about` returns what the table is about, by the names of columns; without it, these are the
    address, the time, the coverage and the licence. With `states_coverage`, a CSV file has the
    coverage in every row.

    `row_count` is the number of rows, if it is known before they are read. For `is_small` see
    `export_response`.
    """

    name: str
    sheet: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    added: Sequence[Column] = ()
    about: Callable[[], Mapping[str, str]] | None = None
    states_coverage: bool = False
    row_count: int | None = None
    is_small: bool = False
