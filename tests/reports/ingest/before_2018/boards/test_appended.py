"""A report on a board that is bound behind the report on its authority."""

from dataclasses import replace

from reports.facts.vocabulary import Kind
from reports.ingest.before_2018.boards.appended import with_board
from reports.ingest.parsed import NumberedParagraph, ParsedReport, ParsedSection, Passage, Point

EMPTY = ParsedReport(
    kind=Kind.SIF, title="", authority=None, authority_slug=None, start_date=None, end_date=None
)


def test_sections_and_numbers_of_the_board_follow_those_of_the_authority() -> None:
    authority = replace(
        EMPTY,
        sections=(ParsedSection("Help", None, None), ParsedSection("Care", None, None)),
        improvement_points=(Point("Act.", number=7, section=0),),
        paragraphs=(NumberedParagraph(6, "Visits are late.", 1, None),),
    )
    board = replace(
        EMPTY,
        title="Review of the board",
        sections=(ParsedSection("The board", None, None),),
        summary=(Passage("It meets.", section=0), Passage("It reads.")),
        improvement_points=(Point("Read more.", number=1, section=0),),
        paragraphs=(NumberedParagraph(2, "Its chair listens.", 0, None),),
    )
    reading = with_board(authority, board)
    assert [each.heading for each in reading.sections] == ["Help", "Care", "The board"]
    assert [each.section for each in reading.summary] == [2, None]
    assert [each.section for each in reading.improvement_points] == [0, 2]
    assert [(each.number, each.section) for each in reading.paragraphs] == [(6, 1), (9, 2)]
    assert [each.text for each in reading.left_out] == ["Review of the board"]
    assert [each.code for each in reading.problems] == ["numbers-afresh"]
