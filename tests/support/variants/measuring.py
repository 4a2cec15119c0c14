"""Whether a report that is written in some way is read as the same report written plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from reports.facts.vocabulary import Severity
from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import read_report
from tests.support.variants.manuscript import Block, blocks_of
from tests.support.variants.way import Way

_TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
MANUSCRIPTS: Mapping[str, tuple[Block, ...]] = {
    path.stem: tuple(blocks_of(path.read_text(encoding="utf-8"))) for path in _TEXTS
}
"""Kind of report → an invented report of that kind."""


class Outcome(StrEnum):
    """How a variant is read, beside the report written plainly."""

    EQUAL = "equal"
    WARNED = "otherwise, with a warning"
    REFUSED = "refused"
    SILENT = "otherwise, without a warning"


def outcome(way: Way, manuscript: Sequence[Block]) -> Outcome:
    """How a manuscript is read that is written in that way."""
    try:
        reading = read_report(way.written(manuscript), "report.txt")
    except UnreadableReport:
        return Outcome.REFUSED
    if _content(reading) == _content(_plain(tuple(manuscript))):
        return Outcome.EQUAL
    is_warned = any(problem.severity is not Severity.INFO for problem in reading.problems)
    return Outcome.WARNED if is_warned else Outcome.SILENT


@cache
def _plain(manuscript: tuple[Block, ...]) -> ParsedReport:
    return read_report(Way().written(manuscript), "report.txt")


def _content(reading: ParsedReport) -> tuple[object, ...]:
    """What must be equal: facts, points, sections by area and grade, numbered texts."""
    return (
        reading.kind,
        reading.authority_slug,
        reading.periods,
        reading.lead_inspector,
        [(row.area, row.grade) for row in reading.judgements],
        reading.outcome,
        [passage.text for passage in reading.summary],
        [point.text for point in reading.improvement_points],
        [point.text for point in reading.priority_actions],
        [(section.area, section.grade) for section in reading.sections],
        [(each.number, each.text, each.area, each.section) for each in reading.paragraphs],
    )
