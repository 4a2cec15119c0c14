"""Invented reports are read as whole reports, so that importing them measures what it says."""

from pathlib import Path

import pytest

from reports.facts.vocabulary import Area, Severity
from reports.ingest.report import read_report
from tests.benchmarks.invented import PARAGRAPHS, write_reports
from tests.benchmarks.texts import texts


@pytest.mark.parametrize("place", [0, 150, 160])
def test_an_invented_report_is_read_whole(place: int, tmp_path: Path) -> None:
    file = write_reports(tmp_path, 170, texts())[place]
    report = read_report(file.read_bytes(), file.name)
    assert len(report.paragraphs) == PARAGRAPHS
    assert report.authority_slug == file.stem.partition("-")[2]
    assert {paragraph.area for paragraph in report.paragraphs} == {
        Area.LEADERS,
        Area.HELP_AND_PROTECTION,
        Area.IN_CARE,
        Area.CARE_LEAVERS,
    }
    assert not [problem for problem in report.problems if problem.severity == Severity.ERROR]
