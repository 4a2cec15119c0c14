"""What is left out of a report's text beside headers and footers: notes, captions, closing pages."""

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.lines import begins_tail, report_lines
from reports.ingest.text.omissions import omitted
from tests.support.lines import set_line

TAIL = (
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates"
    " and inspects."
)


def page_of(*lines: Line) -> Page:
    return Page(1, lines, 842.0)


def texts(page: Page) -> list[str]:
    return [line.text for line in report_lines([page]).lines]


BODY = [set_line(f"Words of line {row}", baseline=600.0 - 14 * row) for row in range(5)]


@pytest.mark.parametrize(
    ("text", "size", "baseline", "is_note"),
    [
        ("1 Under the Act", 9.0, 300.0, True),
        ("* Under the Act", 9.0, 300.0, True),
        ("¹ Under the Act", 9.0, 570.0, True),
        ("1 Under the Act", 9.0, 570.0, False),
        ("Under the Act", 9.0, 300.0, False),
        ("1 Under the Act", 10.8, 300.0, False),
        ("¹ Under the Act", 12.0, 300.0, False),
    ],
    ids=["number", "star", "raised", "in the text", "no mark", "as large as text", "raised, large"],
)
def test_footnotes(text: str, size: float, baseline: float, is_note: bool) -> None:
    lines = sorted([*BODY, set_line(text, size=size, baseline=baseline)], key=_from_the_top)
    out = [each.text for each in report_lines([page_of(*lines)]).left_out]
    assert any("Under the Act" in each for each in out) is is_note


def _from_the_top(line: Line) -> float:
    return -line.baseline


def test_a_note_goes_on_in_its_size() -> None:
    lines = [*BODY, set_line("1 Under the", size=9.0, baseline=300.0)]
    lines += [set_line("Act of 1989.", size=9.4, baseline=289.0)]
    lines += [set_line("Other small words", size=9.6, baseline=270.0)]
    report = report_lines([page_of(*lines)])
    assert [each.text for each in report.left_out] == ["1 Under the", "Act of 1989."]
    assert {each.reason for each in report.left_out} == {Omission.FOOTNOTE}
    assert report.lines[-1].text == "Other small words"


def test_raised_marks_inside_a_line_are_left_out() -> None:
    report = report_lines([page_of(*BODY, set_line("What to improve?¹ and ²", baseline=400.0))])
    assert report.lines[-1].text == "What to improve? and"
    assert report.left_out == (
        LeftOut(Omission.FOOTNOTE, "1", 1),
        LeftOut(Omission.FOOTNOTE, "2", 1),
    )


@pytest.mark.parametrize("unit", ["12 m²", "4m³", "30 km²"])
def test_the_raised_digit_of_a_unit_is_no_mark(unit: str) -> None:
    report = report_lines(
        [page_of(*BODY, set_line(f"A room² of {unit}, and more", baseline=400.0))]
    )
    assert report.lines[-1].text == f"A room of {unit}, and more"
    assert report.left_out == (LeftOut(Omission.FOOTNOTE, "2", 1),)


def test_a_line_of_raised_marks_alone_is_left_out() -> None:
    assert "" not in texts(page_of(*BODY, set_line("¹²", baseline=400.0)))


def test_lines_are_cleaned_and_empty_ones_go() -> None:
    assert texts(page_of(set_line("two\u00a0 words"), set_line("\u200b"))) == ["two words"]


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_the_closing_pages_begin_wherever_their_line_ends(parts: int) -> None:
    words = TAIL.split()
    size = -(-len(words) // parts)
    lines = [" ".join(words[begin : begin + size]) for begin in range(0, len(words), size)]
    assert begins_tail(lines, 0)
    report = report_lines([Page(None, (Line("Title"), *map(Line, lines), Line("© Crown")))])
    assert [line.text for line in report.lines] == ["Title"]
    assert [each.text for each in report.left_out] == [*lines, "© Crown"]


@pytest.mark.parametrize(
    "line", ["The Office for Standards in Education visited.", "We said: " + TAIL]
)
def test_what_does_not_begin_the_closing_pages(line: str) -> None:
    assert not begins_tail([line], 0)


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        (Line("The image shows a logo."), True),
        (Line("the image shows a logo."), False),
        (Line("The picture of practice has improved."), False),
        (set_line("The image shows a logo."), False),
    ],
    ids=["caption", "in a sentence", "no picture", "in a PDF"],
)
def test_captions(line: Line, is_caption: bool) -> None:
    page = Page(line.page, (Line("Title"), line), None if line.size is None else 842.0)
    out = report_lines([page]).left_out
    assert out == ((LeftOut(Omission.CAPTION, line.text, None),) if is_caption else ())


def test_omitted_lines_have_their_reason_and_page() -> None:
    assert omitted([set_line("12", page=3)], Omission.FURNITURE) == [
        LeftOut(Omission.FURNITURE, "12", 3)
    ]
