"""The parts of a long report: sections, paragraphs, points and texts without numbers."""

import pytest

from reports.facts.vocabulary import Area, NumberedBy, Omission, Severity
from reports.ingest.before_2018.chapters.body import ChapteredBody, read_chapters
from reports.ingest.before_2018.chapters.context import find_chapters
from reports.ingest.before_2018.chapters.numbering import Stretch, find_numbering
from reports.ingest.parsed import Passage, Point
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines

LEADERSHIP = "Leadership, management and governance are good"


def bold(text: str) -> Line:
    return set_line(text, bold=True, spaced=True)


def body(*rows: str | Line) -> ChapteredBody:
    return read_chapters(lines_of(*rows))


def lines_of(*rows: str | Line) -> list[Line]:
    """Lines of a PDF: bold ones as they are, numbers at the margin, others 28 points further in."""
    lines: list[Line] = []
    for row in rows:
        if isinstance(row, Line):
            lines.append(row)
        else:
            left = 72.0 if row[0].isdigit() else 100.0
            lines.append(set_line(row, left=left))
    return lines


REPORT = (
    "Words before all headings.",
    bold("Recommendations"),
    "1. Leaders should act",
    "on plans.",
    "2. Leaders should listen.",
    bold(LEADERSHIP),
    "3. Leaders listen.",
    bold("Summary"),
    "4. They act.",
    "5. They plan.",
)


def test_each_part_of_a_numbered_report() -> None:
    read = body(*REPORT)
    assert read.passages == [Passage("Words before all headings.", 1)]
    assert read.points == [
        Point("Leaders should act on plans.", 1, 1, 0),
        Point("Leaders should listen.", 1, 2, 0),
    ]
    assert [section.heading for section in read.sections] == ["Recommendations", LEADERSHIP]
    assert [(each.number, each.section, each.area) for each in read.paragraphs] == [
        (3, 1, Area.LEADERSHIP),
        (4, 1, Area.LEADERSHIP),
        (5, 1, Area.LEADERSHIP),
    ]
    assert [(each.reason, each.text) for each in read.left_out] == [(Omission.FURNITURE, "Summary")]
    assert read.problems == []


def test_numbers_below_recommendations_may_be_paragraphs() -> None:
    read = read_chapters(lines_of(*REPORT), numbers_points=False)
    assert read.points == []
    assert [each.number for each in read.paragraphs] == [1, 2, 3, 4, 5]


def test_a_label_without_a_judgement_above_is_a_section() -> None:
    read = body(bold("Summary"), "Words.", bold("Our findings"), "Words.")
    assert [section.heading for section in read.sections] == ["Summary", "Our findings"]


def test_bullets_among_the_points_are_points() -> None:
    read = body(bold("Recommendations"), "Leaders should:", "• act.", "• listen.")
    assert [passage.text for passage in read.passages] == ["Leaders should:"]
    assert [(point.text, point.number, point.section) for point in read.points] == [
        ("act.", None, 0),
        ("listen.", None, 0),
    ]


def test_the_findings_of_a_report_without_numbers_get_ours() -> None:
    read = body(
        bold("Executive summary"), "Words.", bold(LEADERSHIP), "• Leaders act.", "• They plan."
    )
    assert [(each.number, each.text, each.numbered_by) for each in read.paragraphs] == [
        (1, "Leaders act.", NumberedBy.ARCHIVE),
        (2, "They plan.", NumberedBy.ARCHIVE),
    ]
    assert [passage.text for passage in read.passages] == ["Words."]
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("numbers-given", Severity.INFO)


def test_a_text_without_numbers_may_have_lost_them() -> None:
    read = read_chapters(text_lines(f"{LEADERSHIP}\n\n- Leaders act.\n\n- They plan."))
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("numbers-given", Severity.WARNING)


@pytest.mark.parametrize(("count", "numbered_by"), [(3, "archive"), (4, "report")])
def test_more_than_three_numbers_make_a_numbered_report(count: int, numbered_by: str) -> None:
    read = body(bold(LEADERSHIP), *(f"{number}. Words." for number in range(1, count + 1)))
    assert {each.numbered_by for each in read.paragraphs} == {numbered_by}


def test_an_empty_report() -> None:
    read = body()
    assert (read.sections, read.paragraphs, read.problems) == ([], [], [])


def codes(*rows: str | Line) -> list[str]:
    return [problem.code for problem in body(*rows).problems]


NUMBERED = tuple(f"{number}. Words." for number in range(1, 6))


def test_numbers_that_begin_again() -> None:
    assert codes(*NUMBERED, *NUMBERED[:2]) == ["numbers-restart"]
    assert codes(*NUMBERED, *NUMBERED[:1]) == []


