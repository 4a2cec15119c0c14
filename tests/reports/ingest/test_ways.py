"""An invented report is read equal in nearly every way of writing it, and never wrong silently."""

from dataclasses import replace

import pytest

from reports.ingest.report import parse_pages, read_report
from reports.ingest.text.layout import Page
from reports.ingest.text.pdf import read_pdf
from tests.support.typeset import PRINTED, typeset
from tests.support.variants.measuring import MANUSCRIPTS, Outcome, outcome
from tests.support.variants.ways import WAYS

NOT_READ = {"number own line without dot", "number all one", "number none", "table of other words"}
"""Ways that lose the numbers, or the head of the table: they are warned of."""


@pytest.mark.parametrize("name", WAYS)
def test_report_is_read_equal_however_it_is_written(name: str) -> None:
    expected = Outcome.WARNED if name in NOT_READ else Outcome.EQUAL
    assert outcome(WAYS[name], MANUSCRIPTS["ilacs"]) is expected


@pytest.mark.parametrize("kind", MANUSCRIPTS)
def test_reports_written_plainly_raise_no_doubt(kind: str) -> None:
    assert outcome(WAYS["as it is"], MANUSCRIPTS[kind]) is Outcome.EQUAL


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("number all one", "sif"),
        ("number none", "sif"),
        ("without heading of points", "sif"),
        ("wrapped at 72, no blank lines", "area-send"),
        ("wrapped at 72, no blank lines", "focused-visit"),
        ("wrapped at 72, no blank lines", "jtai"),
    ],
)
def test_what_is_lost_in_a_text_is_warned_of(name: str, kind: str) -> None:
    assert outcome(WAYS[name], MANUSCRIPTS[kind]) is Outcome.WARNED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bullet none", "focused-visit-action"),
        ("bullet none", "jtai-strengths"),
        ("without heading of points", "focused-visit-action"),
    ],
)
def test_a_list_that_may_be_another_is_warned_of(name: str, kind: str) -> None:
    assert outcome(WAYS[name], MANUSCRIPTS[kind]) is Outcome.WARNED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bullet arrow", "jtai-strengths"),
        ("bullet letters", "jtai-strengths"),
        ("bullet numbers", "jtai-strengths"),
        ("bullet tick", "sif-for-children"),
        ("bullet roman", "sif-for-children"),
        ("bullet numbers", "sif-for-children"),
        ("bullet numbers and bracket", "sif-for-children"),
        ("heading wrapped", "focused-visit-action"),
    ],
)
def test_lists_that_are_no_points_are_read_however_they_are_marked(name: str, kind: str) -> None:
    assert outcome(WAYS[name], MANUSCRIPTS[kind]) is Outcome.EQUAL


def test_a_summary_without_room_between_its_paragraphs_is_doubted() -> None:
    content = WAYS["wrapped at 72, no blank lines"].written(MANUSCRIPTS["ilacs"])
    codes = {problem.code for problem in read_report(content, "report.txt").problems}
    assert "summary-doubtful" in codes


def test_a_pdf_without_room_between_paragraphs_is_warned_of() -> None:
    summary = "Leaders know their services well. They visit teams often.\n"
    long = "3. " + "Visits are frequent and children are seen alone. " * 70
    source = PRINTED.replace("# The", f"{summary}# The", 1) + long
    pages = read_pdf(typeset(source))
    assert "summary-doubtful" not in codes_of(pages)
    close = tuple(
        replace(page, lines=tuple(replace(line, spaced=False) for line in page.lines))
        for page in pages
    )
    assert "summary-doubtful" in codes_of(close)


def codes_of(pages: tuple[Page, ...]) -> list[str]:
    return [problem.code for problem in parse_pages(pages, "").problems]
