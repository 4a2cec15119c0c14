"""Pages that are turned, and words that lie across their page."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.report import parse_pages, read_report
from reports.ingest.text.layout import Line
from reports.ingest.text.pdf import read_pdf
from tests.support.typeset import HEIGHT, PRINTED, WIDTH, typeset

FOOTER = "> Inspection of Wexcombe local authority children’s services"
REPORT = typeset(f"{FOOTER}\n{PRINTED}\n---\n3. Leaders know their services well.")
Box = tuple[float, float, float, float]
TURNED: dict[str, tuple[tuple[float, ...], Box]] = {
    "to the left": ((0, 1, -1, 0, HEIGHT, 0), (0, 0, HEIGHT, WIDTH)),
    "upside down": ((-1, 0, 0, -1, WIDTH, HEIGHT), (0, 0, WIDTH, HEIGHT)),
    "to the right": ((0, -1, 1, 0, 0, WIDTH), (0, 0, HEIGHT, WIDTH)),
    "with its corner elsewhere": ((1, 0, 0, 1, 90, -500), (90, -500, 90 + WIDTH, HEIGHT - 500)),
}


def saved(document: pdfium.PdfDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def turned(content: bytes, matrix: tuple[float, ...], box: Box) -> bytes:
    """The PDF with what is on its pages moved by a matrix, and other edges of its pages."""
    document = pdfium.PdfDocument(content)
    for page in document:
        for item in page.get_objects(max_depth=1):
            item.transform(pdfium.PdfMatrix(*matrix))
        page.set_mediabox(*box)
        page.gen_content()
    return saved(document)


@pytest.mark.parametrize("how", TURNED)
def test_a_report_on_turned_pages_is_read_as_if_upright(how: str) -> None:
    assert read_report(turned(REPORT, *TURNED[how]), "") == read_report(REPORT, "")


def test_a_report_that_is_to_be_shown_turned_is_read_as_if_upright() -> None:
    document = pdfium.PdfDocument(REPORT)
    for page in document:
        page.set_rotation(90)
    assert read_report(saved(document), "") == read_report(REPORT, "")


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def test_a_drawing_that_is_turned_within_the_page_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("sheet")
        canvas.drawString(72, 700, "Overall effectiveness")
        canvas.drawString(72, 680, "Good")
        canvas.line(60, 690, 200, 690)
        canvas.endForm()
        canvas.translate(0, 595)
        canvas.rotate(-90)
        canvas.doForm("sheet")

    (page,) = read_pdf(drawn(draw))
    lines: list[Line] = list(page.lines)
    assert [line.text for line in lines] == ["Overall effectiveness", "Good"]
    assert [round(line.baseline) for line in lines] == [700, 680]


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 270])
def test_words_across_the_page_are_left_out_and_listed(angle: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 400, "12 to 23 June 2023: the front door works well.")
        canvas.translate(100, 380)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 90)
        canvas.drawString(0, 0, "DRAFT")

    (page,) = read_pdf(drawn(draw))
    assert [line.text for line in page.lines] == ["12 to 23 June 2023: the front door works well."]
    assert page.across == ("DRAFT",)


def test_turned_words_are_listed_once_and_many_are_warned_of() -> None:
    stamp, table = "Received on 12 June", "The areas of need and the visits in each month. " * 4
    (first, second) = read_pdf(REPORT)
    stamped = (replace(first, across=(stamp,)), replace(second, across=(stamp,)))
    reading = parse_pages(stamped, "")
    assert LeftOut(Omission.FURNITURE, stamp, 1) in reading.left_out
    assert [each.text for each in reading.left_out].count(stamp) == 1
    assert reading.problems == read_report(REPORT, "").problems
    problem = parse_pages((first, replace(second, across=(table,))), "").problems[-1]
    assert (problem.code, problem.page) == ("words-turned", 2)
