"""Cells of grades, in tables that have hundreds of them.

They are written in Python: a template that loops over them takes longer than all queries of the
page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.facts.frameworks import CORE
from reports.facts.vocabulary import Region
from reports.models import Authority
from reports.models.addresses import address
from reports.overview.grade_cells import GradeCell
from reports.overview.latest import AuthorityRow
from reports.templatetags.archive import doubt, grade, month

register = template.Library()

WORD_CELL = '<td{} data-label="{}">{}</td>'
LETTER_CELL = '<td data-label="{}"{}>{}</td>'
LISTED_ROW = '<tr{}><th scope="row">{}</th><td>{}</td>{}</tr>'
NEIGHBOUR_ROW = '<tr><th scope="row">{}</th>{}<td>{}</td></tr>'
OWN_ROW = '<tr class="own"><th scope="row">{}</th>{}<td></td></tr>'
NO_INSPECTION = '<td colspan="{}" class="none">No full inspection listed</td>'
NO_INITIALS: Mapping[str, AuthorityRow] = {}
NOT_JUDGED = mark_safe('<span class="none" role="img" aria-label="not judged">·</span>')
NOT_SEPARATELY = mark_safe('<span class="none">not judged separately</span>')
FOR_BOTH = mark_safe('<span class="visually-hidden">for both together</span>')
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
    """The rows of the list of authorities; the first of each initial letter can be linked to."""
    linked = {row.authority.pk for row in initials.values()}
    return format_html_join("", LISTED_ROW, (_listed_row(row, linked) for row in rows))


def _listed_row(row: AuthorityRow, linked: Collection[int]) -> tuple[object, ...]:
    return _anchor(row.authority, linked), *_columns(row)


def _anchor(authority: Authority, linked: Collection[int]) -> SafeString:
    if authority.pk not in linked:
        return SafeString("")
    return format_html(' id="{}"', authority.slug)


def _columns(row: AuthorityRow) -> tuple[object, ...]:
    region = Region(row.authority.region).label
    if row.inspection is None:
        return _link(row.authority), region, _no_inspection()
    ended = format_date(row.inspection.end_date, "F Y")
    inspected = format_html(
        '<td><a href="{}">{}</a>{}</td>',
        row.inspection.get_absolute_url(),
        ended,
        doubt(row.inspection),
    )
    return _link(row.authority), region, format_html("{}{}", inspected, _letter_cells(row))


@register.simple_tag
def neighbour_rows(own: AuthorityRow, others: Iterable[AuthorityRow]) -> SafeString:
    """The rows of an authority and of others, which have a link to a comparison with it."""
    own_row = format_html(OWN_ROW, own.authority, _inspected_and_grades(own))
    rows = format_html_join("", NEIGHBOUR_ROW, (_neighbour(row, own.authority) for row in others))
    return format_html("{}{}", own_row, rows)


def _neighbour(row: AuthorityRow, own: Authority) -> tuple[object, ...]:
    compare = format_html(COMPARE, address("compare"), own.slug, row.authority.slug, row.authority)
    return _link(row.authority), _inspected_and_grades(row), compare


def _inspected_and_grades(row: AuthorityRow) -> SafeString:
    if row.inspection is None:
        return _no_inspection()
    inspected = format_html(
        '<td><a href="{}">{}</a></td>',
        row.inspection.get_absolute_url(),
        month(row.inspection.end_date),
    )
    return format_html("{}{}", inspected, _letter_cells(row))


def _letter_cells(row: AuthorityRow) -> SafeString:
    return format_html_join("", LETTER_CELL, (_letter_cell(cell) for cell in row.cells))


def _letter_cell(cell: GradeCell) -> tuple[object, ...]:
    label = " ".join(track.letter for track in cell.tracks)
    if cell.judgement is None:
        return label, _colspan(cell), NOT_JUDGED
    badge = grade(cell.judgement.grade, short=True)
    if cell.together:
        badge = format_html("{}{}", badge, FOR_BOTH)
    return label, _colspan(cell), badge


def _no_inspection() -> SafeString:
    """One cell for the day and all grades."""
    return format_html(NO_INSPECTION, len(CORE) + 1)


def _link(authority: Authority) -> SafeString:
    return format_html('<a href="{}">{}</a>', authority.get_absolute_url(), authority)


def _colspan(cell: GradeCell) -> SafeString:
    return format_html(' colspan="{}"', cell.span) if cell.span > 1 else SafeString("")