def test_numbers_that_are_not_read_to_their_end() -> None:
    later = set_line("30. Words.", spaced=True, page=4)
    (problem,) = body(*NUMBERED, later).problems
    assert (problem.code, problem.page) == ("numbers-broken", 4)
    assert codes(*NUMBERED, "30. Words.") == []


def test_a_number_that_is_missing() -> None:
    assert codes(*NUMBERED, "7. Words.") == ["number-missing"]


def test_numbers_of_the_background_are_passed_over() -> None:
    lines = lines_of(
        bold("Executive summary"), "1. Other.", "2. Other.", bold(LEADERSHIP), *NUMBERED
    )
    numbering, _ = find_numbering(lines, find_chapters(lines))
    assert list(numbering.numbers) == [4, 5, 6, 7, 8]


def test_numbers_in_the_background_are_read_where_there_are_more() -> None:
    lines = lines_of(bold("Executive summary"), *NUMBERED, bold(LEADERSHIP), "6. Words.")
    numbering, _ = find_numbering(lines, find_chapters(lines))
    assert list(numbering.numbers.values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("line", "leaves"),
    [
        (set_line("Apart", left=72.0, spaced=True), True),
        (set_line("Apart", left=86.0, spaced=True), True),
        (set_line("Apart", left=87.0, spaced=True), False),
        (set_line("Apart", left=72.0), False),
        (set_line("Apart", left=72.0, page=2), True),
    ],
    ids=["at the margin", "half way", "further in", "no room", "next page"],
)
def test_text_back_at_the_margin_is_no_part_of_a_paragraph(line: Line, leaves: bool) -> None:
    lines = lines_of("Before.", "1. One", "goes on.", "2. Two", "goes on.", line)
    numbering, _ = find_numbering(lines, [])
    assert numbering.hanging == 28.0
    stretches = list(numbering.stretches(lines, 0, len(lines)))
    expected = [
        Stretch(None, lines[:1]),
        Stretch(1, lines[1:3]),
        Stretch(2, lines[3:5] if leaves else lines[3:6]),
    ]
    assert stretches == [*expected, *([Stretch(None, lines[5:])] if leaves else [])]


def test_only_the_paragraphs_between_two_places_are_given() -> None:
    lines = lines_of("1. One.", "2. Two.", "3. Three.")
    numbering, _ = find_numbering(lines, [])
    assert list(numbering.stretches(lines, 1, 2)) == [Stretch(2, lines[1:2])]
    assert list(numbering.stretches(lines, 3, 3)) == []


def test_who_inspected_and_what_judgements_mean_is_left_out_with_its_reason() -> None:
    read = body(
        *REPORT,
        bold("What the inspection judgements mean"),
        bold("The local authority"),
        "A service that is outstanding.",
        bold("How many there are"),
        "A service may be any of four.",
        bold("Information about this inspection"),
        "Inspectors met children.",
        bold("The inspection team"),
        "Lead inspector: Ada Bell",
    )
    left_out = {each.text: each.reason for each in read.left_out}
    assert left_out["A service that is outstanding."] is Omission.TAIL
    assert left_out["A service may be any of four."] is Omission.TAIL
    assert left_out["Lead inspector: Ada Bell"] is Omission.ADDRESS
    assert read.passages[-1].text == "Inspectors met children."


def test_a_paragraph_has_the_area_of_its_section() -> None:
    head = set_line("Key judgement\tJudgement grade", bold=True, spaced=True)
    read = body(bold(LEADERSHIP), head, *("1. One.", "2. Two.", "3. Three.", "4. Four."))
    assert {paragraph.area for paragraph in read.paragraphs} == {Area.LEADERSHIP}


@pytest.mark.parametrize(
    "heading",
    [
        (),
        (set_line("Inspection team", spaced=True),),
        (set_line("Our inspection team:", spaced=True),),
    ],
    ids=["without a heading", "below a plain heading", "below another heading"],
)
def test_the_team_is_left_out_though_no_type_tells_its_heading(heading: tuple[Line, ...]) -> None:
    names = [set_line("Lead inspector: Ada Bell", spaced=True), set_line("Ben Cole, Cy Dunn")]
    read = body(*REPORT, bold("Information about this inspection"), "They came.", *heading, *names)
    assert [passage.text for passage in read.passages] == [
        "Words before all headings.",
        "They came.",
    ]
    of_team = [each.text for each in read.left_out if each.reason is Omission.ADDRESS]
    assert of_team[-2:] == ["Lead inspector: Ada Bell", "Ben Cole, Cy Dunn"]


def test_a_signature_that_closes_a_report_is_left_out() -> None:
    signed = [set_line("Yours sincerely", spaced=True), set_line("Ada Bell", spaced=True)]
    read = body(*REPORT, bold("Information about this inspection"), "They came.", *signed)
    assert [passage.text for passage in read.passages][-1] == "They came."
    assert [each.text for each in read.left_out][-2:] == ["Yours sincerely", "Ada Bell"]
