"""The passages and facets of a search as HTML.

Written in Python: twenty passages and two hundred boxes take three times as long in a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe

from reports.web.html import html_each, html_rows
from search.results.form import ONLY_WITH_PARAGRAPHS, Facet
from search.results.hits import Card

register = template.Library()

HIT = """<article class="hit">
{}
<p class="facts">{}{}{}</p>
<p class="passage-text">{}</p>
<div class="tools">
{}{}{}
</div>
</article>"""
HEADING = '<h3><a href="{0}">{1}, {2}: {3}</a></h3>'
HEADING_IN_REPORT = '<h4><a href="{0}">{4}</a></h4>'
SECTION = "<span>{} {}</span>"
FACT = "<span>{}</span>"
PAGE = "<span>page {} of the original</span>"
AROUND = """<details class="around"><summary>Read around it<span class="visually-hidden">: {}</span></summary>
{}{}</details>
"""
NEIGHBOUR = "<p><b>{}</b> {}</p>\n"
CITE = """<details class="cite"><summary>Cite<span class="visually-hidden"> {}</span></summary>
<p>{}</p>
<p>For reference managers: <a href="{}.bib">BibTeX</a>, <a href="{}.ris">RIS</a></p></details>
"""
SIMILAR = '<a href="{}">{}<span class="visually-hidden">: {}, {}</span></a>'
GROUP = """<details class="group" id="filter-{}"{}>
<summary>{}{}</summary>
<fieldset>
<legend class="visually-hidden">{}</legend>
<div class="boxes{}">
{}
</div>
</fieldset>
</details>
"""
CHOSEN = ' <span class="chosen">{}</span>'
BOX = '<label><input type="checkbox" name="{}" value="{}" form="search"'
LABEL = "> {} <b>"
END_OF_BOX = "</b></label>\n"
OPEN, LONG = mark_safe(" open"), mark_safe(' long" data-complete="boxes')
NOTHING = SafeString("")
LONG_FACET = "authority"
"""The facet of so many boxes that a field above them finds one by its name."""
ABOUT = {True: "Follow-up and similar passages", False: "Similar paragraphs"}
"""The text of the link to similar passages: for a point (True), and for other passages."""


@register.simple_tag
def hits(cards: Sequence[Card], *, in_report: bool = False) -> SafeString:
    """The passages as articles; with `in_report`, their headings do not repeat the report's name.

    Each part is written for all passages at once, which is quicker.
    """
    heading = HEADING_IN_REPORT if in_report else HEADING
    named = [
        (card.address, card.authority, card.month, card.label, capfirst(card.label))
        for card in cards
    ]
    # The page of a passage ends in a slash, its files in their kind.
    files = [card.similar.rstrip("/") for card in cards]
    cited = [(card.label, card.citation, files[at], files[at]) for at, card in enumerate(cards)]
    similar = [(card.similar, ABOUT[card.is_point], card.authority, card.label) for card in cards]
    sections = [(card.area, card.grade) if card.area else None for card in cards]
    parts = zip(
        html_each(heading, named),
        html_each(SECTION, sections),
        html_each(FACT, [(card.kind,) for card in cards]),
        html_each(PAGE, [(card.page,) if card.page else None for card in cards]),
        [card.highlighted for card in cards],
        _around(cards),
        html_each(CITE, cited),
        html_each(SIMILAR, similar),
        strict=True,
    )
    return html_rows(HIT, parts, between="\n")


def _around(cards: Sequence[Card]) -> list[SafeString]:
    """The text before and after each passage; empty if there is none."""
    sides = [[card.before for card in cards], [card.after for card in cards]]
    before, after = [
        html_each(NEIGHBOUR, [(capfirst(each.label), each.text) if each else None for each in side])
        for side in sides
    ]
    rows = [
        (card.label, before[at], after[at]) if before[at] or after[at] else None
        for at, card in enumerate(cards)
    ]
    return html_each(AROUND, rows)


@lru_cache(maxsize=1_000)
def _box(name: str, value: str, label: str) -> tuple[SafeString, SafeString]:
    """The HTML of a box before its state, and that between its state and its number."""
    return html_rows(BOX, [(name, value)]), html_rows(LABEL, [(label,)])


@register.simple_tag
def facet_groups(facets: Sequence[Facet]) -> list[tuple[str, SafeString]]:
    """The name of each facet, and its boxes, which can be folded; a box without paragraphs cannot
    be ticked.
    """
    boxes: dict[str, SafeString] = {}
    for facet in facets:
        pieces = []
        for choice in facet.choices:
            if not choice.count and not choice.chosen and facet.name in ONLY_WITH_PARAGRAPHS:
                continue
            state = "" if choice.count else " disabled"
            if choice.chosen:
                state = " checked"
            box, label = _box(facet.name, choice.value, choice.label)
            pieces.append(f"{box}{state}{label}{choice.count:,}{END_OF_BOX}")
        boxes[facet.name] = SafeString("".join(pieces))  # safe: `_box` escapes, and numbers are
    chosen = html_each(CHOSEN, [(each.chosen,) if each.chosen else None for each in facets])
    groups = [
        (
            *(each.name, OPEN if each.is_open else NOTHING, each.label, chosen[at], each.label),
            *(LONG if each.name == LONG_FACET else NOTHING, boxes[each.name]),
        )
        for at, each in enumerate(facets)
    ]
    return list(zip(boxes, html_each(GROUP, groups), strict=True))
