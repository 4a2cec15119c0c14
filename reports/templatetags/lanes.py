"""The grades and dots of a timeline: an authority with many inspections has a hundred of them.

They are written in Python: a template that loops over them takes longer than all queries of the
page.
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.pages.authority.timeline import TILE, Dot, GradeTile, Lane, Timeline

register = template.Library()

GRADE = (
    '<g class="tile {grade}" transform="translate({shift} 0)">'
    f'<rect x="{{share}}" y="{{top}}" width="{TILE}" height="{{height}}" rx="3"'
    f' transform="translate(-{TILE // 2} 0)" />'
    '<text class="letter" x="{share}" y="{letter_y}">{letter}</text></g>'
)
LETTER_DOWN = 5
"""Pixels from the middle of a tile to the base line of its letter."""
DOT = (
    '<svg class="dot{other}" x="{share}" y="{middle}" overflow="visible">'
    '<g transform="translate({shift} 0)">{shape}</g></svg>'
)
SHAPES = {
    "circle": mark_safe('<circle r="6" />'),
    "square": mark_safe('<rect x="-7" y="-7" width="14" height="14" />'),
    "diamond": mark_safe('<path d="M0-8 8 0 0 8-8 0z" />'),
}


@register.simple_tag
def grades_and_dots(line: Timeline) -> SafeString:
    """The SVG of all grades in their lanes, then of the dots for other inspections."""
    grades = format_html_join("\n", GRADE, (_grade(tile) for tile in line.tiles))
    parts = [(grades,)]
    for lane in line.lanes:
        dots = _dots(lane)
        if dots:
            parts.append((dots,))
    return format_html_join("\n", "{}", parts)


def _dots(lane: Lane) -> SafeString:
    return format_html_join("\n", DOT, (_dot(dot, lane) for dot in lane.dots))


def _grade(tile: GradeTile) -> dict[str, object]:
    return {
        "grade": tile.grade.value,
        "shift": tile.x.shift,
        "share": tile.x.share,
        "top": tile.top,
        "height": tile.height,
        "letter": tile.grade.letter,
        "letter_y": tile.middle + LETTER_DOWN,
    }


def _dot(dot: Dot, lane: Lane) -> dict[str, object]:
    return {
        "other": " other" if lane.other else "",
        "share": dot.x.share,
        "middle": lane.middle,
        "shift": dot.x.shift,
        "shape": SHAPES[dot.shape],
    }
