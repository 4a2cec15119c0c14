"""Invented reports are read as whole reports, so that importing them measures what it says."""

from pathlib import Path

import pytest

from reports.facts.vocabulary import Area, Severity
from reports.ingest.report import read_report
from tests.benchmarks.invented import PARAGRAPHS, write_pdfs, write_reports
from tests.benchmarks.texts import texts

COUNT = 170
"""More than there are authorities, so that some get a second report."""
PLACES = (0, 150, 160)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Some text files, by their place among all, and a PDF."""
    paragraphs = texts()
    as_text = write_reports(tmp_path_factory.mktemp("text"), COUNT, paragraphs)
    (as_pdf,) = write_pdfs(tmp_path_factory.mktemp("pdf"), 1, paragraphs)
    return {f"text {place}": as_text[place] for place in PLACES} | {"PDF": as_pdf}


@pytest.mark.parametrize("which", [*[f"text {place}" for place in PLACES], "PDF"])
def test_an_invented_report_is_read_whole(which: str, files: dict[str, Path]) -> None:
    file = files[which]
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
