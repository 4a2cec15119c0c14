"""Which lines are running headers, footers and page numbers."""

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.furniture import at_edge, without_furniture
from reports.ingest.text.layout import Line, Page
from tests.support.lines import set_line, text_lines

HEIGHT = 800.0


def pages(*of_each: list[tuple[float, float, str]]) -> list[Page]:
    """Pages of lines given as baseline, size and text."""
    made: list[Page] = []
    for number, lines in enumerate(of_each, 1):
        set_ = [
            set_line(text, page=number, baseline=baseline, size=size)
            for baseline, size, text in lines
        ]
        made.append(Page(number, tuple(set_), HEIGHT))
    return made


def body(number: int) -> list[tuple[float, float, str]]:
    """Seven lines of a page's text, so that those in the middle are not near its edges."""
    return [(600.0 - 14 * row, 12.0, f"Words of line {row} on page {number}") for row in range(7)]


def text_of(made: list[Page]) -> list[str]:
    return [line.text for line in without_furniture(made)[0]]


def left_out(made: list[Page]) -> list[str]:
    return [each.text for each in without_furniture(made)[1]]


@pytest.mark.parametrize(
    ("baseline", "edge"),
    [(72.0, True), (73.0, False), (727.0, False), (728.0, True)],
    ids=["foot", "above the foot", "below the top", "top"],
)
def test_the_edge_is_nine_hundredths_of_the_page(baseline: float, edge: bool) -> None:
    assert at_edge(set_line("12", baseline=baseline), Page(1, (), HEIGHT)) is edge


def test_every_line_of_a_text_file_is_at_the_edge() -> None:
    assert at_edge(Line("12"), Page(None, ()))


@pytest.mark.parametrize(
    ("size", "text", "is_furniture"),
    [
        (12.0, "12", True),
        (12.0, "Page 3 of 12", True),
        (9.0, "Small print", True),
        (9.3, "Larger print", False),
        (12.0, "Words at the foot", False),
    ],
)
def test_what_is_furniture_at_the_edge_of_a_page(
    size: float, text: str, is_furniture: bool
) -> None:
    made = pages([*body(1), (40.0, size, text)])
    assert (text in left_out(made)) is is_furniture
    assert (text in text_of(made)) is not is_furniture


@pytest.mark.parametrize(("times", "is_furniture"), [(2, False), (3, True)])
def test_what_three_pages_repeat_at_their_edge(times: int, is_furniture: bool) -> None:
    of_each = [[*body(number), (40.0, 12.0, "Report of June")] for number in range(times)]
    made = pages(*of_each)
    assert ("Report of June" in left_out(made)) is is_furniture


def test_what_fewer_than_half_of_the_pages_repeat_is_text() -> None:
    running = (40.0, 12.0, "Report of June")
    of_each = [[*body(number), *([running] if number < 3 else [])] for number in range(8)]
    assert left_out(pages(*of_each)) == []


@pytest.mark.parametrize(
    ("size", "text", "is_furniture"),
    [
        (9.0, "Part one", True),
        (10.8, "Part one", True),
        (12.0, "Part one", False),
        (12.0, "Inspection of Wexcombe children’s services", True),
        (12.5, "Inspection of Wexcombe children’s services", False),
    ],
)
def test_what_is_furniture_inside_wide_margins(size: float, text: str, is_furniture: bool) -> None:
    made = pages(*([*body(number), (120.0, size, text)] for number in range(1, 5)))
    assert (text in left_out(made)) is is_furniture


def test_a_number_inside_wide_margins_is_furniture_where_it_is_that_of_its_page() -> None:
    of_page = pages(*([*body(number), (120.0, 12.0, str(number))] for number in range(1, 5)))
    assert left_out(of_page) == ["1"]
    others = pages(*([*body(number), (120.0, 12.0, str(number + 10))] for number in range(1, 5)))
    assert left_out(others) == []


def test_what_is_repeated_in_the_middle_of_pages_is_text() -> None:
    made = pages(*([*body(n)[:4], (550.0, 9.0, "Part one"), *body(n)[4:]] for n in range(1, 5)))
    assert left_out(made) == []


def test_headers_that_differ_in_their_page_number_are_listed_once() -> None:
    made = pages(*([*body(number), (40.0, 8.0, f"June 2023 {number}")] for number in range(1, 4)))
    assert without_furniture(made)[1] == [LeftOut(Omission.FURNITURE, "June 2023 1", 1)]


def test_raised_signs_are_lowered_in_the_list() -> None:
    assert left_out(pages([*body(1), (40.0, 8.0, "the 4ᵗʰ")])) == ["the 4th"]


def test_lines_without_words_are_left_out() -> None:
    assert left_out(pages([(600.0, 12.0, "…"), *body(1)])) == ["…"]


@pytest.mark.parametrize(
    ("text", "is_furniture"),
    [
        ("Inspection of Wexcombe children’s services", True),
        ("12 to 23 June 2023", True),
        ("Help is good.", False),
    ],
)
def test_what_is_furniture_in_a_text_file(text: str, is_furniture: bool) -> None:
    lines = [Line("A title")]
    for number in range(4):
        lines += [Line(f"Words {'x' * number}"), Line(text), Line(str(number + 1))]
    cleaned, _ = without_furniture([Page(None, tuple(lines))])
    assert ([line.text for line in cleaned].count(text) == 0) is is_furniture
    assert not [line for line in cleaned if line.text.isdigit()]


def test_a_text_file_that_begins_with_a_page_number() -> None:
    lines = [Line("1"), Line("Title"), Line("2"), Line("Text"), Line("3"), Line("More")]
    cleaned, _ = without_furniture([Page(None, tuple(lines))])
    assert [line.text for line in cleaned] == ["Title", "Text", "More"]


def test_a_footer_is_left_out_where_it_lacks_its_page_number_too() -> None:
    footers = ["2 to 10 March 2023", *(f"2 to 10 March 2023\t{page}" for page in (2, 3, 4))]
    made = pages(*([*body(number), (14.0, 12.0, text)] for number, text in enumerate(footers, 1)))
    assert not any("March" in text for text in text_of(made))


def test_the_running_footer_of_a_text_of_a_send_report() -> None:
    footer = Line("Area SEND inspection report: Wexcombe Local Area Partnership")
    lines = [Line("Area SEND inspection of Wexcombe"), *[footer, Line("Words.")] * 3]
    assert text_of([Page(None, tuple(lines))])[1:] == ["Words."] * 3


def test_the_wrapped_rest_of_a_footer_of_a_text_goes_with_it() -> None:
    footer = "Area SEND inspection report: Wexcombe Local Area Partnership, 20 to 24 March\n2023"
    text = "\n".join(f"Words of page {page}.\n\n{footer}\n\n{page}\n" for page in "1234")
    assert text_of([Page(None, tuple(text_lines(text)))]) == [
        f"Words of page {page}." for page in "1234"
    ]


def test_a_year_that_no_footer_is_above_stays() -> None:
    lines = text_lines("They came in\n2023\nand in 2024.")
    assert "2023" in text_of([Page(None, tuple(lines))])


def test_a_bullet_without_text_may_be_before_a_footer() -> None:
    footer = "Area SEND inspection report: Wexcombe Local Area Partnership, 7 to 11 October 2024"
    lines = text_lines(f"Words.\n\n{footer}\n\nMore.\n\n{footer}\n\n◼\n\n{footer}\n\nEnd.")
    assert text_of([Page(None, tuple(lines))]) == ["Words.", "More.", "End."]
