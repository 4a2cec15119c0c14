"""Passages that a search found, as HTML: everything in them is escaped, whatever a report says."""

from __future__ import annotations

from dataclasses import replace

from django.utils.safestring import SafeString

from search.results.form import Choice, Facet
from search.results.hits import LONGEST_NEIGHBOUR, Card, Neighbour, nearest
from search.templatetags.hits import facet_groups, hits
from tests.support.pages import words

CARD = Card(
    address="/inspections/fernhollow-ilacs-2023-06-23/#p12",
    authority="Fernhollow & Dene",
    label="paragraph <12>",
    month=SafeString("<time>June 2023</time>"),
    kind="Inspection “A”",
    area="Help & protection",
    grade=SafeString("<span>Good</span>"),
    page=7,
    is_point=False,
    similar="/inspections/fernhollow-ilacs-2023-06-23/p12/",
    highlighted=SafeString("<mark>Visits</mark> are kind."),
    citation="Ofsted, <Title>",
    before=Neighbour("paragraph 11", "Plans < clear."),
    after=Neighbour("paragraph 13", "{braces} & more"),
)


def test_a_hit_says_whose_it_is_and_escapes_all_that_is_text() -> None:
    page = hits([CARD])
    heading = "Fernhollow &amp; Dene, <time>June 2023</time>: paragraph &lt;12&gt;</a></h3>"
    assert heading in page
    assert "<span>Help &amp; protection <span>Good</span></span>" in page
    assert "<span>page 7 of the original</span>" in page
    assert page.count("<mark>Visits</mark> are kind.") == 1
    assert "<p><b>Paragraph 11</b> Plans &lt; clear." in page
    assert "<p><b>Paragraph 13</b> {braces} &amp; more" in page
    assert "<p>Ofsted, &lt;Title&gt;</p>" in page
    assert 'href="/inspections/fernhollow-ilacs-2023-06-23/p12.bib"' in page
    assert "Similar paragraphs" in page


def test_a_hit_in_its_report_does_not_name_it_again() -> None:
    page = hits([CARD], in_report=True)
    assert "<h4>" in page
    assert "Paragraph &lt;12&gt;</a></h4>" in page
    assert "<h3>" not in page


def test_what_a_passage_lacks_is_left_out() -> None:
    bare = replace(
        CARD, area="", grade=SafeString(), page=None, before=None, after=None, is_point=True
    )
    page = hits([bare, bare])
    assert page.count("<article") == 2
    assert '<p class="facts"><span>Inspection “A”</span></p>' in page
    assert "Read around it" not in page
    assert "Follow-up and similar passages" in page


def test_a_long_neighbour_is_cut_between_words_where_it_is_farthest() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    beginning, end = nearest(words, is_before=False), nearest(words, is_before=True)
    assert beginning.endswith(" …")
    assert end.startswith("… ")
    assert words.startswith(beginning.removesuffix(" …") + " ")
    assert words.endswith(" " + end.removeprefix("… "))
    assert LONGEST_NEIGHBOUR - 10 < len(beginning) <= LONGEST_NEIGHBOUR + 2
    for is_before in (False, True):
        assert nearest("Short.", is_before=is_before) == "Short."
        assert len(nearest("x" * 500, is_before=is_before)) == LONGEST_NEIGHBOUR + 2


CHOICES = (
    Choice("a-b", "A & B", 1200, True),
    Choice("c", "C", 0, False),
    Choice("d", "D", 0, True),
)
FACETS = (
    Facet("region", "Place <1>", CHOICES, chosen=2, is_open=True),
    Facet("authority", "Authority", CHOICES, chosen=0, is_open=False),
)


def test_a_facet_names_its_boxes_with_their_counts() -> None:
    (name, page), _ = facet_groups(FACETS)
    assert name == "region"
    assert page.startswith('<details class="group" id="filter-region" open>')
    assert words(page) == "Place <1> 2 Place <1> A & B 1,200 C 0 D 0"
    assert 'value="a-b" form="search" checked>' in page
    assert 'value="c" form="search" disabled>' in page
    assert 'value="d" form="search" checked>' in page
    assert "data-complete" not in page


def test_the_facet_of_authorities_lists_those_with_paragraphs() -> None:
    _, (_, page) = facet_groups(FACETS)
    assert page.startswith('<details class="group" id="filter-authority">')
    assert '<div class="boxes long" data-complete="boxes">' in page
    assert words(page) == "Authority Authority A & B 1,200 D 0"
