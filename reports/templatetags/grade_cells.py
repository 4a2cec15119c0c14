"""Cells of grades, in the tables that have hundreds of them.

Written here, since a template that goes through them takes longer than all that its page asks the
database. What tables show of an authority's latest inspection is kept for its row, which is another
one as soon as anything in it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString

from reports.facts.vocabulary import Region
from reports.models import Authority
from reports.models.addresses import address
from reports.overview.latest import AuthorityRow
from reports.overview.tracks import CORE, Cell
from reports.templatetags.archive import doubt, grade, month

register = template.Library()

KEPT_ROWS = 1000
"""Rows whose cells a process keeps: a few times as many as there are authorities."""
UNKNOWN = '<td colspan="{}" class="none">No full inspection known</td>'
COMPARE = '<a href="{}?authority={}&amp;authority={}">Compare<span class="visually-hidden"> with {}</span></a>'


@register.simple_tag
def judged_cells(cells: Iterable[Cell]) -> SafeString:
    """A full inspection's cells with the grades in words; what was judged together is one cell."""
    # Everything in it is escaped, or ours.
    return SafeString("\n".join(map(_judged, cells)))


def _judged(cell: Cell) -> str:
    label = "Children in care and care leavers" if cell.together else cell.track.label
    told = '<span class="none">not judged separately</span>'
    if cell.judgement:
        aside = "judged together" if cell.together else cell.another_name
        told = grade(cell.judgement.grade) + (
            f' <span class="aside">{escape(aside)}</span>' if aside else ""
        )
    return f'<td{_colspan(cell)} data-label="{label}">{told}</td>'


@register.simple_tag
def beside_rows(own: AuthorityRow, others: Iterable[AuthorityRow]) -> SafeString:
    """An authority, to be read against, and others, each with a link that compares the two."""
    rows = (_beside(row, own.authority) for row in others)
    return SafeString(
        "".join([f'<tr class="own">{_named(own, is_link=False)}<td></td></tr>', *rows])
    )


def _beside(row: AuthorityRow, own: Authority) -> str:
    link = COMPARE.format(
        address("compare"), own.slug, row.authority.slug, escape(str(row.authority))
    )
    return f"<tr>{_named(row, is_link=True)}<td>{link}</td></tr>"


@lru_cache(maxsize=KEPT_ROWS)
def _named(row: AuthorityRow, *, is_link: bool) -> str:
    """What a table shows of an authority, from its name to its grades."""
    cells = UNKNOWN.format(len(CORE) + 1)
    if inspection := row.inspection:
        seen = (
            f'<td><a href="{inspection.get_absolute_url()}">{month(inspection.end_date)}</a></td>'
        )
        cells = seen + _short_cells(row)
    return f'<th scope="row">{_name(row.authority, is_link=is_link)}</th>{cells}'


@register.simple_tag
def authority_rows(rows: Iterable[AuthorityRow]) -> SafeString:
    """The rows of the list of authorities."""
    return SafeString("".join(map(_listed, rows)))


@lru_cache(maxsize=KEPT_ROWS)
def _listed(row: AuthorityRow) -> str:
    authority, cells = row.authority, UNKNOWN.format(len(CORE) + 1)
    if inspection := row.inspection:
        ended = format_date(inspection.end_date, "F Y")
        cells = f'<td><a href="{inspection.get_absolute_url()}">{ended}</a>{doubt(inspection)}</td>{_short_cells(row)}'
    region = Region(authority.region).label
    return f'<tr><th scope="row">{_name(authority, is_link=True)}</th><td>{region}</td>{cells}</tr>'


def _short_cells(row: AuthorityRow) -> str:
    return "".join(map(_short, row.cells))


def _short(cell: Cell) -> str:
    told = '<span class="none" role="img" aria-label="not judged">·</span>'
    if cell.judgement:
        both = '<span class="visually-hidden">for both together</span>' if cell.together else ""
        told = grade(cell.judgement.grade, short=True) + both
    return f'<td data-label="{cell.track.letter}{" V" if cell.together else ""}"{_colspan(cell)}>{told}</td>'


def _name(authority: Authority, *, is_link: bool) -> str:
    name = escape(str(authority))
    return f'<a href="{authority.get_absolute_url()}">{name}</a>' if is_link else name


def _colspan(cell: Cell) -> str:
    return f' colspan="{cell.span}"' if cell.span > 1 else ""
