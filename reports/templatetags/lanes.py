"""The grades and dots of a timeline: an authority with many inspections has a hundred of them.

Written here, since a template that goes through them takes longer than all that the page asks the
database.
"""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from reports.pages.authority.timeline import TILE, Dot, GradeTile, Lane, Timeline

register = template.Library()

GRADE = (
    '<g class="tile {grade}" transform="translate({shift} 0)">'
    f'<rect x="{{share}}" y="{{top}}" width="{TILE}" height="{{height}}" rx="3"'
    f' transform="translate(-{TILE // 2} 0)" />'
    '<text class="letter" x="{share}" y="{letter_y}">{letter}</text></g>'
)
DOT = (
    '<svg class="dot{other}" x="{share}" y="{middle}" overflow="visible">'
    '<g transform="translate({shift} 0)">{shape}</g></svg>'
)
SHAPES = {
    "circle": '<circle r="6" />',
    "square": '<rect x="-7" y="-7" width="14" height="14" />',
    "diamond": '<path d="M0-8 8 0 0 8-8 0z" />',
}


@register.simple_tag
def grades_and_dots(line: Timeline) -> SafeString:
    """Every grade in its lanes, then every inspection without its grades."""
    grades = map(_grade, line.tiles)
    dots = (_dot(dot, lane) for lane in line.lanes for dot in lane.dots)
    # Nothing in it comes from a report.
    return SafeString("\n".join([*grades, *dots]))


def _grade(tile: GradeTile) -> str:
    return GRADE.format(
        grade=tile.grade,
        shift=tile.place.shift,
        share=tile.place.share,
        top=tile.top,
        height=tile.height,
        letter=tile.grade.letter,
        letter_y=tile.middle + 5,
    )


def _dot(dot: Dot, lane: Lane) -> str:
    return DOT.format(
        other=" other" if lane.other else "",
        share=dot.place.share,
        middle=lane.middle,
        shift=dot.place.shift,
        shape=SHAPES[dot.shape],
    )
