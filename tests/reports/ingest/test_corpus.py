"""The readings of real reports against their truth, where a folder of them is at hand
(REPORT_CORPUS).
"""

import os
from pathlib import Path

import pytest

from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from tests.accuracy import since_2018
from tests.accuracy.measured import report

CORPUS = os.environ.get("REPORT_CORPUS")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(CORPUS is None, reason="REPORT_CORPUS names no folder of real reports"),
]

TWINS = [
    ("text/bristol-2023.txt", "ilacs/bristol-2023-03-10.pdf"),
    (
        "text/bath-and-north-east-somerset-2022.txt",
        "ilacs/bath-and-north-east-somerset-2022-04-19.pdf",
    ),
]


@pytest.mark.parametrize("sample", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_accuracy_stands(*, sample: bool) -> None:
    """Of all files slow: 212 take a minute of a processor, and the sample has files of each kind."""
    files = since_2018.measure_all(Path(CORPUS or ""), sample=sample)
    table, stands = report(files, sample=sample)
    assert files
    assert stands, table


@pytest.mark.parametrize(("text", "pdf"), TWINS)
def test_text_and_pdf_of_a_report_agree(text: str, pdf: str) -> None:
    folder = Path(CORPUS or "")
    from_text, from_pdf = (read_report((folder / name).read_bytes(), name) for name in (text, pdf))
    assert words(from_text) == words(from_pdf)
    assert from_text.judgements == from_pdf.judgements
    assert (from_text.title, from_text.periods) == (from_pdf.title, from_pdf.periods)


def words(reading: ParsedReport) -> dict[str, list[str]]:
    return {
        "summary": [each.text for each in reading.summary],
        "points": [each.text for each in reading.improvement_points],
        "headings": [each.heading for each in reading.sections],
        "paragraphs": [each.text for each in reading.paragraphs],
    }
