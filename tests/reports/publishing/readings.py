"""Sample reports that came in, as some parser read them: for the tests of what happens to readings
afterwards.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from reports.facts.reference import FOLDER
from reports.ingest.parsed import NumberedParagraph, ParsedReport
from reports.ingest.report import read_report
from reports.models import Inspection, Reading, Source
from reports.publishing.importing import publish, receive

SAMPLE: Path = FOLDER / "samples" / "wexcombe-2023.txt"
FIRST_SENTENCE = re.compile(rb"^((?:\d+\. )?[^.\n]+\.) .+$", re.MULTILINE)
CONTENT = FIRST_SENTENCE.sub(rb"\1", SAMPLE.read_bytes())
"""The sample with the first sentence of each paragraph alone: it has all parts of the report, and is
written and indexed three times as quickly.
"""


@cache
def as_read(content: bytes) -> ParsedReport:
    """What is read from a file today; nobody can change it, so that it is read once."""
    return read_report(content, "report.txt")


def received(
    content: bytes = CONTENT, *, report: ParsedReport | None = None, version: int | None = None
) -> Reading:
    """A reading that waits; `report` and `version` stand for what an older parser made of the file."""
    reading, _ = receive(
        content=content,
        name="report.txt",
        report=report or as_read(content),
        origin=Source.Origin.UPLOAD,
    )
    if version is not None:
        Reading.objects.filter(pk=reading.pk).update(parser_version=version)
    reading.refresh_from_db()
    return reading


def published(
    content: bytes = CONTENT, *, report: ParsedReport | None = None, version: int | None = None
) -> Inspection:
    """The same, published."""
    return publish(reading=received(content, report=report, version=version)).inspection


def read(**changes: Any) -> ParsedReport:
    """The sample, read with some differences."""
    return replace(as_read(CONTENT), **changes)


def with_paragraphs(*changed: NumberedParagraph, without: tuple[int, ...] = ()) -> ParsedReport:
    """The sample, with some paragraphs read otherwise and some not at all."""
    by_number = {each.number: each for each in changed}
    report = as_read(CONTENT)
    others = [
        by_number.pop(each.number, each) for each in report.paragraphs if each.number not in without
    ]
    return replace(report, paragraphs=(*others, *by_number.values()))


def paragraph(number: int) -> NumberedParagraph:
    """A paragraph of the sample as it is read today."""
    return next(each for each in as_read(CONTENT).paragraphs if each.number == number)
