"""The text of each object of a page, cut from the characters of the whole page."""

from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.ingest.text.page_objects import ObjectTexts

LENGTHS = [*range(1, 20), 31, 32, 33, 63, 64, 65]


def texts_of(content: bytes) -> list[str]:
    page = pdfium.PdfDocument(content)[0]
    return list(ObjectTexts(page.get_textpage()).by_address().values())


def texts_of_library(content: bytes) -> list[str]:
    """What the library finds for each object by itself."""
    page = pdfium.PdfDocument(content)[0]
    words = page.get_textpage()
    texts = []
    for item in page.get_objects(filter=[pdf.FPDF_PAGEOBJ_TEXT]):
        size = pdf.FPDFTextObj_GetText(item, words, None, 0)
        letters = (pdf.FPDF_WCHAR * size)()
        pdf.FPDFTextObj_GetText(item, words, letters, size)
        texts.append(bytes(letters)[: size - 2].decode("utf-16-le"))
    return [text for text in texts if text.strip()]


def written(*lines: str) -> bytes:
    """A PDF whose text is set by operators as given, one line below the other."""
    file = BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for place, line in enumerate(lines):
        canvas.addLiteral(f"BT /F1 10 Tf 1 0 0 1 20 {800 - 14 * place} Tm {line} ET")
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    "lines",
    [
        ["".join(f"({'word ' * 13:.{length}}) Tj " for length in LENGTHS[:6])],
        [f"({'word ' * 13:.{length}}) Tj" for length in LENGTHS],
        [f"(A) Tj ({'x' * length}) Tj (B) Tj" for length in LENGTHS],
        ["(one) Tj ( ) Tj (two ) Tj", "( ) Tj", "(three) Tj"],
    ],
)
def test_the_text_of_each_object_is_as_the_library_finds_it(lines: list[str]) -> None:
    texts = texts_of(written(*lines))
    assert texts == texts_of_library(written(*lines))
    assert len(texts) > 2


def test_an_object_set_apart_by_wide_blanks_is_one_text() -> None:
    """The library puts a blank of its own between such characters."""
    letters = [f"[{' -3000 '.join('(a)' for _ in range(count))}] TJ" for count in range(2, 12)]
    texts = texts_of(written(*letters, "(b) Tj"))
    assert texts == [*(" ".join("a" * count) for count in range(2, 12)), "b"]


def test_control_characters_that_the_library_leaves_out_shift_no_other() -> None:
    texts = texts_of(written(r"(a\002b) Tj", "(c) Tj", "(d) Tj"))
    assert sorted(text.strip() for text in texts) == ["a\x02b", "c", "d"]
