"""The rows of a subject's matrix: two thousand numbers, each of which leads to its paragraphs."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString

from reports.models.addresses import address
from search.subjects.matrix import Cell, MatrixRow, RegionRows

register = template.Library()

ROW = '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>'
FOUND = '<td><a href="{}">{}</a></td>'
NOTHING, NO_REPORT = "<td>0</td>", "<td></td>"


@register.simple_tag
def matrix_rows(part: RegionRows, search: str) -> SafeString:
    """The authorities of a region, a row each: all years, then each year, the newest first.

    `search` is the address that finds all paragraphs. Written here, since a template that goes
    through them takes longer than counting them.
    """
    # Everything in it is escaped, or ours.
    return SafeString("".join(_row(row, escape(search)) for row in part.rows))


def _row(row: MatrixRow, search: str) -> str:
    of_authority = f"{search}&amp;authority={row.slug}"
    numbers = [_number(row.all, of_authority)]
    numbers += [
        _number(cell, f"{of_authority}&amp;year={cell.year}") if cell else NO_REPORT
        for cell in row.cells[::-1]
    ]
    return ROW.format(address("authority-detail", row.slug), escape(row.name), "".join(numbers))


def _number(cell: Cell, found: str) -> str:
    return FOUND.format(found, cell.paragraphs) if cell.paragraphs else NOTHING
