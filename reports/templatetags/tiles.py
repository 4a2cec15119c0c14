"""The map of England: a tile for each authority, and a row of the list.

They are written in Python: a template that loops over them takes longer than all queries of the
page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.facts.vocabulary import NOT_JUDGED
from reports.models.addresses import address
from reports.pages.home.tile_map import LatestGrade, Tile
from reports.templatetags.archive import grade
from reports.web.html import html_each, html_rows

register = template.Library()

LETTER_DOWN = 16
"""From the base line of a tile's label to that of its letter."""
TILE = (
    '<a class="tile {}" href="{}" transform="translate({} {})"><title>{}</title><rect/>'
    f'<text>{{}}</text><text y="{LETTER_DOWN}">{{}}</text></a>'
)
"""A tile: its origin is the middle of the base line of its label. The stylesheet has the size of
the square, which is the same for all tiles.
"""
ROW = '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td></tr>'
INSPECTED = '<a href="{}">{}</a>'
NO_GRADE = '<span class="none">{}</span>'
TOGETHER = mark_safe('<span class="aside">judged together</span>')


@register.simple_tag
def tiles(drawn: Iterable[Tile]) -> SafeString:
    """A square for each authority that has a position."""
    return html_rows(TILE, [_tile(tile) for tile in drawn])


def _tile(tile: Tile) -> tuple[object, ...]:
    latest = tile.latest
    return (
        "other-scale" if tile.other_scale else latest.grade or NOT_JUDGED,
        latest.authority.get_absolute_url(),
        tile.middle,
        tile.label_line,
        latest.description,
        latest.authority.tile_label,
        tile.letter,
    )


@register.simple_tag
def list_rows(listed: Iterable[LatestGrade]) -> SafeString:
    """A row of the list for each authority."""
    rows = list(listed)
    authorities = [each.authority for each in rows]
    inspections = [each.inspection for each in rows]
    months = [
        (address("inspection-detail", each.slug), f"{each.end_date:%B %Y}") if each else None
        for each in inspections
    ]
    grades = [_grade(each) for each in rows]
    addresses = [address("authority-detail", each.slug) for each in authorities]
    names = [str(each) for each in authorities]
    inspected = html_each(INSPECTED, months)
    return html_rows(ROW, zip(addresses, names, grades, inspected, strict=True))


def _grade(latest: LatestGrade) -> SafeString:
    if latest.grade is None:
        return html_rows(NO_GRADE, [(latest.words,)])
    badge = grade(latest.grade)
    return badge + TOGETHER if latest.together else badge
