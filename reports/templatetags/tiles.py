"""The map of England: a tile for each authority, and a row of the list.

They are written in Python: a template that loops over them takes longer than all queries of the
page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.facts.vocabulary import NOT_JUDGED
from reports.pages.home.tile_map import LatestGrade, Tile
from reports.templatetags.archive import MONTH, grade

register = template.Library()

LETTER_DOWN = 16
"""From the base line of a tile's label to that of its letter."""
TILE = (
    '<a class="tile {grade}" href="{address}" transform="translate({x} {y})">'
    "<title>{description}</title><rect/><text>{label}</text>"
    f'<text y="{LETTER_DOWN}">{{letter}}</text></a>'
)
"""A tile: its origin is the middle of the base line of its label. The stylesheet has the size of
the square, which is the same for all tiles.
"""
ROW = '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td></tr>'


@register.simple_tag
def tiles(drawn: Iterable[Tile]) -> SafeString:
    """A square for each authority that has a position."""
    return format_html_join("", TILE, (_tile(tile) for tile in drawn))


def _tile(tile: Tile) -> dict[str, object]:
    latest = tile.latest
    return {
        "grade": "other-scale" if tile.other_scale else latest.grade or NOT_JUDGED,
        "address": latest.authority.get_absolute_url(),
        "description": latest.description,
        "x": tile.middle,
        "y": tile.label_line,
        "label": latest.authority.tile_label,
        "letter": tile.letter,
    }


@register.simple_tag
def list_rows(listed: Iterable[LatestGrade]) -> SafeString:
    """A row of the list for each authority."""
    return format_html_join("", ROW, (_row(latest) for latest in listed))


def _row(latest: LatestGrade) -> tuple[object, ...]:
    authority = latest.authority
    inspected = ""
    if latest.inspection:
        inspected = format_html(
            '<a href="{}">{}</a>',
            latest.inspection.get_absolute_url(),
            format_date(latest.inspection.end_date, MONTH),
        )
    return authority.get_absolute_url(), authority, _grade(latest), inspected


def _grade(latest: LatestGrade) -> SafeString:
    if latest.grade is None:
        return format_html('<span class="none">{}</span>', latest.words)
    aside = "judged together" if latest.together else ""
    return format_html("{}{}", grade(latest.grade), _aside(aside))


def _aside(text: str) -> SafeString:
    return format_html('<span class="aside">{}</span>', text) if text else SafeString("")
