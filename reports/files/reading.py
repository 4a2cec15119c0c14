"""Reading a report in a child process, whose answer is checked before it becomes a reading."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from reports.files.processes import Limits, NoAnswer, TooCostly, ask
from reports.ingest.parsed import NumberedParagraph, ParsedReport, Passage, Point
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.pdf import MOST_PAGES

LIMITS = Limits(seconds=20, memory=256 * 1024 * 1024, answer=4_000_000)
"""The longest real report takes under three seconds and a quarter of the memory; its reading has
160,000 bytes.
"""

LONGEST_PASSAGE = 50_000
"""Characters; the longest paragraph of a real report has 2,900. The index takes no text of a
megabyte.
"""
LONGEST_MESSAGE = 1_000
"""Characters of a refusal that are shown; the rest is cut off."""
LONGEST_TEXTS = {
    "title": 300,
    "lead_inspector": 200,
    "heading": 400,
    "printed_area": 200,
    "printed_grade": 60,
    "text": LONGEST_PASSAGE,
}
"""Field of a reading → the most characters that its column holds."""
MOST_PASSAGES = 5_000
"""The longest real report has under 400."""
MOST_SECTIONS = 500
"""The longest real report has 52."""
LARGEST_NUMBER = 100_000
"""Of a paragraph; the largest real one is 200."""

_ADVICE = "Save it again as a PDF, or upload its text."

logger = logging.getLogger(__name__)

_NO_READING = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What is raised when JSON that is no reading is made into one; they include the errors of cattrs."""


def read_in_child(content: bytes, name: str) -> ParsedReport:
    """Read a report in a child process of its own. Several threads may call this at once.

    Raises `UnreadableReport` as `read_report` does, and also when the file costs too much time or
    memory, and when the answer of the child is no reading.
    """
    try:
        answer, _ = ask({"task": "read", "name": name}, content, LIMITS)
        return _reading(answer)
    except TooCostly as error:
        raise UnreadableReport(
            Refusal.TOO_COSTLY,
            f"Reading {name} was stopped: {error}, as no report does. {_ADVICE}",
        ) from error
    except (NoAnswer, *_NO_READING) as error:
        logger.warning("Reading %r failed: %r", name, error)
        raise UnreadableReport(
            Refusal.NOT_READ,
            f"Reading {name} failed: {_reason(error)}. {_ADVICE}",
        ) from error


class _NoReading(ValueError):
    """The answer is no reading. The message says why and completes a sentence of the caller."""


class _ParserFailed(ValueError):
    """The parser itself failed on this file. The message is its traceback."""


def _reason(error: BaseException) -> str:
    """Why reading failed, for a person; tracebacks and JSON errors stay in the log."""
    if isinstance(error, _NoReading):
        return str(error)
    if isinstance(error, _ParserFailed):
        return "the reader met something that it does not know"
    return "what came back is no reading of a report"


def _reading(answer: dict[str, Any]) -> ParsedReport:
    """The reading in an answer of the child.

    Raises `UnreadableReport` when the answer is a refusal, one of `_NO_READING` when it is neither.
    """
    if "failed" in answer:
        raise _ParserFailed(answer["failed"])
    for value in _values(answer):
        _refuse_value(value)
    if "reading" not in answer:
        raise _refusal(answer)
    report = ParsedReport.from_json(answer["reading"])
    for text, longest in _texts(answer["reading"]):
        if len(text) > longest:
            raise _NoReading(f"a text of it has more than {longest:,} characters: “{text[:40]}…”")
    _refuse_impossible(report)
    return report


def _refusal(answer: dict[str, Any]) -> UnreadableReport:
    """The refusal in an answer, as the parser raised it. Raises one of `_NO_READING`."""
    message, page = answer["message"], answer["page"]
    page_is_valid = page is None or (type(page) is int and page <= MOST_PAGES)
    if not isinstance(message, str) or not page_is_valid:
        raise _NoReading("what came back is no refusal")
    return UnreadableReport(Refusal(answer["refused"]), message[:LONGEST_MESSAGE], page)


def _values(answer: object) -> Iterator[object]:
    """The strings, numbers, booleans and nulls in a JSON value, and the keys of its objects."""
    waiting = [answer]
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
    """Raise `_NoReading` for a value that no reading holds: a boolean, a number that is not whole,
    or text that PostgreSQL does not store.
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
    """The texts of a reading, each with the most characters that it may have."""
    waiting: list[object] = [reading]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        if not isinstance(value, dict):
            continue
        for name, inner in value.items():
            if name == "left_out":
                # Stored only in the JSON of the reading, which has no limit.
                continue
            if isinstance(inner, str):
                yield inner, LONGEST_TEXTS.get(name, LONGEST_PASSAGE)
            else:
                waiting.append(inner)


def _refuse_impossible(report: ParsedReport) -> None:
    """Raise `_NoReading` for sizes, numbers and pages that no report has, and for a passage in a
    section that does not exist.
    """
    numbered: list[Point | NumberedParagraph] = []
    numbered += report.improvement_points
    numbered += report.priority_actions
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
    _refuse_outside(pages, range(1, MOST_PAGES + 1), "it mentions a page {}")
    numbers = [each.number for each in numbered]
    _refuse_outside(numbers, range(LARGEST_NUMBER + 1), "it has a paragraph {}")
    sections = [each.section for each in passages]
    _refuse_outside(sections, range(len(report.sections)), "it mentions a section that is missing")


def _refuse_outside(numbers: Iterable[int | None], allowed: range, reason: str) -> None:
    """Raise `_NoReading` for the first number outside of `allowed`; `{}` in `reason` stands for it."""
    for number in numbers:
        if number is not None and number not in allowed:
            raise _NoReading(reason.format(number))
