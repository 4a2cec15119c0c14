"""Where paragraphs and bullets begin in texts without numbers."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.unnumbered.paragraphs import Block, Flow, read_blocks
from tests.support.lines import PITCH, set_line, set_lines, text_lines

FULL = 500.0
"""Where full lines end, in points."""


def blocks(lines: list[Line], flow: Flow = Flow.PROSE) -> list[str]:
    return [block.text for block in read_blocks(Typesetting(lines), 0, len(lines), flow=flow)]


def page_of(*rows: str | tuple[str, float], left: float = 72.0) -> list[Line]:
    """Lines 14 points apart, or 28 where a row begins with a space; each as text or (text, right)."""
    lines: list[Line] = []
    baseline = 700.0
    for row in rows:
        text, right = row if isinstance(row, tuple) else (row, FULL)
        baseline -= 2 * PITCH if text.startswith(" ") else PITCH
        indent = len(text) - len(text.lstrip("\t"))
        lines.append(
            set_line(text.strip(), left=left + 18 * indent, right=right, baseline=baseline)
        )
    return lines


ROWS = ["Words of the", "first paragraph", "go on to the end."]


@pytest.mark.parametrize(
    ("following", "count"),
    [
        (" Then", 2),
        ("Then", 1),
    ],
    ids=["room above", "no room"],
)
def test_room_after_a_sentence_parts_paragraphs(following: str, count: int) -> None:
    assert len(blocks(page_of(*ROWS, following))) == count


@pytest.mark.parametrize(
    ("above", "following", "count"),
    [
        (("and so on", 200.0), " Then", 2),
        (("and so on", 200.0), " then", 1),
        (("and so on", FULL), " Then", 1),
    ],
    ids=["a word would have fitted", "small letter", "full line"],
)
def test_room_without_a_full_stop(above: tuple[str, float], following: str, count: int) -> None:
    assert len(blocks(page_of(*ROWS[:2], above, following))) == count


@pytest.mark.parametrize(
    ("last", "count"),
    [("It ends.", 2), ("It goes", 1)],
    ids=["after a sentence", "within one"],
)
def test_a_page_break_parts_paragraphs_after_a_sentence(last: str, count: int) -> None:
    lines = [*page_of(*ROWS[:2], (last, 200.0)), set_line("Next words", page=2, right=FULL)]
    assert len(blocks(lines)) == count


def test_a_page_break_after_a_full_line_parts_none() -> None:
    assert len(blocks([*page_of(*ROWS), set_line("Next", page=2)])) == 1


@pytest.mark.parametrize(("lowest", "count"), [(630.0, 2), (631.0, 1)])
def test_a_page_with_room_for_two_more_lines_ends_a_paragraph(lowest: float, count: int) -> None:
    """The last line of the first page is at 658 points, its text 14 points further down each."""
    lines = [*page_of(*ROWS), set_line("Next", page=2), set_line("last", page=3, baseline=lowest)]
    assert len(blocks(lines)) == count


def test_a_line_back_at_the_margin_begins_a_paragraph() -> None:
    assert blocks(page_of("• Visits help", "\tfamilies.", "Leaders listen.")) == [
        "Visits help families.",
        "Leaders listen.",
    ]


def test_a_list_keeps_what_hangs_below_its_bullet() -> None:
    rows = ["• Visits help.", " \tThey are kept."]
    lines = page_of(*ROWS, *rows)
    lines[-1] = set_line("They are kept.", left=90.0, baseline=lines[-1].baseline)
    assert blocks(lines, Flow.LIST)[-1] == "Visits help. They are kept."
    assert blocks(lines, Flow.PROSE)[-1] == "They are kept."


def test_paragraphs_of_a_box_need_no_more_room_than_half_a_point() -> None:
    lines = page_of(*ROWS)
    below = lines[-1].baseline - PITCH
    bordered = [*lines, set_line("Then", baseline=below - 0.5)]
    assert len(blocks(bordered, Flow.BOX)) == 2
    assert len(blocks(bordered, Flow.PROSE)) == 1
    assert len(blocks([*lines, set_line("Then", baseline=below)], Flow.BOX)) == 1


@pytest.mark.parametrize(
    ("text", "flow", "expected"),
    [
        ("Help is:\n◼ early\n◼ kind.", Flow.PROSE, ["Help is: ◼ early ◼ kind."]),
        ("Help is:\n◼ early\n◼ kind.", Flow.LIST, ["Help is:", "early", "kind."]),
        ("They say:\n◼ Early.\n◼ Kind.", Flow.PROSE, ["They say:", "Early.", "Kind."]),
        ("Help is\n◼ early", Flow.PROSE, ["Help is", "early"]),
        ("Act:\n◼ Early.", Flow.BOX, ["Act: ◼ Early."]),
        ("◼ plans\n- of children\n◼ visits", Flow.LIST, ["plans - of children", "visits"]),
        ("- plans\n- visits", Flow.LIST, ["plans", "visits"]),
    ],
)
def test_bullets(text: str, flow: Flow, expected: list[str]) -> None:
    assert blocks(text_lines(text), flow) == expected


@pytest.mark.parametrize(("left", "count"), [(80.0, 2), (80.5, 1)])
def test_a_bullet_eight_points_further_in_belongs_to_the_one_above(left: float, count: int) -> None:
    lines = [set_line("• Plans"), set_line("• Visits", left=left, baseline=686.0)]
    assert len(blocks(lines, Flow.LIST)) == count


@pytest.mark.parametrize(
    ("above", "count"), [("It lasts", 1), ("It ends.", 2)], ids=["within", "after a sentence"]
)
def test_a_dash_that_begins_a_line_of_a_sentence_is_no_bullet(above: str, count: int) -> None:
    lines = page_of("Words of the", above, "– if at all – long.")
    assert len(blocks(lines)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One ends.\n\nTwo.", 2),
        ("One ends.\nTwo.", 2),
        ("One goes\n\non.", 1),
        ("x" * 140 + ".\n" + "Y" * 140, 2),
        ("x" * 140 + "\n" + "Y" * 140, 2),
        ("x" * 140 + "\n" + "y" * 140, 1),
        ("x" * 140 + "\n\n" + "Y" * 140, 2),
        ("x" * 140 + "\n\n" + "y" * 140, 1),
    ],
)
def test_paragraphs_of_a_text_file(text: str, count: int) -> None:
    assert len(blocks(text_lines(text))) == count


def test_a_block_begins_at_each_start() -> None:
    setting = Typesetting(text_lines("One goes\non and\non."))
    assert [block.text for block in read_blocks(setting, 0, 3, starts={2})] == [
        "One goes on and",
        "on.",
    ]


def test_a_block_knows_its_page_its_place_and_its_bullet() -> None:
    lines = [*set_lines("Words."), set_line("• Visits", page=2, left=90.0)]
    assert list(read_blocks(Typesetting(lines), 0, 2)) == [
        Block("Words.", 1, 72.0, bullet=False, place=0),
        Block("Visits", 2, 90.0, bullet=True, place=1),
    ]


def test_only_the_lines_between_begin_and_end_are_read() -> None:
    setting = Typesetting(text_lines("One.\n\nTwo.\n\nThree."))
    assert [block.text for block in read_blocks(setting, 1, 2)] == ["Two."]


@pytest.mark.parametrize(
    ("above", "following", "count"),
    [
        ("their views are recorded", "Managers", 2),
        ("their views are recorded", "managers", 1),
        ("they recorded the views of", "Managers", 1),
        ("they recorded well the views that children had told", "Managers", 1),
    ],
    ids=["two", "small letter", "goes on", "full line"],
)
def test_an_empty_line_of_a_text_without_a_full_stop(
    above: str, following: str, count: int
) -> None:
    text = f"Social workers see the children whom they help, and\n{above}\n\n{following} see plans."
    assert len(blocks(text_lines(text))) == count
