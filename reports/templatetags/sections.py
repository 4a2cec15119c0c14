"""The summary and the numbered paragraphs of a report, as HTML: a template takes most of the time of
a long report.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph
from reports.pages.inspection.report_text import SectionText
from reports.web.html import html_each, html_rows

register = template.Library()

SECTION = """<section data-part="{}" aria-labelledby="{}">
<h2 id="{}">{}</h2>
<ol class="paragraphs">
{}
</ol>
</section>"""
PARAGRAPH = (
    '<li id="{0}" value="{1}"> <div class="gutter"> <a class="number" href="#{0}"'
    ' aria-label="Permanent link to {2}">{3}</a> {4} <a class="alike" href="{5}">cite, similar'
    '<span class="visually-hidden"> passages: {2}</span></a> </div> <p>{6}</p> </li>'
)
PAGE = '<span class="page"> <abbr title="page">p.</abbr> {1} </span>'
PAGE_OF_FILE = (
    '<span class="page"> <a href="{0}#page={1}"><abbr title="page">p.</abbr> {1}'
    '<span class="visually-hidden"> of the original</span></a> </span>'
)
PASSAGE = """{0}<div class="passage" id="{1}">
<p>{2} <a class="pilcrow" href="#{1}" aria-label="Permanent link to this passage: {3}, {4}">¶</a>{5}</p>
</div>"""
HEADING = "<h3>{}</h3>\n"
NO_HEADING = "Paragraphs without a heading"


@register.simple_tag
def sections(parts: Sequence[SectionText], slug: str, file: str) -> SafeString:
    """The HTML of a report's sections, each under its heading.

    `slug` is the inspection's. `file` is the address of its original, whose pages it links to;
    empty if the original has no pages.
    """
    paragraphs = [paragraph for part in parts for paragraph in part.paragraphs]
    written = iter(html_each(PARAGRAPH, _paragraph_rows(paragraphs, slug, file)))
    rows = []
    for number, part in enumerate(parts, 1):
        heading = part.heading or NO_HEADING
        content = SafeString("\n".join([next(written) for _ in part.paragraphs]))
        rows.append((number, part.anchor, part.anchor, heading, content))
    return html_rows(SECTION, rows, between="\n")


@register.simple_tag
def summary_passages(passages: Sequence[Paragraph], file: str) -> SafeString:
    """The HTML of the passages of a report's summary, each new heading before its first passage.

    `file` is as for `sections`.
    """
    headings: list[str] = [passage.heading for passage in passages]
    # A heading that is the same as that of the passage before is not repeated.
    is_new = [at == 0 or heading != headings[at - 1] for at, heading in enumerate(headings)]
    shown = html_each(
        HEADING, [(each,) if each and is_new[at] else None for at, each in enumerate(headings)]
    )
    anchors = [passage.anchor for passage in passages]
    labels = [passage.label for passage in passages]
    pages = _pages(passages, file)
    rows = [
        (shown[at], anchors[at], passage.text, labels[at], at + 1, pages[at])
        for at, passage in enumerate(passages)
    ]
    return html_rows(PASSAGE, rows, between="\n")


def _pages(paragraphs: Sequence[Paragraph], file: str) -> list[SafeString]:
    """The page of each paragraph in the original; nothing for one whose page is not known."""
    template = PAGE_OF_FILE if file else PAGE
    return html_each(template, [(file, each.page) if each.page else None for each in paragraphs])


def _paragraph_rows(
    paragraphs: Sequence[Paragraph], slug: str, file: str
) -> list[tuple[object, ...]]:
    """The values of `PARAGRAPH` for each paragraph.

    A number that the archive gave is in brackets.
    """
    anchors = [paragraph.anchor for paragraph in paragraphs]
    labels = [paragraph.label for paragraph in paragraphs]
    pages = _pages(paragraphs, file)
    # The page of a passage is below that of its report.
    report = reverse("inspection-detail", args=[slug])
    rows: list[tuple[object, ...]] = []
    for anchor, label, page, paragraph in zip(anchors, labels, pages, paragraphs, strict=True):
        number: object = paragraph.number
        if paragraph.numbered_by == NumberedBy.ARCHIVE:
            number = f"[{paragraph.number}]"
        passage = f"{report}{anchor}/"
        rows.append((anchor, paragraph.number, label, number, page, passage, paragraph.text))
    return rows
