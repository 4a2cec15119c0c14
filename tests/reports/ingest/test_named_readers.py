"""Kinds of report whose entry names the module that reads them."""

from __future__ import annotations

import pytest

from reports.facts.framework_files import FrameworkFileError
from reports.facts.vocabulary import Kind
from reports.ingest import named_readers


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        ("reports.ingest.nowhere", "sif: “reader” names no module that can be imported"),
        ("reports.ingest.problems", "sif: the module reports.ingest.problems lacks TITLE"),
    ],
)
def test_entry_without_a_reader_is_named(
    monkeypatch: pytest.MonkeyPatch, reader: str, message: str
) -> None:
    monkeypatch.setattr(Kind.SIF, "reader", reader)
    with pytest.raises(FrameworkFileError, match=message):
        named_readers.named_readers.__wrapped__()
