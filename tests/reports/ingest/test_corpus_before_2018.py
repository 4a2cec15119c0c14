"""The readings of real reports before 2018 against their truth, where a folder of them is at hand
(REPORT_CORPUS).
"""

import os
from pathlib import Path

import pytest

from reports.facts.vocabulary import Area, NumberedBy, Severity
from reports.ingest.report import read_report
from tests.accuracy import before_2018
from tests.accuracy.measured import report

CORPUS = os.environ.get("REPORT_CORPUS")
pytestmark = pytest.mark.skipif(
    CORPUS is None, reason="REPORT_CORPUS names no folder of real reports"
)

REPORTS = (
    sorted(
        str(each.relative_to(CORPUS))
        for kind in ("sif", "pre-sif", "lscb-review")
        for each in (Path(CORPUS) / kind).glob("*.pdf")
    )
    if CORPUS
    else []
)


def test_accuracy_stands() -> None:
    said, stands = report(before_2018.measure_all(Path(CORPUS or "")))
    assert stands, said


@pytest.mark.parametrize("name", REPORTS)
def test_numbers_are_given_once_and_paragraphs_stand_under_their_judgement(name: str) -> None:
    reading = read_report((Path(CORPUS or "") / name).read_bytes(), name)
    numbers = [each.number for each in reading.paragraphs]
    numbers += [each.number for each in reading.improvement_points if each.number is not None]
    assert len(numbers) == len(set(numbers))
    assert {each.section for each in reading.paragraphs} <= set(range(len(reading.sections)))
    judged = {
        each.area
        for each in reading.judgements
        if each.area is not Area.OVERALL and each.grade != "not-judged"
    }
    assert judged <= {each.area for each in reading.paragraphs}
    assert not [each for each in reading.problems if each.severity is Severity.WARNING]
    assert {each.numbered_by for each in reading.paragraphs} <= set(NumberedBy)
