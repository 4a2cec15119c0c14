"""Plain characters, and lines joined to running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.ingest.wording import Wording

_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
"""Spaces of any width, which may keep words together."""
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
_SYMBOL_DASH = {0xF02D: "\u2013"}
"""The minus of the font Symbol, which reports print for a dash: "2016–17"."""
_TABLE = _SPACES | _HYPHENS | _LIGATURES | _SYMBOL_DASH

_SOFT_HYPHEN = re.compile(r"(?<=[a-z])\u00ad(?=[a-z])")
"""Within a line it is not printed; at the end of one it is a hyphen."""
_PRIVATE_SIGN = re.compile("[\ue000-\uf8ff]")
"""A sign that a font of pictures has of its own: within a text it is a bullet."""

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters, zero-width signs, direction overrides, halves of characters."""

_CLEAN = re.compile("[\t -~–—‘’“”]*")
"""Nearly all lines have none but these characters, and need not be looked at again."""
_BLANKS = re.compile(" {2,}")

_OPENING = re.compile(r"(^|[\s(\[{/\u2013\u2014\u2018\u201c-])(['\"])(?=[^\s'\"])")
_OPEN = {"'": "\u2018", '"': "\u201c"}
_CLOSE = str.maketrans({"'": "\u2019", '"': "\u201d"})


def cleaned(text: str) -> str:
    """A line with plain spaces, real hyphens and typographic quotes, without invisible signs.

    Cleaning a line twice changes nothing more.
    """
    if not _CLEAN.fullmatch(text):
        text = _INVISIBLE.sub("", _SOFT_HYPHEN.sub("", text).translate(_TABLE))
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return _curled(text.strip())


def _curled(text: str) -> str:
    """Straight quotes as reports print them, so that the same words from text and PDF are the same."""
    if "'" not in text and '"' not in text:
        return text
    opened = _OPENING.sub(_opening_quote, text)
    return opened.translate(_CLOSE)


def _opening_quote(match: re.Match[str]) -> str:
    return match[1] + _OPEN[match[2]]


_APOSTROPHE_AS_DIGIT = re.compile(r"[a-z]9s\b")
"""An apostrophe as a program writes it that makes PDFs smaller: "children9s"."""
_FEWEST_DIGITS = 3
"""Fewer may be a misprint."""


def has_lost_apostrophes(texts: Iterable[str]) -> bool:
    """Whether lines have digits in the place of apostrophes."""
    with_digit = (text for text in texts if "9s" in text)
    count = sum(_APOSTROPHE_AS_DIGIT.search(text) is not None for text in with_digit)
    return count >= _FEWEST_DIGITS


_SENTENCE_END = re.compile(r"[.!?:;][)\]'\"\u2019\u201d]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences, or the items of a list, do."""
    return _SENTENCE_END.search(text) is not None


_GOES_ON = Wording(
    r"(?:[,\u2010-\u2015-]|\b(?:an?|the|and|or|nor|but|of|to|in|into|on|onto|for|by|with|within|without|at|from"
    r"|as|than|that|which|who|whose|if|when|where|while|because|between|through|about|under|over|is|are|was"
    r"|were|be|been|being|has|have|had|do|does|did|not|no|its|their|his|her|this|these|those|some|many"
    r"|all|each|every|any|both|more|most|other|such|can|could|will|would|should|must|may|might"
    r"|ms|mr|mrs|dr|st))$",
    samples=("leaders and", "the work of", "plans,", "pre-", "met Ms"),
    strangers=("record their views", "a band", "an island"),
)


def sentence_goes_on(text: str) -> bool:
    """Whether a line ends with a word or a sign after which no sentence ends."""
    return _GOES_ON.search(text) is not None


_HYPHEN_AT_END = re.compile(r"\w-$")
_CONJUNCTION = re.compile(r"(and|or|to)\b", re.IGNORECASE)
_SLASH_OR_DASH_AT_END = re.compile(r"\S[/\u2013\u2014]$")


def joined(lines: Iterable[str]) -> str:
    """Lines as running text, with a space between two of them but after a hyphen, slash or dash.

    A hyphen at a line's end is a real one ("pre-" + "birth" is "pre-birth"); before "and", "or" and
    "to" it ends its word ("child- and family-centred"), and a space follows. Bullets of a font of
    pictures become plain ones.
    """
    text = ""
    for line in lines:
        words = line.replace("\t", " ").strip()
        if text and words and not _joins_without_space(text, words):
            text += " "
        text += words
    return text if text.isascii() else _PRIVATE_SIGN.sub("•", text)


def _joins_without_space(text: str, line: str) -> bool:
    end = text[-2:]
    if _HYPHEN_AT_END.search(end):
        return not _CONJUNCTION.match(line)
    return _SLASH_OR_DASH_AT_END.search(end) is not None


RAISED = Wording("[⁰¹²³⁴⁵⁶⁷⁸⁹ˢᵗⁿᵈʳʰ]+", samples=("improve?¹", "18ᵗʰ"), strangers=("18th",))
"""Note marks, and the ends of "1st", "2nd", "3rd" and "4th", where they are set small and raised."""
ORDINAL = Wording(
    r"(?<=\d)\s?(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?![⁰¹²³⁴⁵⁶⁷⁸⁹])",
    samples=("their 18ᵗʰ birthday", "1ˢᵗ of May"),
    strangers=("improve?¹", "18th"),
)
"""The raised end of a number, which belongs to the words."""
UNIT = Wording(
    r"(?<![^\W\d_])(?:[kcm]?m|ft|in|mi|yd)[²³](?![⁰¹²³⁴⁵⁶⁷⁸⁹])",
    samples=("a room of 12 m²", "4m²", "30 km²"),
    strangers=("the team²", "improve?²", "12 m"),
)
"""A measure of area or volume, whose raised digit is no mark of a note."""
_PLAIN_SIGNS = "0123456789stndrh"
_RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹ˢᵗⁿᵈʳʰ"
_RAISE = str.maketrans(_PLAIN_SIGNS, _RAISED_SIGNS)
_LOWER = str.maketrans(_RAISED_SIGNS, _PLAIN_SIGNS)


def raised(text: str) -> str:
    """The digits and the letters of "th" as raised signs, so that the text says that they are raised."""
    return text.translate(_RAISE)


def lowered(text: str) -> str:
    """The raised signs as plain ones."""
    return text.translate(_LOWER)
