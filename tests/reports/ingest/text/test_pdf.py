"""Lines rebuilt from where the words of a PDF stand."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.ingest.text.layout import Line
from reports.ingest.text.pdf import read_pdf


def lines_of(draw: Callable[[Canvas], None]) -> list[Line]:
    file = BytesIO()
    canvas = Canvas(file)
    draw(canvas)
    canvas.save()
    (page,) = read_pdf(file.getvalue())
    return list(page.lines)


def put(
    canvas: Canvas, x: float, y: float, text: str, size: float = 12, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def test_lines_stand_in_the_order_of_the_page_whatever_the_order_of_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 100, 600, "second line")
        put(canvas, 72, 614, "12.")
        put(canvas, 100, 614, "first line")
        put(canvas, 72, 30, "3", size=20)

    assert [line.text for line in lines_of(draw)] == ["12. first line", "second line", "3"]


def test_wide_blanks_part_columns_and_narrow_ones_words() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 600, "Overall")
        put(canvas, 115, 600, "effectiveness")
        put(canvas, 300, 600, "Good")

    assert [line.text for line in lines_of(draw)] == ["Overall effectiveness\tGood"]


def test_type_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 700, "A heading", size=14, font="Helvetica-Bold")
        put(canvas, 72, 660, "A line of text")
        put(canvas, 72, 646, "and the next")

    heading, first, second = lines_of(draw)
    assert (heading.bold, first.bold) == (True, False)
    assert (heading.size, first.size) == (14, 12)
    assert (first.left, first.baseline) == (72, 660)
    assert (first.spaced, second.spaced) == (True, False)


def test_raised_letters_join_the_word_they_touch() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 600, "their 18")
        put(canvas, 72 + canvas.stringWidth("their 18"), 604, "th", size=7)
        put(canvas, 130, 600, "birthday")

    assert [line.text for line in lines_of(draw)] == ["their 18ᵗʰ birthday"]


def test_words_inside_a_drawing_stand_where_it_is_placed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("drawing")
        put(canvas, 0, 0, "inside")
        canvas.endForm()
        put(canvas, 72, 600, "above")
        canvas.saveState()
        canvas.translate(72, 500)
        canvas.doForm("drawing")
        canvas.restoreState()
        put(canvas, 72, 400, "below")

    lines = lines_of(draw)
    assert [line.text for line in lines] == ["above", "inside", "below"]
    assert (lines[1].left, lines[1].baseline) == (72, 500)


def test_a_run_of_any_length_is_read_whole() -> None:
    text = "children and families " * 500
    assert [
        line.text for line in lines_of(lambda canvas: put(canvas, 72, 600, text, size=0.01))
    ] == [text.strip()]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for place in (72, 72.4):
            put(canvas, place, 600, "What needs to improve?")
        put(canvas, 72, 580, "well")
        put(canvas, 100, 580, "well")

    assert [line.text for line in lines_of(draw)] == ["What needs to improve?", "well well"]


def test_cells_of_a_table_with_ruled_lines_however_they_are_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (50, 200, 500):
            canvas.line(x, 600, x, 700)
        for y in (600, 650, 700):
            canvas.rect(50, y, 450, 0.5, stroke=0, fill=1)
        put(canvas, 55, 680, "The council and the")
        put(canvas, 205, 680, "Leaders should act.")
        put(canvas, 205, 630, "Leaders should plan.")

    first, second = lines_of(draw)
    assert first.text == "The council and the\tLeaders should act."
    assert [(cell.bottom, cell.top) for cell in first.cells if cell] == [(650, 700), (650, 700)]
    assert [(cell.bottom, cell.top) for cell in second.cells if cell] == [(600, 650)]


@pytest.mark.parametrize(
    ("family", "stem", "bold"),
    [
        (b"Tahoma", 80, False),
        (b"Tahoma-Bold", 80, True),
        (b"Tahoma,Bold", 133, True),
        (b"Tahoma", 140, True),
        (b"Tahoma", 153, False),
        (b"Tahoma", 310, False),
        (b"CIDFont+F2", 153, True),
        (b"F2", 80, False),
    ],
)
def test_the_name_of_a_font_says_first_whether_it_is_bold(
    family: bytes, stem: int, bold: bool
) -> None:
    """Programs that save a PDF again write any width of stems, from which the library has the weight."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera", fonts / "Vera.ttf"))
    file = BytesIO()
    canvas = Canvas(file, pageCompression=0)
    put(canvas, 72, 600, "What needs to improve?", font="Vera")
    canvas.save()
    content = file.getvalue().replace(b"+BitstreamVeraSans-Roman", b"+" + family)
    content = content.replace(b"/StemV 87", f"/StemV {stem}".encode())
    (page,) = read_pdf(content)
    assert page.lines[0].bold is bold
