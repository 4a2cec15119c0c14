"""Dots that are drawn before words."""

import pytest

from reports.ingest.text.printed.bullets import drawn_bullets
from reports.ingest.text.printed.rows import Run
from reports.ingest.text.printed.ruled import RuledLine
from reports.ingest.text.printed.sheets import pages_of, upright_sheet

WORDS = Run("Support for care leavers", 106.0, 600.0, 240.0, 12.0, bold=False)


def drawing(left: float, bottom: float, width: float = 4.0, height: float = 4.0) -> RuledLine:
    return RuledLine(left, bottom, left + width, bottom + height)


def test_a_dot_before_the_first_words_of_a_line_is_a_bullet() -> None:
    box = RuledLine(0.0, 0.0, 595.0, 842.0)
    sheet = upright_sheet(1, [WORDS], [drawing(94, 602)], box)
    (page,) = pages_of([sheet])
    assert [line.text for line in page.lines] == ["• Support for care leavers"]


@pytest.mark.parametrize(
    "other",
    [
        drawing(94, 602, width=40),
        drawing(94, 602, width=0, height=0),
        drawing(94, 602, width=9, height=9),
        drawing(94, 602, width=0.5, height=0.5),
        drawing(94, 590),
        drawing(94, 620),
        drawing(50, 602),
        drawing(150, 602),
        drawing(244, 602),
    ],
)
def test_other_drawings_are_no_bullets(other: RuledLine) -> None:
    assert drawn_bullets([other], [WORDS]) == []


@pytest.mark.parametrize(("right", "bullets"), [(70.0, 1), (80.0, 0)])
def test_a_dot_in_the_second_column_of_a_table(right: float, bullets: int) -> None:
    body = Run("The council", 20.0, 600.0, right, 12.0, bold=False)
    assert len(drawn_bullets([drawing(94, 602)], [body, WORDS])) == bullets
