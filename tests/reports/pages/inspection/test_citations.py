"""A citation says whose, which, where and when, and never passes our numbers off as printed."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph
from reports.pages.inspection.citations import Citation, citation_lines, citation_of
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db
ADDRESS = "https://archive.example/inspections/x/#p1"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reports.pages.inspection.citations.timezone.localdate", lambda: date(2026, 11, 5)
    )


@pytest.fixture
def paragraph() -> Paragraph:
    make_report(make_authority(), "Visits are kind.")
    return Paragraph.objects.select_related("inspection__authority").get(number=1)


def cite(paragraph: Paragraph, address: str) -> Citation:
    return citation_of(paragraph, lambda _path: address)


def test_each_of_several_has_its_own_address(paragraph: Paragraph) -> None:
    other = "https://archive.example/other"
    lines = citation_lines([paragraph, paragraph], [ADDRESS, other])
    assert lines[0] == cite(paragraph, ADDRESS).text
    assert lines[1] == lines[0].replace(ADDRESS, other)


def test_text_of_an_inspection_that_was_published(paragraph: Paragraph) -> None:
    paragraph.page = 7
    paragraph.inspection.published = date(2023, 8, 4)
    paragraph.inspection.title = "Inspection of Fernhollow"
    assert cite(paragraph, ADDRESS).text == (
        "Ofsted, Inspection of Fernhollow, inspection of 12 June 2023 to 23 June 2023, "
        "published 4 August 2023, paragraph 1, page 7. "
        f"Inspection Archive, {ADDRESS} (accessed 5 November 2026)."
    )


def test_text_without_page_title_and_publication(paragraph: Paragraph) -> None:
    text = cite(paragraph, ADDRESS).text
    assert text.startswith(f"Ofsted, {paragraph.inspection}, inspection of 12 June 2023 to ")
    assert "published" not in text
    assert "23 June 2023, paragraph 1. Inspection Archive" in text


def test_bibtex_of_a_printed_number(paragraph: Paragraph) -> None:
    paragraph.page = 7
    paragraph.inspection.title = "Inspection of Fernhollow"
    paragraph.inspection.published = date(2024, 1, 4)
    assert cite(paragraph, ADDRESS).bibtex.splitlines() == [
        "@misc{fernhollow-ilacs-2023-06-23-p1,",
        "  author = {{Ofsted}},",
        "  title = {Inspection of Fernhollow},",
        "  year = {2024},",
        "  note = {Fernhollow, paragraph 1, page 7},",
        "  howpublished = {Inspection Archive},",
        f"  url = {{{ADDRESS}}},",
        "  urldate = {2026-11-05}",
        "}",
    ]


def test_bibtex_takes_the_year_of_the_inspection_while_publication_is_unknown(
    paragraph: Paragraph,
) -> None:
    assert "  year = {2023}," in cite(paragraph, ADDRESS).bibtex


def test_number_of_ours_is_called_so_and_is_not_in_bibtex(paragraph: Paragraph) -> None:
    paragraph.numbered_by = NumberedBy.ARCHIVE
    citation = cite(paragraph, ADDRESS)
    assert "this archive’s number" in citation.text
    assert "  note = {Fernhollow}," in citation.bibtex


def test_bibtex_is_balanced_whatever_the_title_says(paragraph: Paragraph) -> None:
    paragraph.inspection.title = "A {strange \\title"
    paragraph.inspection.authority.name = "}Fern{hollow"
    entry = cite(paragraph, ADDRESS).bibtex
    assert entry.count("{") == entry.count("}")
    assert r"  title = {A \ensuremath{\lbrace}strange \textbackslash{}title}," in entry
    assert r"  note = {\ensuremath{\rbrace}Fern\ensuremath{\lbrace}hollow, paragraph 1}," in entry
