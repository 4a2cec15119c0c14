"""Reading a file in a process of its own, and trusting nothing of its answer but what a reading may
hold.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from reports.files.processes import Limits, NoAnswer, TooCostly, ask
from reports.ingest.parsed import NumberedParagraph, ParsedReport, Passage, Point
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.pdf import MOST_PAGES

LIMITS = Limits(seconds=20, memory=256 * 1024 * 1024, answer=4_000_000)
"""The longest real report takes under three seconds and a quarter of the memory, and its reading
has 160,000 bytes.
"""

LONGEST_PASSAGE = 50_000
"""Characters; the longest paragraph of a real report has 2,900. The index takes no text of a
megabyte.
"""
LONGEST_MESSAGE = 1_000
LONGEST_TEXTS = {
    "title": 300,
    "lead_inspector": 200,
    "heading": 400,
    "printed_area": 200,
    "printed_grade": 60,
    "text": LONGEST_PASSAGE,
}
"""How many characters each text of a reading may have: what the archive has room for."""
MOST_PASSAGES = 5_000
"""The longest real report has under 400."""
MOST_SECTIONS = 500
"""The longest real report has 52."""
LARGEST_NUMBER = 100_000
"""Of a paragraph; the largest real one is 200."""

logger = logging.getLogger(__name__)

_NO_READING = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What may be raised while a reading is made of JSON that is none; cattrs' own errors are among
them.
"""


def read_in_child(content: bytes, name: str) -> ParsedReport:
    """The reading of a report, made in a process of its own, which ends with it. Threads may ask at
    once.

    Raises `UnreadableReport` as `read_report` does, where the file costs too much time or memory,
    and where what comes back is no reading.
    """
    try:
        said, _ = ask({"task": "read", "name": name}, content, LIMITS)
        return _reading(said)
    except TooCostly as error:
        raise UnreadableReport(
            Refusal.TOO_COSTLY,
            f"Reading {name} broke off: {error}, as no report does. Save it anew as PDF, or upload its text.",
        ) from error
    except (NoAnswer, *_NO_READING) as error:
        logger.warning("Reading %r failed: %r", name, error)
        raise UnreadableReport(
            Refusal.NOT_READ,
            f"Reading {name} failed: {_reason(error)}. Save it anew as PDF, or upload its text.",
        ) from error


class _NoReading(ValueError):
    """What came back is no reading; says why, in half a sentence."""


class _ParserFailed(ValueError):
    """The parser has a mistake, which this file brought out; holds its traceback."""


def _reason(error: BaseException) -> str:
    if isinstance(error, _NoReading):
        return str(error)
    if isinstance(error, _ParserFailed):
        return "the reader met something that it does not know"
    return "what came back is no reading of a report"


def _reading(said: dict[str, Any]) -> ParsedReport:
    """The reading that an answer holds. Raises `UnreadableReport` where it is a refusal, else one
    of `_NO_READING`.
    """
    if "failed" in said:
        raise _ParserFailed(said["failed"])
    for value in _values(said):
        _refuse_value(value)
    if "reading" not in said:
        raise _refusal(said)
    report = ParsedReport.from_json(said["reading"])
    for text, longest in _texts(said["reading"]):
        if len(text) > longest:
            raise _NoReading(f"a text of it has more than {longest:,} characters: “{text[:40]}…”")
    _refuse_impossible(report)
    return report


def _refusal(said: dict[str, Any]) -> UnreadableReport:
    message, page = said["message"], said["page"]
    if not isinstance(message, str) or not (
        page is None or (type(page) is int and page <= MOST_PAGES)
    ):
        raise _NoReading("what came back is no refusal")
    return UnreadableReport(Refusal(said["refused"]), message[:LONGEST_MESSAGE], page)


def _values(said: object) -> Iterator[object]:
    """All values within a JSON value that hold no others, and the keys of objects."""
    waiting = [said]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
            yield from value
        elif isinstance(value, list):
            waiting.extend(value)
        else:
            yield value


def _refuse_value(value: object) -> None:
    """Raise `_NoReading` for what no reading holds: numbers that are not whole, text that no
    database takes.
    """
    if isinstance(value, str):
        # Halves of surrogate pairs cannot be written, and PostgreSQL takes no NUL.
        if "\0" in value or (not value.isascii() and _has_surrogates(value)):
            raise _NoReading("it has characters that no text has")
    elif value is not None and type(value) is not int:
        raise _NoReading("it has values of another kind")


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _texts(reading: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The texts of a reading that the archive has limited room for, and how much that is."""
    waiting: list[object] = [reading]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        if not isinstance(value, dict):
            continue
        for name, inner in value.items():
            if name == "left_out":
                # Kept with the reading alone, whatever its length.
                continue
            if isinstance(inner, str):
                yield inner, LONGEST_TEXTS.get(name, LONGEST_PASSAGE)
            else:
                waiting.append(inner)


def _refuse_impossible(report: ParsedReport) -> None:
    """Raise `_NoReading` for sizes, numbers and pages that no report has, and for sections that are
    not there.
    """
    numbered: list[Point | NumberedParagraph] = [
        *report.improvement_points,
        *report.priority_actions,
    ]
    numbered += report.paragraphs
    passages: list[Passage | Point | NumberedParagraph] = [*report.summary, *numbered]
    if len(passages) > MOST_PASSAGES:
        raise _NoReading(f"it has more than {MOST_PASSAGES:,} paragraphs")
    if len(report.sections) > MOST_SECTIONS:
        raise _NoReading(f"it has more than {MOST_SECTIONS:,} sections")
    pages = [each.page for each in passages]
    pages += [each.page for each in report.sections]
    pages += [each.page for each in report.left_out]
    pages += [each.page for each in report.problems]
    numbers = [each.number for each in numbered]
    places = [each.section for each in passages]
    for page in pages:
        if page is not None and not 1 <= page <= MOST_PAGES:
            raise _NoReading(f"it speaks of a page {page}")
    for number in numbers:
        if number is not None and not 0 <= number <= LARGEST_NUMBER:
            raise _NoReading(f"it has a paragraph {number}")
    for place in places:
        if place is not None and not 0 <= place < len(report.sections):
            raise _NoReading("it speaks of a section that it does not have")
