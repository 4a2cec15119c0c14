"""What a file is, and which files are refused."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from reports.facts.vocabulary import Kind
from reports.ingest import report
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.text.pdf import MOST_PAGES
from tests.support.typeset import typeset

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT = (EXAMPLES / "marks-of-markdown.txt").read_text(encoding="utf-8")
LETTER = (EXAMPLES / "visit-misprinted-year.txt").read_text(encoding="utf-8")
PDF = typeset((EXAMPLES / "footers-and-page-breaks.pages").read_text(encoding="utf-8"))


def pdf_of(pages: int, words: str = "", password: str | None = None) -> bytes:
    file = BytesIO()
    encrypted = StandardEncryption(password) if password is not None else None
    canvas = Canvas(file, encrypt=encrypted)
    for _ in range(pages):
        canvas.drawString(72, 700, words) if words else canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def zero_pages() -> bytes:
    return re.sub(
        rb"/Kids \[.*?\]",
        b"/Kids []",
        re.sub(rb"/Count \d+", b"/Count 0", pdf_of(1, "x")),
        flags=re.DOTALL,
    )


REFUSED = {
    "nothing": (b"", Refusal.EMPTY),
    "blanks": (b" \r\n\t", Refusal.EMPTY),
    "30 MB of noise": (bytes(range(256)) * 120_000, Refusal.TOO_LARGE),
    "half a megabyte of noise": (bytes(range(256)) * 2_000, Refusal.NOT_A_REPORT),
    "a line of ten million letters": (b"a" * 10_000_000, Refusal.TOO_LARGE),
    "some other text": (b"Minutes of the parish council, 4 May.", Refusal.NOT_A_REPORT),
    "a page that says not found": (
        b"\r\n<!DOCTYPE html><html><title>Report not found</title>",
        Refusal.HTML_PAGE,
    ),
    "a title alone": (
        b"Inspection of Wexcombe local authority children's services",
        Refusal.TABLE_MISSING,
    ),
    "a script": (b"<script>alert(1)</script>", Refusal.HTML_PAGE),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), Refusal.IMAGE),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(100), Refusal.IMAGE),
    "a Word file": (b"PK\x03\x04" + bytes(100), Refusal.WORD_DOCUMENT),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), Refusal.WORD_DOCUMENT),
    "a scan": (pdf_of(3), Refusal.NO_TEXT),
    "a PDF cut off": (PDF[: len(PDF) // 2], Refusal.DAMAGED_PDF),
    "a PDF cut off in its later part": (PDF + b"\n99 0 obj\n<<", Refusal.DAMAGED_PDF),
    "a PDF cut off in its list": (PDF[: PDF.rindex(b"startxref") - 40], Refusal.DAMAGED_PDF),
    "a PDF in name only": (b"%PDF-1.7\nhello\n%%EOF", Refusal.DAMAGED_PDF),
    "no pages": (zero_pages(), Refusal.DAMAGED_PDF),
    "a page too many": (pdf_of(MOST_PAGES + 1), Refusal.TOO_MANY_PAGES),
    "as many scans as pages may be": (pdf_of(MOST_PAGES), Refusal.NO_TEXT),
    "a password": (pdf_of(1, "x", password="secret"), Refusal.PASSWORD_PROTECTED),
    "two PDFs in one file": (PDF + PDF, Refusal.SEVERAL_REPORTS),
    "two texts in one file": ((TEXT + "\n\n" + TEXT).encode(), Refusal.SEVERAL_REPORTS),
    "two letters in one text": (2 * LETTER.encode(), Refusal.SEVERAL_REPORTS),
}


@pytest.mark.parametrize("what", REFUSED)
def test_file_is_refused_with_a_sentence(what: str) -> None:
    content, code = REFUSED[what]
    with pytest.raises(UnreadableReport) as refused:
        read_report(content, f"{what}.pdf")
    assert refused.value.code is code
    assert re.fullmatch(r"[A-Z0-9a-z].{20,}[.]", refused.value.message)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_give_the_same_reading(encoding: str) -> None:
    text = TEXT.replace("Visits are", "Visits – at £3 – are")
    assert read_report(text.encode(encoding), "report.txt") == read_report(
        text.encode(), "report.txt"
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\f\n"])
def test_line_ends_give_the_same_reading(line_end: str) -> None:
    assert read_report(TEXT.replace("\n", line_end).encode(), "report.txt") == read_report(
        TEXT.encode(), "report.txt"
    )


def test_odd_signs_in_text_are_passed_over() -> None:
    odd = TEXT.replace("Visits are regular", "Visits\x00 \u202eare\u202c reg\u200bular")
    assert read_report(odd.encode(), "report.txt") == read_report(TEXT.encode(), "report.txt")


def test_html_inside_text_stays_text() -> None:
    reading = read_report(
        TEXT.replace("Visits", "<script>alert(1)</script> Visits").encode(), "report.txt"
    )
    assert reading.paragraphs[1].text == "<script>alert(1)</script> Visits are regular."


ATTACHMENT = b"\n99 0 obj\n<</Type/EmbeddedFile>>\nstream\n" + PDF + b"\nendstream\nendobj\n"
ENDS = {
    "zeros": PDF + bytes(5_000),
    "a web page": PDF + b"\n<!DOCTYPE html><html><p>Thank you</p></html>" + b"\n" * 3_000,
    "no end mark": PDF.removesuffix(b"%%EOF\n"),
    "half an end mark": PDF.removesuffix(b"OF\n"),
    "zeros and no end mark": PDF.removesuffix(b"%%EOF\n") + bytes(5_000),
    "an uncompressed attachment": PDF + ATTACHMENT + PDF[PDF.rindex(b"startxref") :],
}


@pytest.mark.parametrize("what", ENDS)
def test_pdf_is_read_whatever_is_at_its_end(what: str) -> None:
    assert ENDS[what] != PDF
    assert read_report(ENDS[what], "report.pdf") == read_report(PDF, "report.pdf")


def test_web_page_with_a_report_is_read() -> None:
    lines = "".join(f"<p>{line}</p>\n" for line in TEXT.splitlines() if line.strip())
    page = f"<!DOCTYPE html><html><head><title>A</title></head><body>{lines}</body></html>"
    assert (
        read_report(page.encode(), "a.html").paragraphs
        == read_report(TEXT.encode(), "a").paragraphs
    )


def test_title_without_a_table_is_refused_with_the_truth() -> None:
    with pytest.raises(
        UnreadableReport, match=r"title .* was found, the table of judgements was not"
    ):
        read_report(b"Inspection of Wexcombe children's services\n\n1. Help.\n", "a.txt")


def test_pdf_that_only_restricts_its_use_is_read() -> None:
    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("", ownerPassword="owner"))
    canvas.drawString(72, 700, "Minutes of the parish council")
    canvas.save()
    with pytest.raises(UnreadableReport) as refused:
        read_report(file.getvalue(), "minutes.pdf")
    assert refused.value.code is Refusal.NOT_A_REPORT


def test_kind_without_a_reader_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "READERS", {})
    with pytest.raises(UnreadableReport, match=re.escape(Kind.ILACS.label)) as refused:
        read_report(TEXT.encode(), "report.txt")
    assert refused.value.code is Refusal.KIND_NOT_SUPPORTED
