"""The map of England, drawn: two signs an authority, a tile and a row of the list beside it.

Written here, since a template that goes through them takes longer than all that the page asks the
database. A drawing is kept for its map, which is another one as soon as any grade on it is.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString

from reports.pages.home.tile_map import INNER, KEPT_MAPS, LatestGrade, Tile, TileMap
from reports.templatetags.archive import grade, month

register = template.Library()

TILE = (
    '<a class="tile {grade}" href="{address}" aria-label="{name}">'
    '<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="3" />'
    '<text x="{middle}" y="{label_y}">{label}</text>'
    '<text class="letter" x="{middle}" y="{letter_y}">{letter}</text></a>'
)
ROW = '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td></tr>'


@register.simple_tag
@lru_cache(maxsize=KEPT_MAPS)
def tiles(drawn: TileMap) -> SafeString:
    """A square for each authority that has a place."""
    # Everything in it is escaped, or ours.
    return SafeString("".join(map(_tile, drawn.tiles)))


def _tile(tile: Tile) -> str:
    latest = tile.latest
    return TILE.format(
        grade=latest.grade or "not-judged",
        address=latest.authority.get_absolute_url(),
        name=escape(latest.name),
        x=tile.x,
        y=tile.y,
        side=INNER,
        middle=tile.middle,
        label=escape(latest.authority.tile_label),
        label_y=tile.y + 15,
        letter=latest.letter,
        letter_y=tile.y + 31,
    )


@register.simple_tag
@lru_cache(maxsize=16 * KEPT_MAPS)
def rows_of_list(drawn: TileMap, heading: str) -> SafeString:
    """The authorities under one heading of the list, a row each."""
    return SafeString("".join(_row(each) for each in dict(drawn.listed)[heading]))


def _row(latest: LatestGrade) -> str:
    authority, inspection = latest.authority, latest.inspection
    told = f'<span class="none">{latest.told}</span>'
    if latest.grade:
        told = grade(latest.grade) + (
            '<span class="aside">judged together</span>' if latest.together else ""
        )
    seen = ""
    if inspection:
        seen = f'<a href="{inspection.get_absolute_url()}">{month(inspection.end_date)}</a>'
    return ROW.format(authority.get_absolute_url(), escape(str(authority)), told, seen)
