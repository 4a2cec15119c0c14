"""Finds the footnotes and comments of text files, which have no size of type to recognise them by.

Their marks are in the text, and each note is a line that begins with its mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.text.characters import lowered
from reports.ingest.text.layout import Line

_MARK = re.compile(
    r"(?<=[a-z’”)])(?<!\b[kcm]m)(?<!\bm)([.,;:?]?)(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?=[.,;:]?(?:\s|$))"
)
"""Behind a word, or behind the full stop of a sentence: "families trust.1", "trust1."; not in "12 m2"."""
_NOTE = re.compile(r"(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*(?=[A-Z‘“])")
"""How a note begins: without the dot that the number of a paragraph has."""
_PARAGRAPH = re.compile(r"\d{1,3}\.\s*\S")
_FEWEST_PARAGRAPHS = 5
"""The fewest numbers with a dot in a text whose paragraphs have a dot behind their numbers."""

_FEWEST_COMMENTS = 2
"""Marks of comments in a text that has been commented on, at least."""
_COMMENT = re.compile(r"\s?\[(?P<initials>[A-Z]{1,3})(?P<number>\d{1,3})\]")
"""The mark of a comment, as word processors write it: initials and number."""


_SOURCE = re.compile(r"\s?【[^【】]{1,40}】|(?<=[.!?])(?:\s?\[\d{1,2}\])+(?=\s|$)")
"""The mark of a source behind a sentence, as chat programs write it: "[3]", "【4†source】"."""
_FEWEST_SOURCES = 2


def split_source_marks(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without the marks of sources behind sentences, where there are several, and those."""
    marks = [mark[0].strip() for line in lines for mark in _SOURCE.finditer(line.text)]
    if len(marks) < _FEWEST_SOURCES:
        return list(lines), []
    plain = [replace(line, text=_SOURCE.sub("", line.text).strip()) for line in lines]
    return [line for line in plain if line.text], marks


def split_comment_marks(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without the marks of comments ("[AB1]"), which count from 1, and the marks."""
    marks = [mark for line in lines for mark in _COMMENT.finditer(line.text)]
    numbers = [int(mark["number"]) for mark in marks]
    if len(numbers) < _FEWEST_COMMENTS or sorted(set(numbers)) != list(range(1, max(numbers) + 1)):
        return list(lines), []
    text: list[Line] = []
    for line in lines:
        words = _COMMENT.sub("", line.text).strip()
        if words:
            text.append(replace(line, text=words))
    return text, [mark[0].strip() for mark in marks]


def split_typed_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a text file without its footnotes and their marks, and the footnotes.

    A note has an empty line above it, or another note, and a mark in a line before it. Its further
    lines have no empty line above them.
    """
    text: list[Line] = []
    notes: list[Line] = []
    if sum(_PARAGRAPH.match(line.text) is not None for line in lines) < _FEWEST_PARAGRAPHS:
        return list(lines), notes
    marks: set[str] = set()
    numbers: set[str] = set()
    in_note = False
    for line in lines:
        number = _NOTE.match(line.text)
        begins = number is not None and lowered(number[1]) in marks and (line.spaced or in_note)
        if begins and number is not None:
            numbers.add(number[1])
        in_note = begins or (in_note and not line.spaced)
        target = notes if in_note else text
        target.append(line)
        marks.update(lowered(mark[2]) for mark in _MARK.finditer(line.text))
    return [_without_marks(line, numbers) for line in text], notes


def _without_marks(line: Line, numbers: set[str]) -> Line:
    """The line without the marks of notes, given as they are written."""
    if not numbers:
        return line
    bare = _MARK.sub(lambda mark: mark[1] if mark[2] in numbers else mark[0], line.text)
    return replace(line, text=bare)
