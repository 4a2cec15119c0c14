"""From the bytes of a PDF to its pages of lines: the only module that knows the PDF library.

The library's plain text order loses one paragraph number in sixteen. So its text objects (runs of
one font) are read with their places, sizes and weights, three times quicker than single characters;
`printed` makes pages and lines of them.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Page
from reports.ingest.text.printed.rows import Run
from reports.ingest.text.printed.ruled import THICKEST, RuledLine
from reports.ingest.text.printed.sheets import Sheet, most_is_sideways, pages_of

MOST_PAGES = 200
"""The longest report of any kind at hand has 58 pages."""

_MOST_BYTES_OF_RUN = 8_000
"""Of the buffer for a run; a longer one gets a buffer of its own."""
_MOST_BYTES_OF_NAME = 100
_DEEPEST_FORM = 4
_BOLD_WEIGHT = 600


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
    if most_is_sideways(sheets):
        raise UnreadableReport(
            Refusal.SIDEWAYS,
            "The text of the PDF is printed sideways. Save the report with its pages upright.",
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
            reader = _RunReader(words)
            runs = list(reader.runs(page))
        finally:
            words.close()
        width, height = page.get_size()
        left, bottom, _, _ = page.get_bbox()
        return Sheet(index + 1, runs, reader.rules, left, width, height, bottom)
    finally:
        page.close()


class _RunReader:
    """Reads the text objects of one page into buffers that are made once."""

    def __init__(self, words: pdfium.PdfTextPage) -> None:
        self._words = words
        self._text = ctypes.create_string_buffer(_MOST_BYTES_OF_RUN)
        self._letters = ctypes.cast(self._text, ctypes.POINTER(ctypes.c_ushort))
        self._font_name = ctypes.create_string_buffer(_MOST_BYTES_OF_NAME)
        self._matrix = pdf.FS_MATRIX()
        self._size = ctypes.c_float()
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self.rules: list[RuledLine] = []
        """The ruled lines met on the way."""

    def runs(self, page: pdfium.PdfPage) -> Iterator[Run]:
        """The runs of a page in the order of the file."""
        for index in range(pdf.FPDFPage_CountObjects(page)):
            item = pdf.FPDFPage_GetObject(page, index)
            if pdf.FPDFPageObj_GetType(item) == pdf.FPDF_PAGEOBJ_TEXT:
                # Nearly every object is one: a generator for each would cost a tenth of the time.
                run = self._run(item)
                if run is not None:
                    yield run
            else:
                yield from self._runs_of(item, 0)

    def _add_rule(self, item: object) -> None:
        """Keep a drawing that is as narrow as a ruled line."""
        pdf.FPDFPageObj_GetBounds(item, *self._edges)
        left, bottom, right, top = (edge.value for edge in self._edges)
        if min(right - left, top - bottom) <= THICKEST:
            self.rules.append(RuledLine(left, bottom, right, top))

    def _runs_of(self, item: object, depth: int) -> Iterator[Run]:
        """The run that a text object is, or the runs of a form: a drawing within the page.

        A path is kept where it is a ruled line.
        """
        kind = pdf.FPDFPageObj_GetType(item)
        if kind == pdf.FPDF_PAGEOBJ_TEXT:
            run = self._run(item)
            if run is not None:
                yield run
        elif kind == pdf.FPDF_PAGEOBJ_PATH:
            self._add_rule(item)
        elif kind == pdf.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            yield from self._runs_of_form(item, depth)

    def _runs_of_form(self, form: object, depth: int) -> Iterator[Run]:
        x, y, scale, sideways = self._place(form)
        rules_before = len(self.rules)
        for index in range(pdf.FPDFFormObj_CountObjects(form)):
            item = pdf.FPDFFormObj_GetObject(form, index)
            for run in self._runs_of(item, depth + 1):
                yield replace(run.moved(x, y, scale), sideways=run.sideways != sideways)
        of_form = self.rules[rules_before:]
        self.rules[rules_before:] = [rule.moved(x, y, scale) for rule in of_form]

    def _run(self, item: object) -> Run | None:
        """The words of a text object; None where it is blank, as one without any width is."""
        pdf.FPDFPageObj_GetBounds(item, *self._edges)
        left, right = self._edges[0].value, self._edges[2].value
        text = self._text_of(item) if right > left else ""
        if not text.strip():
            return None
        x, y, scale, sideways = self._place(item)
        pdf.FPDFTextObj_GetFontSize(item, self._size)
        return Run(text, x, y, right, self._size.value * scale, self._is_bold(item), sideways)

    def _text_of(self, item: object) -> str:
        length = pdf.FPDFTextObj_GetText(item, self._words, self._letters, _MOST_BYTES_OF_RUN)
        if length <= _MOST_BYTES_OF_RUN:
            text = ctypes.string_at(self._text, max(0, length - 2))
        else:
            longer = ctypes.create_string_buffer(length)
            letters = ctypes.cast(longer, type(self._letters))
            pdf.FPDFTextObj_GetText(item, self._words, letters, length)
            text = longer.raw[: length - 2]
        return text.decode("utf-16-le", "replace")

    def _is_bold(self, item: object) -> bool:
        """Whether a font is bold; fonts that are not embedded say so in their name alone."""
        font = pdf.FPDFTextObj_GetFont(item)
        weight = pdf.FPDFFont_GetWeight(font)
        if weight:
            return int(weight) >= _BOLD_WEIGHT
        pdf.FPDFFont_GetBaseFontName(font, self._font_name, _MOST_BYTES_OF_NAME)
        return b"bold" in self._font_name.value.lower()

    def _place(self, item: object) -> tuple[float, float, float, bool]:
        """The x and y of an object's origin in points, how many times it is enlarged, and whether
        it is turned on its side.
        """
        pdf.FPDFPageObj_GetMatrix(item, self._matrix)
        upright, turned = abs(self._matrix.d), abs(self._matrix.b)
        return self._matrix.e, self._matrix.f, upright or turned or 1.0, turned > upright


def plain_text(content: bytes) -> str:
    """The library's own text of all pages, to measure readings against; the parser does not use it."""
    document = pdfium.PdfDocument(content)
    try:
        return "\n".join(
            document[index].get_textpage().get_text_range() for index in range(len(document))
        )
    finally:
        document.close()
