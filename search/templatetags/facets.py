"""The boxes of a facet: two hundred of them stand beside every answer."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString

from search.results.facets import Choice, Facet

register = template.Library()

ONLY_WHAT_IS_LEFT = {"authority", "year"}
"""The facets that show only what would leave something; of the others the reader knows all values.
"""
BOX = (
    '<label><input type="checkbox" name="{}" value="{}" form="search"{}> '
    '<span>{} <span class="count">{:,}</span></span></label>'
)


@register.simple_tag
def boxes(facet: Facet) -> SafeString:
    """A box for each choice; one that would leave nothing is switched off.

    Written here, since a template that goes through them takes longer than a search.
    """
    shown = (
        each
        for each in facet.choices
        if each.count or each.chosen or facet.name not in ONLY_WHAT_IS_LEFT
    )
    # Everything in it is escaped, or ours.
    return SafeString("\n".join(_box(facet.name, each) for each in shown))


def _box(name: str, choice: Choice) -> str:
    state = " checked" if choice.chosen else "" if choice.count else " disabled"
    return BOX.format(name, escape(choice.value), state, escape(choice.label), choice.count)
