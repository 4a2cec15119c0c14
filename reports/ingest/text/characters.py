"""Characters made plain, and lines joined to running text. Cleaning twice changes nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ),
    " ",
)
_HYPHENS = dict.fromkeys(map(ord, "\ufffe\u0002\u00ad\u2010\u2011"), "-")
"""The PDF library writes U+FFFE or U+0002 for a hyphen at a line's end; it is a real hyphen."""
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_TABLE = _SPACES | _HYPHENS | _LIGATURES

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters, zero-width signs, direction overrides, halves of characters: nobody reads
them.
"""

_OPENING = re.compile(r"(^|[\s(\[{/\u2013\u2014\u2018\u201c-])(['\"])(?=[^\s'\"])")
_OPEN = {"'": "\u2018", '"': "\u201c"}
_CLOSE = str.maketrans({"'": "\u2019", '"': "\u201d"})


def cleaned(text: str) -> str:
    """One line with plain spaces, real hyphens, no ligatures, no invisible signs and typographic
    quotes.
    """
    plain = _INVISIBLE.sub("", text.translate(_TABLE))
    return _curled(re.sub(r" {2,}", " ", plain).strip())


def _curled(text: str) -> str:
    """Straight quotes as reports print them, so that the same words from text and PDF are the same."""
    if "'" not in text and '"' not in text:
        return text
    opened = _OPENING.sub(lambda found: found[1] + _OPEN[found[2]], text)
    return opened.translate(_CLOSE)


_SENTENCE_END = re.compile(r"[.!?:;][)\]'\"\u2019\u201d]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences, or the items of a list, do."""
    return _SENTENCE_END.search(text) is not None


_HYPHEN_AT_END = re.compile(r"\w-$")
_STANDS_ALONE = re.compile(r"(and|or|to)\b", re.IGNORECASE)
_CLINGS = re.compile(r"\S[/\u2013\u2014]$")


def joined(lines: Iterable[str]) -> str:
    """Lines as running text. A hyphen at a line's end is a real one ("pre-" + "birth"), except
    before and, or, to ("child- and family-centred"); a slash or a dash without a blank clings too.
    """
    text = ""
    for line in lines:
        words = line.replace("\t", " ").strip()
        blank = " " if text and words and not _clings(text, words) else ""
        text += blank + words
    return text


def _clings(text: str, line: str) -> bool:
    if _HYPHEN_AT_END.search(text[-2:]):
        return not _STANDS_ALONE.match(line)
    return _CLINGS.search(text[-2:]) is not None
