"""Passages that a search found, as HTML: twenty of them by a template take three times as long."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from reports.web.html import html_each, html_rows
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
NEIGHBOUR = """<p class="passage-text neighbour"><span class="where">{}</span> {}</p>
"""
CITE = """<details class="cite"><summary>Cite<span class="visually-hidden"> {}</span></summary>
<p>{}</p>
<p>For reference managers: <a href="{}.bib">BibTeX</a>, <a href="{}.ris">RIS</a></p></details>
"""
SIMILAR = '<a href="{}">{}<span class="visually-hidden">: {}, {}</span></a>'
ABOUT = {True: "Follow-up and similar passages", False: "Similar paragraphs"}
"""What the link to similar passages says of a point, and of any other passage."""


@register.simple_tag
def hits(cards: Sequence[Card], *, in_report: bool = False) -> SafeString:
    """The passages one after the other; those under the heading of their report do not name it.

    Each part is written for all of them at once.
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
    """What stands before and after each passage; nothing where it stands alone."""
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
