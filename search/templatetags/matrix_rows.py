"""The rows of a subject's matrix: some two thousand numbers, each a link to its paragraphs."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.models.addresses import address
from reports.web.html import html_rows
from search.subjects.matrix import MatrixRow, RegionRows

register = template.Library()

ROW = '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>'
NUMBER = '<td><a href="{}">{}</a></td>'
NONE = mark_safe("<td>0</td>")
NO_REPORT = mark_safe("<td></td>")


@register.simple_tag
def matrix_rows(part: RegionRows, search: str) -> SafeString:
    """The authorities of a region, a row each: the total, then each year, the latest first.

    `search` is the address that finds all paragraphs.
    """
    return html_rows(ROW, [_row(row, search) for row in part.rows])


def _row(row: MatrixRow, search: str) -> tuple[str, str, SafeString]:
    of_authority = f"{search}&authority={row.slug}"
    cells = [_number(row.total.paragraphs, of_authority)]
    for cell in reversed(row.cells):
        if cell is None:
            cells.append(NO_REPORT)
        else:
            cells.append(_number(cell.paragraphs, f"{of_authority}&year={cell.year}"))
    return address("authority-detail", row.slug), row.name, SafeString("".join(cells))


def _number(paragraphs: int, search: str) -> SafeString:
    return html_rows(NUMBER, [(search, paragraphs)]) if paragraphs else NONE
