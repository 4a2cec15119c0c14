"""What is around and inside a text of a report: lines of mails, lists without a heading, captions."""

import pytest

from reports.facts.reference import FOLDER
from reports.ingest.report import read_report

ILACS = (FOLDER / "samples" / "wexcombe-2023.txt").read_text(encoding="utf-8")
SIF = (FOLDER / "samples" / "wexcombe-sif-2015.txt").read_text(encoding="utf-8")
MAIL = "From: Ada Bell\nTo: Ben Cole\nSubject: FW: report\n\nHi Ben, here it is.\n\n"
PAGE = "Skip to main content\nHome\nFind a report\n\n"


@pytest.mark.parametrize("above", [MAIL, PAGE])
@pytest.mark.parametrize("text", [ILACS, SIF])
def test_lines_above_the_title_are_no_part_of_it(above: str, text: str) -> None:
    reading = read_report((above + text).encode(), "report.txt")
    plain = read_report(text.encode(), "report.txt")
    assert (reading.title, reading.authority_slug) == (plain.title, plain.authority_slug)


def test_a_list_without_a_heading_is_the_points() -> None:
    plain = read_report(ILACS.encode(), "report.txt")
    lines = [line for line in ILACS.split("\n") if "What needs to improve" not in line]
    reading = read_report("\n".join(lines).encode(), "report.txt")
    assert reading.improvement_points == plain.improvement_points != ()
    assert reading.summary == plain.summary
    assert "points-without-heading" in {problem.code for problem in reading.problems}


def test_a_caption_is_left_out_though_it_is_wrapped() -> None:
    caption = "The Ofsted logo is identical to the one at the top\nof the page, with three stars.\n"
    text = ILACS.replace("The Office for Standards", caption + "\nThe Office for Standards")
    plain = read_report(ILACS.encode(), "report.txt")
    assert read_report(text.encode(), "report.txt").paragraphs == plain.paragraphs
