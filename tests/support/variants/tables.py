"""Ways to write a table."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence

from tests.support.variants.manuscript import Block
from tests.support.variants.way import Table, Way


def _joined_by(sign: str) -> Table:
    return lambda rows: [sign.join(row.cells) for row in rows]


def _markdown(rows: Sequence[Block]) -> list[str]:
    lines = [f"| {' | '.join(row.cells)} |" for row in rows]
    return [lines[0], "|---|---|", *lines[1:]]


def _columns(rows: Sequence[Block]) -> list[str]:
    return [row.cells[0] for row in rows] + [row.cells[-1] for row in rows]


def _columns_spaced(rows: Sequence[Block]) -> list[str]:
    labels = [row.cells[0] for row in rows]
    return ["\n\n".join(labels), "", "\n\n".join(row.cells[-1] for row in rows)]


def _columns_headless(rows: Sequence[Block]) -> list[str]:
    return [row.cells[0] for row in rows[1:]] + ["", *(row.cells[-1] for row in rows[1:])]


def _aligned(rows: Sequence[Block]) -> list[str]:
    width = max(len(row.cells[0]) for row in rows) + 3
    return [f"{row.cells[0]:<{width}}{row.cells[-1]}" for row in rows]


def _layout(rows: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        labels = textwrap.wrap(row.cells[0], 42)
        grades = textwrap.wrap(row.cells[-1], 24)
        for place in range(max(len(labels), len(grades))):
            label = labels[place] if place < len(labels) else ""
            grade = grades[place] if place < len(grades) else ""
            lines.append(f"  {label:<50}{grade}".rstrip())
        lines.append("")
    return lines[:-1]


def _grade_below(rows: Sequence[Block]) -> list[str]:
    return [cell for row in rows for cell in row.cells]


def _cells_spaced(rows: Sequence[Block]) -> list[str]:
    return "\n\n".join(_grade_below(rows)).split("\n")


def _grid(rows: Sequence[Block]) -> list[str]:
    rule = f"+{'-' * 90}+{'-' * 40}+"
    lines = [rule]
    for row in rows:
        lines += [f"| {row.cells[0]:<88} | {row.cells[-1]:<38} |", rule]
    return lines


def _boxes(rows: Sequence[Block]) -> list[str]:
    rule = "─" * 90
    lines = [f"┌{rule}┬{rule}┐"]
    for row in rows:
        lines += [f"│ {row.cells[0]} │ {row.cells[-1]} │", f"├{rule}┼{rule}┤"]
    return lines


def _html_table(rows: Sequence[Block]) -> list[str]:
    lines = [f"<tr><td>{'</td><td>'.join(map(html.escape, row.cells))}</td></tr>" for row in rows]
    return ["<table>", *lines, "</table>"]


def html_cells(rows: Sequence[Block]) -> list[str]:
    lines = ["<table>"]
    for row in rows:
        lines.append("<tr>")
        lines += [f"  <td>{html.escape(cell)}</td>" for cell in row.cells]
        lines.append("</tr>")
    return [*lines, "</table>"]


def _graded(cell: str) -> str:
    """A grade in capitals; longer cells are no grades."""
    return cell.upper() if len(cell) < 40 and "," not in cell else cell


def _capital_grades(rows: Sequence[Block]) -> list[str]:
    return [f"{row.cells[0]}\t{_graded(row.cells[-1])}" for row in rows]


def table_ways() -> Iterator[tuple[str, Way]]:
    signs = {
        "pipes": " | ",
        "pipes glued": "|",
        "colon": ": ",
        "en dash": " – ",
        "hyphen": " - ",
        "em dash": " — ",
        "semicolon": "; ",
        "comma": ", ",
        "spaces": "   ",
        "one space": " ",
        "dots": " ..... ",
        "equals": " = ",
        "arrow": " → ",
        "two tabs": "\t\t",
        "slash": " / ",
    }
    for name, sign in signs.items():
        yield f"table {name}", Way(table=_joined_by(sign))
    yield "table Markdown", Way(table=_markdown)
    yield "table in columns", Way(table=_columns)
    yield "table in columns, spaced", Way(table=_columns_spaced)
    yield "table in columns, without head", Way(table=_columns_headless)
    yield "table aligned", Way(table=_aligned)
    yield "table layout", Way(table=_layout)
    yield "table grade below", Way(table=_grade_below)
    yield "table cells spaced", Way(table=_cells_spaced)
    yield "table grid", Way(table=_grid)
    yield "table boxes", Way(table=_boxes)
    yield "table HTML", Way(table=_html_table)
    yield "table HTML cells", Way(table=html_cells)
    yield "table without head", Way(table=lambda rows: ["\t".join(row.cells) for row in rows[1:]])
    yield "table capitals", Way(table=_capital_grades)
    yield (
        "table in bullets",
        Way(table=lambda rows: [f"- {row.cells[0]}: {row.cells[-1]}" for row in rows[1:]]),
    )
    yield (
        "table quoted CSV",
        Way(table=lambda rows: [",".join(f'"{cell}"' for cell in row.cells) for row in rows]),
    )
    yield (
        "table of other words",
        Way(table=lambda rows: [f"{row.cells[0]}\t({row.cells[-1]})" for row in rows]),
    )
