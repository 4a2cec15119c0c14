"""The signs that stand for bullets in a text file, as plain bullets.

A report has them in other lists than that of its points too: strengths, a summary for children.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

SIGN = Wording(
    r"^(?P<sign>[-*•]?\s?\[[ xX]?\]|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
    r"|[>»›~§¤+=]+|[-=]+>|-{2,3}|\u2013{2}|\(•\)|\bo|(?-i:[b-hj-zü](?=\s+[A-Z]))|Ø"
    r"|[^\w\s\"'‘’“”()\[\]£$€&*·\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0-\u25ff\ue000-\uf8ff-]{1,3})"
    r"\s+(?=\S)",
    samples=(
        "→ The quality",
        "✓ The quality",
        "o The quality",
        "e The quality",
        "- [ ] The quality",
        "§ The quality",
        "※ The quality",
        "(•) The quality",
        "|> The quality",
        "-- The quality",
    ),
    strangers=(
        "The quality",
        "‘ The quality’",
        "£ 3 million",
        "on the whole",
        "one child",
        "in the whole",
        "a The quality",
        "e the quality",
    ),
)
"""Signs that stand for bullets: typed by hand, letters of a font for signs, or a letter that a
scanner's software takes a bullet for; other signs than quotes, brackets, those of money, and the
usual bullets.
"""
_FEWEST = 3
"""Lines that begin with one sign before it is taken for a bullet throughout a text."""
_BULLET = "• "

_SIGN_OF_NUMBER = re.compile(
    r"^([ \t]*)(?:((?:[0-9]\ufe0f?\u20e3)+)|(\U0001f51f)|([\u2460-\u249b\u24f5-\u24fe\u2776-\u2793]))"
    r"[ \t]*(?=\S)",
    re.MULTILINE,
)
"""A number as one sign: that of a key, of ten, or a number in a circle or in brackets."""


def with_written_numbers(text: str) -> str:
    """The text with "1. " where a line begins with a sign that shows a number, as "①"."""
    return _SIGN_OF_NUMBER.sub(_written_number, text)


def _written_number(match: re.Match[str]) -> str:
    indent, keys, ten, sign = match.groups()
    if keys:
        number = int("".join(re.findall(r"[0-9]", keys)))
    else:
        number = 10 if ten else int(unicodedata.numeric(sign))
    return f"{indent}{number}. "


_NEXT_BULLET = re.compile(r"\s+(?=[•●◼▪■‣∙]\s)")
_NUMBER = re.compile(r"(\d{1,3})\.\s")
_NUMBER_BEHIND_SENTENCE = re.compile(r"(?<=[.!?’”]) +(\d{1,3})\. +(?=[A-Z‘“])")


def with_parted_items(lines: Sequence[Line]) -> list[Line]:
    """The lines with each item of a list on a line of its own, by bullets or rising numbers.

    Programs that copy a page as one line write "• Plans. • Visits." and "1. Plans. 2. Visits."
    """
    parted: list[Line] = []
    for line in lines:
        parts = [line.text]
        if _NEXT_BULLET.match(f" {line.text}"):
            parts = _NEXT_BULLET.split(line.text)
        elif _NUMBER.match(line.text):
            parts = list(_numbered_parts(line.text))
        parted.append(replace(line, text=parts[0]))
        parted += [replace(line, text=part, spaced=False) for part in parts[1:]]
    return parted


def _numbered_parts(text: str) -> Iterator[str]:
    """The parts of a line that begins with a number, each from a number that is the next.

    It stands behind the end of a sentence, and before a capital letter.
    """
    first = _NUMBER.match(text)
    number = int(first[1]) if first else 0
    begin = 0
    for match in _NUMBER_BEHIND_SENTENCE.finditer(text):
        if int(match[1]) == number + 1:
            number += 1
            yield text[begin : match.start()]
            begin = match.start(1)
    yield text[begin:]


def with_plain_bullets(lines: Sequence[Line]) -> list[Line]:
    """The lines with a bullet in place of each sign that several lines begin with.

    Headings and rows of tables stay as they are.
    """
    signs = [_sign_of(line) for line in lines]
    counts = Counter(sign for sign in signs if sign)
    plain = list(lines)
    for place, sign in enumerate(signs):
        if sign and counts[sign] >= _FEWEST:
            words = SIGN.regex.sub("", lines[place].text)
            plain[place] = replace(lines[place], text=_BULLET + words)
    return plain


def _sign_of(line: Line) -> str | None:
    """The sign that a line of text begins with in place of a bullet; None without any."""
    if line.bold or "\t" in line.text:
        return None
    match = SIGN.match(line.text)
    return match["sign"] if match else None
