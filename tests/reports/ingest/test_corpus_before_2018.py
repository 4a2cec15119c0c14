"""The readings of real reports before 2018 against what is right, where REPORT_CORPUS names them."""

import os
from pathlib import Path

import pytest

from tests.accuracy import before_2018
from tests.accuracy.measured import report

CORPUS = os.environ.get("REPORT_CORPUS")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(CORPUS is None, reason="REPORT_CORPUS names no folder of real reports"),
]


def test_accuracy_stands() -> None:
    files = before_2018.measure_all(Path(CORPUS or ""))
    table, stands = report(files)
    assert files
    assert stands, table
    assert [each.file for each in files if each.warnings] == []
