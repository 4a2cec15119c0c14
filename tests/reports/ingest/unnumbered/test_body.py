"""To which part of a reading the blocks under a heading belong."""

import pytest

from reports.facts.vocabulary import NumberedBy, Omission
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedSection, Passage, Point
from reports.ingest.unnumbered.body import read_unnumbered_body, with_numbers
from tests.support.lines import text_lines

TEXT = """This letter summarises the findings.

It is about a visit.

Headline findings

Help is good.

What needs to improve

- The quality of plans.
- Visits.

Areas for priority action

There are no areas for priority action.

Main findings

Leaders listen.

They act."""


def test_each_part_of_a_text() -> None:
    body = read_unnumbered_body(text_lines(TEXT))
    assert body.opening == "This letter summarises the findings.\nIt is about a visit."
    assert body.summary == [Passage("Help is good.")]
    assert body.improvement_points == [Point("The quality of plans."), Point("Visits.")]
    assert body.priority_actions == []
    assert [section.heading for section in body.sections] == [
        "Areas for priority action",
        "Main findings",
    ]
    assert [(each.text, each.section) for each in body.paragraphs] == [
        ("This letter summarises the findings.", None),
        ("It is about a visit.", None),
        ("There are no areas for priority action.", 0),
        ("Leaders listen.", 1),
        ("They act.", 1),
    ]
    assert body.left_out == [
        LeftOut(Omission.FURNITURE, "Headline findings"),
        LeftOut(Omission.FURNITURE, "What needs to improve"),
    ]


def test_priority_actions_are_bullets_under_their_heading() -> None:
    body = read_unnumbered_body(text_lines("Areas for priority action\n\n- Assess risk."))
    assert body.priority_actions == [Point("Assess risk.")]
    assert body.improvement_points == []


def test_a_bullet_that_says_that_there_are_none_is_a_paragraph() -> None:
    text = "Areas for priority action\n\n- No areas for priority action were identified."
    body = read_unnumbered_body(text_lines(text))
    assert body.priority_actions == []
    assert len(body.paragraphs) == 1


def test_prose_below_a_heading_of_points_is_noticed() -> None:
    prose = "The police should act on the backlog."
    body = read_unnumbered_body(
        text_lines(TEXT.replace("There are no areas for priority action.", prose))
    )
    assert body.headings_without_points == ["Areas for priority action"]
    assert read_unnumbered_body(text_lines(TEXT)).headings_without_points == []


@pytest.mark.parametrize("marks", [("- ", "- "), ("1. ", "2. "), ("a) ", "b) ")])
def test_each_item_of_a_list_that_is_all_of_a_chapter_is_a_paragraph(
    marks: tuple[str, str],
) -> None:
    listed = f"Strengths\n\n{marks[0]}Hubs are open.\n{marks[1]}Nurses know families."
    body = read_unnumbered_body(text_lines(f"{TEXT}\n\n{listed}"))
    texts = [each.text for each in body.paragraphs]
    assert texts[-2:] == ["Hubs are open.", "Nurses know families."]


@pytest.mark.parametrize(
    ("heading", "following", "summary"),
    [
        ("Key findings", "Main findings", ["Help is good."]),
        ("Key findings", "Next steps", []),
        ("Strengths", "Main findings", []),
    ],
)
def test_key_findings_above_others_are_the_summary(
    heading: str, following: str, summary: list[str]
) -> None:
    text = TEXT.replace("Headline findings", heading).replace("Main findings", following)
    body = read_unnumbered_body(text_lines(text))
    assert [passage.text for passage in body.summary] == summary


def test_points_beside_a_paragraph_belong_to_its_section() -> None:
    text = "What needs to improve\n\nLeaders should see to this.\n\n- Plans."
    body = read_unnumbered_body(text_lines(text))
    assert body.sections == [ParsedSection("What needs to improve", None, None)]
    assert body.improvement_points == [Point("Plans.", section=0)]


def test_a_heading_of_text_makes_a_section_without_any() -> None:
    body = read_unnumbered_body(text_lines("Main findings\n\nNext steps\n\nA plan is due."))
    assert [section.heading for section in body.sections] == ["Main findings", "Next steps"]
    assert body.paragraphs[0].section == 1


@pytest.mark.parametrize(
    ("count", "numbered_by"), [(5, NumberedBy.REPORT), (4, NumberedBy.ARCHIVE)]
)
def test_five_numbers_in_a_row_are_printed_numbers(count: int, numbered_by: NumberedBy) -> None:
    rows = [f"{number}. Plans of kind {number} are kept." for number in range(1, count + 1)]
    body = read_unnumbered_body(text_lines("Main findings\n\n" + "\n\n".join(rows)))
    assert {each.numbered_by for each in body.paragraphs} == {numbered_by}
    text = "Plans of kind 3 are kept."
    assert body.paragraphs[2].text == (text if count == 5 else f"3. {text}")


def test_a_gap_in_the_numbers_makes_them_text() -> None:
    rows = [f"{number}. Plans of kind {number} are kept." for number in (1, 2, 3, 4, 5, 7)]
    body = read_unnumbered_body(text_lines("Main findings\n\n" + "\n\n".join(rows)))
    assert {each.numbered_by for each in body.paragraphs} == {NumberedBy.ARCHIVE}


def paragraph(number: int, numbered_by: NumberedBy) -> NumberedParagraph:
    return NumberedParagraph(number, "Words.", 1, None, 2, numbered_by)


def test_our_numbers_follow_the_last_printed_one() -> None:
    ours, printed = NumberedBy.ARCHIVE, NumberedBy.REPORT
    paragraphs = [paragraph(0, ours), paragraph(4, printed), paragraph(0, ours)]
    assert list(with_numbers(paragraphs)) == [
        paragraph(5, ours),
        paragraph(4, printed),
        paragraph(6, ours),
    ]
    assert [each.number for each in with_numbers([paragraph(0, ours)])] == [1]
    assert list(with_numbers([])) == []
