"""From bytes to characters, those too that a program has taken for another encoding."""

from __future__ import annotations

import codecs
import quopri
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = 0.8
"""The share of every second byte that is zero in UTF-16, at least."""
_BYTES_OF_HEAD = 1000
"""The first bytes, in which the zeros of UTF-16 are counted if there is no byte order mark."""
_APOSTROPHE_OF_MAC = re.compile(rb"[A-Za-z]\xd5[a-z]")
_APOSTROPHE_OF_WINDOWS = re.compile(rb"[A-Za-z]\x92[a-z]")

_SAVED_IN_MAIL = re.compile(rb"=E2=80=[0-9A-F]{2}|=C2=A0")
"""Quotes, dashes and bullets, or a blank, as mails are sent (RFC 2045)."""
_FORCED_END = re.compile(rb"[A-Za-z ,.]=\r?\n(?=[A-Za-z ])")
"""A line end that mails put in where a line would be too long."""
_FEWEST_OF_MAIL = 3
"""Such characters in a text that is saved so."""

_MISREAD_AS = ("cp1252", "cp850", "cp437", "mac-roman")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", *_MISREAD_AS)
"""All encodings that a text is read in. Python loads the code of one at its first use."""
_MOST_TIMES = 3
"""How often a text may have been taken for another encoding."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_OF_REPORTS = re.compile(
    "[\u00a0-\u017f\u0192\u02c6\u02dc\u2000-\u2bff\ue000-\uf8ff\ufb00-\ufb06\ufeff\ufffd]+"
)
"""Letters and signs that a report may have: others come from reading right text as misread."""
_LOST_QUOTE = ("\u00e2\u20ac\ufffd", "\u201d")
"""A closing quote misread as Windows-1252, which has no sign for its last byte."""


def decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16, Windows-1252 or Mac Roman; misread characters are put right.

    A mail that was saved with its source has other characters as "=E2=80=99".
    """
    is_saved = len(_SAVED_IN_MAIL.findall(content)) >= _FEWEST_OF_MAIL
    if is_saved or len(_FORCED_END.findall(content)) >= _FEWEST_OF_MAIL:
        content = quopri.decodestring(content)
    text = _as_encoded(content)
    for encoding in _MISREAD_AS:
        text = _reread(text, encoding)
    return text


def _as_encoded(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:_BYTES_OF_HEAD]
    for encoding, high_bytes in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(high_bytes) > 1 and high_bytes.count(0) > _ZEROS * len(high_bytes):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        is_mac = _APOSTROPHE_OF_MAC.search(content) and not _APOSTROPHE_OF_WINDOWS.search(content)
        return content.decode("mac-roman" if is_mac else "cp1252", "replace")


def _reread(text: str, encoding: str) -> str:
    """The text with each run of misread characters ("â€™") as what was meant ("’")."""
    for _ in range(_MOST_TIMES):
        restored = _BEYOND_ASCII.sub(
            lambda run: _reread_run(run[0], encoding), text.replace(*_LOST_QUOTE)
        )
        if restored == text:
            break
        text = restored
    return text


def _reread_run(run: str, encoding: str) -> str:
    """The run as UTF-8 that was read in `encoding`; as it is where it can be no such text."""
    try:
        restored = b"".join(_byte(sign, encoding) for sign in run).decode("utf-8")
    except UnicodeError:
        return run
    return restored if _OF_REPORTS.fullmatch(restored) else run


def _byte(sign: str, encoding: str) -> bytes:
    """The byte that was read as a sign; Windows-1252 leaves five bytes as control characters."""
    if "\x80" <= sign <= "\x9f":
        return sign.encode("latin-1")
    return sign.encode(encoding)
