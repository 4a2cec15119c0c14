"""The readers of kinds of report whose entry in `reports/data/frameworks/` names a module.

A new framework needs one such module. It has `TITLE`, the wording that identifies its reports, and
`read`, which turns the lines of a report into a `ParsedReport`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from reports.facts.framework_files import FrameworkFileError
from reports.facts.vocabulary import Kind
from reports.ingest.parsed import ParsedReport
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording


class NamedReader(Protocol):
    """The contents of such a module."""

    @property
    def TITLE(self) -> Wording:  # noqa: N802  # a constant of the module
        """The wording of the title, or another wording that only such reports have."""

    def read(self, report: ReportLines) -> ParsedReport:
        """The reading of a report of the kind."""


@cache
def named_readers() -> dict[Kind, NamedReader]:
    """The readers by kind. Raises `FrameworkFileError` if an entry names a module without one."""
    return {kind: _reader_of(kind) for kind in Kind if kind.reader}


def _reader_of(kind: Kind) -> NamedReader:
    try:
        module = import_module(kind.reader)
    except ImportError as error:
        message = f"[[kind]] {kind}: “reader” names no module that can be imported: {error}."
        raise FrameworkFileError(message) from error
    for name in ("TITLE", "read"):
        if not hasattr(module, name):
            raise FrameworkFileError(f"[[kind]] {kind}: the module {kind.reader} lacks {name}.")
    return cast("NamedReader", module)
