"""The readings of real reports found later, where their folder is beside that of REPORT_CORPUS."""

import os
from pathlib import Path

import pytest

from tests.accuracy import second
from tests.accuracy.measured import report

FOLDER = second.folder_beside(Path(os.environ.get("REPORT_CORPUS", "/nowhere/reports")))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(FOLDER is None, reason="no folder “second” is beside REPORT_CORPUS"),
]


@pytest.mark.parametrize("sample", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_accuracy_stands(*, sample: bool) -> None:
    """Of all files slow: 76 take 40 seconds of a processor, and the sample has files of each kind."""
    assert FOLDER is not None
    table, stands = report(second.measure_all(FOLDER, sample=sample), sample=sample)
    assert stands, table
