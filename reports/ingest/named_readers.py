"""The readers of kinds of report whose entry in `reports/data/frameworks/` names a module.

So a new framework is read by one module alone. It has `TITLE`, the wording that tells its reports,
and `read`, which turns the lines of one into a `ParsedReport`.
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
    """What such a module offers."""

    @property
    def TITLE(self) -> Wording:  # noqa: N802  # a constant of the module
        """The wording of a title, or of what only such reports say."""

    def read(self, report: ReportLines) -> ParsedReport:
        """The reading of a report of the kind."""


@cache
def named_readers() -> dict[Kind, NamedReader]:
    """The readers by kind. Raises `FrameworkFileError` where an entry names none."""
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
