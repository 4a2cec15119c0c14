"""The numbered paragraphs of a report as HTML: all that is text is escaped."""

from __future__ import annotations

from reports.facts.vocabulary import NumberedBy, Role
from reports.models import Paragraph
from reports.pages.inspection.report_text import SectionText
from reports.templatetags.sections import sections, summary_passages


def paragraph(number: int, numbered_by: NumberedBy, *, page: int | None = 4) -> Paragraph:
    return Paragraph(
        role=Role.NUMBERED,
        position=number,
        number=number,
        numbered_by=numbered_by,
        page=page,
        text=f"Text <{number}> & more.",
    )


PARTS = [
    SectionText("section-1", "Help & protection", [paragraph(1, NumberedBy.REPORT)]),
    SectionText("section-2", "", [paragraph(2, NumberedBy.ARCHIVE, page=None)]),
]


def test_sections_have_their_paragraphs_in_order() -> None:
    page = sections(PARTS, "fernhollow-ilacs-2023-06-23", "/original.pdf")
    first, second = page.split("</section>\n")
    assert '<section data-part="1" aria-labelledby="section-1">' in first
    assert '<h2 id="section-1">Help &amp; protection</h2>' in first
    assert '<li id="p1" value="1">' in first
    assert 'aria-label="Permanent link to paragraph 1">1</a>' in first
    assert '<a href="/original.pdf#page=4"><abbr title="page">p.</abbr> 4' in first
    assert 'href="/inspections/fernhollow-ilacs-2023-06-23/p1/"' in first
    assert "<p>Text &lt;1&gt; &amp; more.</p>" in first
    assert '<section data-part="2"' in second
    assert "Paragraphs without a heading" in second
    assert ">[2]</a>" in second
    assert 'class="page"' not in second


def test_pages_of_a_file_that_nobody_can_open_are_no_links() -> None:
    page = sections(PARTS, "fernhollow-ilacs-2023-06-23", "")
    assert '<span class="page"> <abbr title="page">p.</abbr> 4 </span>' in page
    assert "#page=" not in page


def passage(position: int, heading: str) -> Paragraph:
    return Paragraph(
        role=Role.SUMMARY, position=position, heading=heading, text=f"Text <{position}>.", page=3
    )


def test_a_heading_of_the_summary_stands_before_its_first_passage_alone() -> None:
    passages = [passage(0, ""), passage(1, "A & b"), passage(2, "A & b"), passage(3, "C")]
    page = summary_passages(passages, "/original.pdf")
    assert page.count("<h3>") == 2
    first, *others = page.split("<h3>A &amp; b</h3>\n")[1].split("</div>")
    assert "<p>Text &lt;1&gt;. <a" in first
    assert ', 2">¶</a>' in first
    assert '<a href="/original.pdf#page=3"' in first
    assert "<h3>" not in others[0]
    assert "<h3>C</h3>" in others[1]
