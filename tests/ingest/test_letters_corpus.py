"""Real letters and joint reports against what is right for them; the folder is named by REPORT_CORPUS."""

import csv
import os
from pathlib import Path

import pytest

from reports.vocabulary import Kind
from tests.accuracy import FileMeasured, measure

CORPUS = os.environ.get("REPORT_CORPUS")
KINDS = (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI, Kind.AREA_SEND)

pytestmark = pytest.mark.skipif(CORPUS is None, reason="REPORT_CORPUS names no folder of real reports")


@pytest.fixture(scope="module")
def measured() -> list[FileMeasured]:
    folder = Path(CORPUS or "")
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return [measure(folder, {}, row) for row in csv.DictReader(file) if row["kind"] in KINDS]


def test_real_letters_are_read_right_and_whole(measured: list[FileMeasured]) -> None:
    assert measured
    assert {each.file: each.wrong for each in measured if each.wrong} == {}


def test_few_letters_that_are_right_carry_a_warning(measured: list[FileMeasured]) -> None:
    warned = [each.file for each in measured if each.warnings and not each.wrong]
    assert len(warned) <= 0.02 * len(measured)
