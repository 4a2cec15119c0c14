"""What a benchmark says: a heading, a sentence on how it was measured, and a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """One table of figures; every row has as many cells as there are `columns`."""

    heading: str
    how: str
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def show(self, console: Console) -> None:
        table = Table(
            title=self.heading, title_justify="left", caption=self.how, caption_justify="left"
        )
        for place, column in enumerate(self.columns):
            table.add_column(column, justify="right" if place else "left")
        for row in self.rows:
            table.add_row(*row)
        console.print(table if self.rows else f"{self.heading}: {self.how}")
        console.print()

    def as_markdown(self) -> str:
        lines = [f"## {self.heading}", "", self.how]
        if self.rows:
            lines += ["", _row(self.columns), _row(["---", *["---:"] * (len(self.columns) - 1)])]
            lines += [_row(row) for row in self.rows]
        return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
