"""Splits off the head of a mail, and the words of whoever sent the report on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.ingest.text.layout import Line

_HEAD = re.compile(
    r"(?:from|sent|to|cc|bcc|subject|date|importance|attachments?|reply-to)\s*:\s", re.IGNORECASE
)
_LINES_OF_HEAD = 10
_FEWEST = 3
"""Lines of a head, at least."""
_CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many)\s+)?(?:regards|wishes|thanks)\W*$", re.IGNORECASE
)
_LONGEST_COVER = 20
"""Lines from the head to the closing words of the sender, at most."""


def split_mail(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a report without the mail that it was sent with, and those of the mail.

    They are the head ("From", "Sent", "To", "Subject") and, where it ends with "Kind regards" or
    the like, the message below it with its signature.
    """
    head = [place for place, line in enumerate(lines[:_LINES_OF_HEAD]) if _HEAD.match(line.text)]
    if len(head) < _FEWEST:
        return list(lines), []
    end = head[-1] + 1
    for place in range(end, min(end + _LONGEST_COVER, len(lines))):
        if _CLOSING.match(lines[place].text):
            end = _signature_end(lines, place + 1)
            break
    return list(lines[end:]), list(lines[:end])


def _signature_end(lines: Sequence[Line], begin: int) -> int:
    """Where the name below the closing words ends: at the next empty line."""
    end = begin + 1
    while end < len(lines) and not lines[end].spaced:
        end += 1
    return min(end, len(lines))
