"""From the bytes of a PDF to its pages of lines.

The library's plain text order loses one paragraph number in sixteen. So its text objects (runs of
one font) are read with their places, sizes and weights, by `page_objects`: three times quicker than
single characters. `printed` makes pages and lines of them. No other module knows the PDF library.
"""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Page
from reports.ingest.text.page_objects import PageObjects
from reports.ingest.text.printed.ruled import RuledLine
from reports.ingest.text.printed.sheets import Sheet, pages_of, upright_sheet

MOST_PAGES = 200
"""The longest report of any kind at hand has 58 pages."""


def read_pdf(content: bytes) -> tuple[Page, ...]:
    """The pages of a PDF, each with its lines.

    Raises `UnreadableReport` where the PDF is damaged, protected, too long or without text.
    """
    document = _opened(_whole(content))
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableReport(
                Refusal.TOO_MANY_PAGES,
                f"The PDF has {count:,} pages; no report has more than {MOST_PAGES}."
                " Upload the report alone.",
            )
        sheets = [_read_sheet(document, index) for index in range(count)]
    except pdfium.PdfiumError as error:
        raise _damaged() from error
    finally:
        document.close()
    if not any(sheet.runs for sheet in sheets):
        raise UnreadableReport(
            Refusal.NO_TEXT,
            "The PDF has no text, only pictures of pages (a scan)."
            " Upload the original, or recognise its text first.",
        )
    return tuple(pages_of(sheets))


_HEADER = re.compile(rb"(?:\A|(?<!stream)(?<!stream\r)[\r\n])%PDF-\d")
"""Where a PDF begins, but for one that is a stream of another: an attachment, uncompressed."""
_END = b"%%EOF"
_CROSS_REFERENCE = re.compile(rb"startxref\s+(\d{1,10})\s*%{0,2}E?O?\Z")
"""The last words, the end mark cut off: at which byte the list of all objects begins."""
_BEGINS_CROSS_REFERENCE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_BYTES_OF_CROSS_REFERENCE = 100


def _whole(content: bytes) -> bytes:
    """The PDF without what is behind its end, as servers and programs add: zeros, a web page.

    Raises `UnreadableReport` where it is cut off, or where another PDF follows.
    """
    if content.count(b"%PDF-") > 1 and len(_HEADER.findall(content)) > 1:
        raise UnreadableReport(
            Refusal.SEVERAL_REPORTS,
            "The file holds several PDFs, one after another. Upload each as a file of its own.",
        )
    mark = content.rfind(_END)
    if mark >= 0 and not _OBJECT.search(content, mark):
        return content[: mark + len(_END)]
    if mark < 0 and _lists_its_objects(content):
        return content
    raise UnreadableReport(
        Refusal.DAMAGED_PDF, "The PDF is cut off before its end. Download it again."
    )


def _lists_its_objects(content: bytes) -> bool:
    """Whether a PDF without an end mark ends as whole ones do: with where its objects are listed."""
    last = _CROSS_REFERENCE.search(content.rstrip(b"\0\r\n\t "))
    if last is None:
        return False
    begin = int(last[1])
    head = content[begin : begin + _BYTES_OF_CROSS_REFERENCE]
    return _BEGINS_CROSS_REFERENCE.match(head) is not None


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if pdf.FPDF_GetLastError() in (pdf.FPDF_ERR_PASSWORD, pdf.FPDF_ERR_SECURITY):
            raise UnreadableReport(
                Refusal.PASSWORD_PROTECTED,
                "The PDF asks for a password. Save it without one and upload that.",
            ) from error
        raise _damaged() from error


def _damaged() -> UnreadableReport:
    return UnreadableReport(
        Refusal.DAMAGED_PDF, "The PDF is damaged and cannot be opened. Download it again."
    )


def _read_sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            objects = PageObjects(page, words)
            runs = list(objects.runs())
        finally:
            words.close()
        box = RuledLine(*page.get_bbox())
        return upright_sheet(index + 1, runs, objects.rules, box)
    finally:
        page.close()


def plain_text(content: bytes) -> str:
    """The library's own text of all pages, to measure readings against; the parser does not use it."""
    document = pdfium.PdfDocument(content)
    try:
        return "\n".join(
            document[index].get_textpage().get_text_range() for index in range(len(document))
        )
    finally:
        document.close()
