"""Reports printed with two pages on a sheet are read as those printed on a page each."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdf
import pytest

from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report
from tests.support.typeset import PRINTED, typeset

EXAMPLES = Path(__file__).parent / "examples"
LETTER = """
Ada Bell, Director of Children’s Services
16 August 2021
Dear Ms Bell
## Focused visit to Wexcombe children’s services
This letter summarises the findings of a focused visit to Wexcombe on 9 and 10 March 2021.
Yours sincerely
Tobias Harkwell
Her Majesty’s Inspector
---
"""
CLOSING = "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates.\n---\n"


def two_on_a_sheet(content: bytes, width: float, height: float) -> bytes:
    document = pdfium.PdfDocument(content)
    sheets = pdfium.PdfDocument(pdf.FPDF_ImportNPagesToOne(document, width, height, 2, 1))
    file = BytesIO()
    sheets.save(file)
    return file.getvalue()


def with_pages(reading: ParsedReport, read_on: dict[int | None, int | None]) -> ParsedReport:
    """The reading with other pages, and without its problems."""
    return replace(
        reading,
        summary=tuple(replace(each, page=read_on[each.page]) for each in reading.summary),
        improvement_points=tuple(
            replace(each, page=read_on[each.page]) for each in reading.improvement_points
        ),
        sections=tuple(replace(each, page=read_on[each.page]) for each in reading.sections),
        paragraphs=tuple(replace(each, page=read_on[each.page]) for each in reading.paragraphs),
        left_out=tuple(replace(each, page=read_on[each.page]) for each in reading.left_out),
        problems=(),
    )


@pytest.mark.parametrize("size", [(842.0, 595.0), (1191.0, 842.0)], ids=["A4", "A3"])
@pytest.mark.parametrize("name", ["footers-and-page-breaks", "visit-over-page-breaks"])
def test_two_pages_on_a_sheet_are_read_as_one_after_the_other(
    name: str, size: tuple[float, float]
) -> None:
    content = typeset((EXAMPLES / f"{name}.pages").read_text(encoding="utf-8"))
    plain = read_report(content, "plain.pdf")
    printed = read_report(two_on_a_sheet(content, *size), "printed.pdf")
    sheets: dict[int | None, int | None] = {page: (page + 1) // 2 for page in range(1, 20)}
    same_pages: dict[int | None, int | None] = {page: page for page in range(1, 20)}
    assert with_pages(printed, same_pages) == with_pages(plain, sheets)
    assert [each.code for each in printed.problems] == [
        *(each.code for each in plain.problems),
        "several-pages-on-sheet",
    ]


@pytest.mark.parametrize("source", [LETTER + PRINTED, PRINTED + CLOSING + LETTER])
def test_a_file_with_a_letter_and_a_report_is_refused(source: str) -> None:
    with pytest.raises(UnreadableReport, match="several reports"):
        read_report(typeset(source), "both.pdf")


@pytest.mark.parametrize(("on_sheets", "page"), [(False, 2), (True, 1)])
def test_a_file_with_two_letters_is_refused(on_sheets: bool, page: int) -> None:
    content = typeset(LETTER * 2)
    if on_sheets:
        content = two_on_a_sheet(content, 842.0, 595.0)
    with pytest.raises(UnreadableReport, match="several reports") as refused:
        read_report(content, "letters.pdf")
    assert (refused.value.code, refused.value.page) == (Refusal.SEVERAL_REPORTS, page)
