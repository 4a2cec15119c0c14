"""Which lines of a file are the report's own text, however wide the margins and wherever lines end."""

from collections.abc import Sequence

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.lines import report_lines

HEIGHT = 842.0
TITLE = "Inspection of Wexcombe local authority children’s services"


def page(number: int, *lines: tuple[float, float, str]) -> Page:
    """A page of lines given as baseline, size and text."""
    return Page(
        number, tuple(Line(text, number, 72, 400, y, size) for y, size, text in lines), HEIGHT
    )


def body(number: int) -> list[tuple[float, float, str]]:
    return [
        (y, 12.0, f"Line {y} of page {number} is set as text is.") for y in (600.0, 585.0, 570.0)
    ]


def texts(pages: Sequence[Page]) -> list[str]:
    return [line.text for line in report_lines(pages).lines]


def left_out(pages: Sequence[Page], reason: Omission) -> list[str]:
    return [each.text for each in report_lines(pages).left_out if each.reason is reason]


def test_furniture_inside_wide_margins_is_left_out() -> None:
    pages = [
        page(
            each,
            *body(each),
            (130.0, 20.0, str(each)),
            (120.0, 8.0, TITLE),
            (110.0, 8.0, "5 to 9 June 2023"),
        )
        for each in range(1, 5)
    ]
    assert texts(pages) == [text for each in range(1, 5) for _, _, text in body(each)]


def test_title_of_one_line_stays_though_footers_repeat_it() -> None:
    pages = [page(1, (800.0, 26.0, TITLE), *body(1), (30.0, 8.0, TITLE))]
    pages += [page(each, *body(each), (30.0, 8.0, TITLE)) for each in range(2, 5)]
    assert texts(pages)[:2] == [TITLE, body(1)[0][2]]
    assert texts(pages).count(TITLE) == 1


def test_small_furniture_of_some_pages_is_left_out() -> None:
    pages = [
        page(each, *body(each), *([(120.0, 8.0, "Part two")] if each < 4 else []))
        for each in range(1, 9)
    ]
    assert texts(pages) == [text for each in range(1, 9) for _, _, text in body(each)]


def test_title_of_a_text_stays_though_footers_repeat_it() -> None:
    lines = [
        TITLE,
        "Help is good.",
        "and",
        TITLE,
        "2",
        "Plans are good.",
        TITLE,
        "3",
        "Visits are good.",
    ]
    assert texts([Page(None, tuple(Line(text) for text in lines))])[0] == TITLE


def test_same_text_at_the_foot_of_every_page_is_no_furniture() -> None:
    pages = [
        page(each, *body(each), (555.0, 12.0, "Leaders know this well.")) for each in range(1, 5)
    ]
    assert texts(pages).count("Leaders know this well.") == 4


def test_small_print_below_the_text_is_a_footnote_though_its_mark_is_not_raised() -> None:
    note = [(150.0, 9.0, "1 Under the Wexcombe Act of 1904,"), (139.0, 9.0, "as amended.")]
    pages = [page(1, *body(1), *note), page(2, *body(2))]
    assert texts(pages) == [text for each in (1, 2) for _, _, text in body(each)]
    assert left_out(pages, Omission.FOOTNOTE) == [text for _, _, text in note]


def test_closing_pages_begin_wherever_their_first_line_ends() -> None:
    closing = [
        "The Office for Standards in Education,",
        "Children’s Services and Skills (Ofsted)",
        "regulates schools.",
    ]
    pages = [
        page(1, *body(1), *((500.0 - 15 * each, 12.0, text) for each, text in enumerate(closing)))
    ]
    assert texts(pages) == [text for _, _, text in body(1)]
    assert left_out(pages, Omission.TAIL) == closing


def test_a_line_of_a_pdf_that_reads_like_a_caption_is_text() -> None:
    said = "picture shows that leaders have a sound grasp."
    assert texts([page(1, *body(1), (555.0, 12.0, said))])[-1] == said
    assert texts(
        [Page(None, (Line("The Ofsted logo is identical to another."), Line("Plans help.")))]
    ) == ["Plans help."]


LOGO = Line("The Ofsted logo is identical to what")
"""A caption that is wrapped, of a text file."""


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([LOGO, Line("to the one above."), Line("Plans help.")], ["Plans help."]),
        ([LOGO, Line("to the one"), Line("above."), Line("Plans help.")], ["Plans help."]),
        ([LOGO, Line("Plans help.", spaced=True)], ["Plans help."]),
        # Only what is directly below goes on with it.
        (
            [LOGO, Line("Plans are good", spaced=True), Line("and kept.")],
            ["Plans are good", "and kept."],
        ),
        ([Line("Plans help."), Line("and are kept.")], ["Plans help.", "and are kept."]),
    ],
)
def test_caption_goes_on_in_the_lines_directly_below(lines: list[Line], left: list[str]) -> None:
    assert texts([Page(None, tuple(lines))]) == left
