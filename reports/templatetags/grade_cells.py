"""Cells of grades, in tables that have hundreds of them.

They are written in Python: a template that loops over them takes longer than all queries of the
page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.facts.frameworks import CORE
from reports.facts.vocabulary import Region
from reports.models import Authority
from reports.models.addresses import address
from reports.overview.grade_cells import GradeCell
from reports.overview.latest import AuthorityRow
from reports.templatetags.archive import doubt, grade, month
from reports.web.html import html_each, html_rows

register = template.Library()

WORD_CELL = '<td{} data-label="{}">{}</td>'
LETTER_CELL = '<td data-label="{}"{}>{}</td>'
LISTED_ROW = '<tr{}><th scope="row">{}</th><td>{}</td>{}</tr>'
NEIGHBOUR_ROW = '<tr><th scope="row">{}</th>{}<td>{}</td></tr>'
OWN_ROW = '<tr class="own"><th scope="row">{}</th>{}<td></td></tr>'
ANCHOR = ' id="{}"'
LINK = '<a href="{}">{}</a>'
INSPECTED = '<td><a href="{}">{}</a>{}</td>{}'
NO_INSPECTION = SafeString(
    f'<td colspan="{len(CORE) + 1}" class="none">No full inspection listed</td>'
)
"""One cell for the day and all grades."""
NO_INITIALS: Mapping[str, AuthorityRow] = {}
NOT_JUDGED = mark_safe('<span class="none" role="img" aria-label="not judged">–</span>')
NOT_SEPARATELY = mark_safe('<span class="none">not judged separately</span>')
FOR_BOTH = mark_safe('<span class="visually-hidden">for both together</span>')
NOTHING = SafeString("")
COMPARE = (
    '<a href="{}?authority={}&amp;authority={}">Compare'
    '<span class="visually-hidden"> with {}</span></a>'
)


@register.simple_tag
def judged_cells(cells: Iterable[GradeCell]) -> SafeString:
    """The cells of a full inspection's grades in words. A joint judgement is one cell."""
    return format_html_join("\n", WORD_CELL, (_word_cell(cell) for cell in cells))


def _word_cell(cell: GradeCell) -> tuple[object, ...]:
    label = cell.joint.label if cell.joint else cell.track.label
    if cell.judgement is None:
        return _colspan(cell), label, NOT_SEPARATELY
    badge = grade(cell.judgement.grade)
    aside = "judged together" if cell.together else cell.another_name
    if aside:
        badge = format_html('{} <span class="aside">{}</span>', badge, aside)
    return _colspan(cell), label, badge


@register.simple_tag
def authority_rows(
    rows: Iterable[AuthorityRow], initials: Mapping[str, AuthorityRow] = NO_INITIALS
) -> SafeString:
    """The rows of the list of authorities; the first of each initial letter can be linked to.

    Each column is written for all of them at once.
    """
    listed = list(rows)
    linked = {row.authority.pk for row in initials.values()}
    authorities = [row.authority for row in listed]
    inspections = [row.inspection for row in listed]
    anchors = html_each(
        ANCHOR, [(each.slug,) if each.pk in linked else None for each in authorities]
    )
    regions = [Region(each.region).label for each in authorities]
    ended = [f"{each.end_date:%B %Y}" if each else "" for each in inspections]
    doubts = [doubt(each) if each else NOTHING for each in inspections]
    inspected = _inspected(listed, ended, doubts)
    columns = zip(anchors, _links(authorities), regions, inspected, strict=True)
    return html_rows(LISTED_ROW, columns)


@register.simple_tag
def neighbour_rows(own: AuthorityRow, others: Iterable[AuthorityRow]) -> SafeString:
    """The rows of an authority and of others, which have a link to a comparison with it."""
    rows = [own, *others]
    months = [month(row.inspection.end_date) if row.inspection else "" for row in rows]
    own_cells, *cells = _inspected(rows, months, [NOTHING] * len(rows))
    authorities = [row.authority for row in rows[1:]]
    page, slug = address("compare"), own.authority.slug
    compare = html_each(COMPARE, [(page, slug, each.slug, each) for each in authorities])
    columns = zip(_links(authorities), cells, compare, strict=True)
    own_row = html_rows(OWN_ROW, [(own.authority, own_cells)])
    return own_row + html_rows(NEIGHBOUR_ROW, columns)


def _inspected(
    rows: Sequence[AuthorityRow], ended: Sequence[str], doubts: Sequence[SafeString]
) -> list[SafeString]:
    """The cells of each full inspection and of its grades; one cell where there is none."""
    grades = _letter_cells(rows)
    cells = [
        (address("inspection-detail", row.inspection.slug), ended[at], doubts[at], grades[at])
        if row.inspection
        else None
        for at, row in enumerate(rows)
    ]
    return [each or NO_INSPECTION for each in html_each(INSPECTED, cells)]


def _letter_cells(rows: Sequence[AuthorityRow]) -> list[SafeString]:
    """The grades of each row."""
    cells_of_rows = [row.cells for row in rows]
    values = [_letter_cell(cell) for cells in cells_of_rows for cell in cells]
    written = iter(html_each(LETTER_CELL, values))
    return [SafeString("".join([next(written) for _ in cells])) for cells in cells_of_rows]


def _letter_cell(cell: GradeCell) -> tuple[str, SafeString, SafeString]:
    label = " ".join(track.letter for track in cell.tracks)
    if cell.judgement is None:
        return label, _colspan(cell), NOT_JUDGED
    badge = grade(cell.judgement.grade, short=True)
    if cell.together:
        badge += FOR_BOTH
    return label, _colspan(cell), badge


def _links(authorities: Sequence[Authority]) -> list[SafeString]:
    addresses = [address("authority-detail", each.slug) for each in authorities]
    names = [str(each) for each in authorities]
    return html_each(LINK, zip(addresses, names, strict=True))


def _colspan(cell: GradeCell) -> SafeString:
    return SafeString(f' colspan="{cell.span}"') if cell.span > 1 else NOTHING
