"""Invented reports, one for each layout, with their expected readings beside them.

A new layout costs two files: the report as `.txt` (report text) or `.pages` (typeset to a PDF), and
its `.json`.
"""

import json
from pathlib import Path

import pytest

from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from tests.support.typeset import typeset

EXAMPLES = sorted(
    each for each in (Path(__file__).parent / "examples").iterdir() if each.suffix != ".json"
)


def content_of(example: Path) -> bytes:
    return (
        typeset(example.read_text(encoding="utf-8"))
        if example.suffix == ".pages"
        else example.read_bytes()
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_is_read_as_expected(example: Path) -> None:
    expected = json.loads(example.with_suffix(".json").read_text(encoding="utf-8"))
    assert read_report(content_of(example), example.name) == ParsedReport.from_json(expected)
