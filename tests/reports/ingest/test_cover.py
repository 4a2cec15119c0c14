"""Pages before a report that are no part of it."""

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.report import read_report
from tests.support.typeset import PRINTED, typeset

VISIT = """
12 July 2023
Dear Ms Harkwell
# Focused visit to Wexcombe local authority children’s services
This letter summarises the findings of a focused visit to Wexcombe on 13 and 14 June 2023.
# Main findings
The front door works well and callers are answered at once.
Yours sincerely
Tobias Harkwell
His Majesty’s Inspector
"""
COVER = "Appendix B\nFrom the library of the council, reference 2026/17\n---\n"


@pytest.mark.parametrize("source", [PRINTED, VISIT])
def test_a_cover_before_a_report_is_left_out(source: str) -> None:
    alone = read_report(typeset(source), "")
    reading = read_report(typeset(COVER + source), "")
    assert "cover-left-out" in [problem.code for problem in reading.problems]
    assert LeftOut(Omission.FURNITURE, "Appendix B", 1) in reading.left_out
    for name in ("title", "authority_slug", "periods", "lead_inspector", "judgements"):
        assert getattr(reading, name) == getattr(alone, name)
    assert [each.text for each in reading.paragraphs] == [each.text for each in alone.paragraphs]


@pytest.mark.parametrize(
    "first_page",
    [
        "= Inspection of Wexcombe local authority children’s services\n---\n",
        "~ Inspection dates: 12 to 23 June 2023\n---\n",
        "The council thanks the inspectors for their time. " * 14 + "\n---\n",
    ],
)
def test_a_page_that_may_be_of_the_report_is_kept(first_page: str) -> None:
    table = PRINTED[PRINTED.index("| Judgement") :]
    reading = read_report(typeset(first_page + table), "")
    assert "cover-left-out" not in [problem.code for problem in reading.problems]
