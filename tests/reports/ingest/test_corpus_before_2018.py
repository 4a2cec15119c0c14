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


@pytest.mark.parametrize("sample", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_accuracy_stands(*, sample: bool) -> None:
    """Of all files slow: 28 long ones take 20 seconds of a processor, and the sample has each kind."""
    files = before_2018.measure_all(Path(CORPUS or ""), sample=sample)
    table, stands = report(files)
    assert files
    assert stands, table
    assert [each.file for each in files if each.warnings] == []
