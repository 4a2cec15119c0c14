"""The rows of a subject's matrix: some two thousand numbers, each a link to its paragraphs."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString

from reports.models.addresses import address
from search.subjects.matrix import MatrixRow, RegionRows

register = template.Library()

ROW = '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>'
NUMBER = '<td><a href="{}">{}</a></td>'
NONE, NO_REPORT = "<td>0</td>", "<td></td>"


@register.simple_tag
def matrix_rows(part: RegionRows, search: str) -> SafeString:
    """The authorities of a region, a row each: the total, then each year, the latest first.

    `search` is the address that finds all paragraphs. Written here, since a template that goes
    through them takes longer than counting them.
    """
    # Everything in it is escaped, or ours.
    return SafeString("".join(_row(row, search) for row in part.rows))


def _row(row: MatrixRow, search: str) -> str:
    of_authority = f"{search}&authority={row.slug}"
    numbers = [_number(row.total.paragraphs, of_authority)]
    for cell in reversed(row.cells):
        if cell is None:
            numbers.append(NO_REPORT)
        else:
            numbers.append(_number(cell.paragraphs, f"{of_authority}&year={cell.year}"))
    page = address("authority-detail", row.slug)
    return ROW.format(escape(page), escape(row.name), "".join(numbers))


def _number(paragraphs: int, search: str) -> str:
    return NUMBER.format(escape(search), paragraphs) if paragraphs else NONE
