"""A citation says whose, which, where and when, and never passes our numbers off as printed."""

import pytest

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph
from reports.pages.inspection.citations import bibtex, citation
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db
ADDRESS = "https://archive.example/inspections/x/#p1"


def paragraph() -> Paragraph:
    make_report(make_authority(), "Visits are kind.")
    return Paragraph.objects.select_related("inspection__authority").get(number=1)


def test_citation_names_report_paragraph_and_address() -> None:
    row = paragraph()
    cited = citation(row, ADDRESS)
    assert cited.startswith("Ofsted, ")
    assert "paragraph 1" in cited
    assert ADDRESS in cited


def test_a_number_of_ours_is_called_so() -> None:
    row = paragraph()
    row.numbered_by = NumberedBy.ARCHIVE
    assert "this archive’s number" in citation(row, ADDRESS)
    assert "paragraph 1" not in bibtex(row, ADDRESS)


def test_bibtex_is_balanced_whatever_the_title_says() -> None:
    row = paragraph()
    row.inspection.title = "A {strange \\title"
    entry = bibtex(row, ADDRESS)
    assert entry.count("{") == entry.count("}")
    assert entry.startswith("@misc{")
