"""Hyphens at line ends: those that a program dropped, and those that one put in.

`pdftotext` drops the hyphen of "multi-" above "agency" and joins both lines to one, which is longer
than the others. Scanned or typeset text has hyphens in words that are cut at a line's end: "chil-"
above "dren".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_NEW_PAGE = "\f"
"""What the program writes between pages; a person does not."""
_LONG = 0.9
"""The share of lines that are shorter than the width of the text."""
_JOINED = 1.1
"""In widths of the text: the least length of two lines that are joined."""


_EARLIEST_END = 0.85
"""In widths of the text: where the word ends that did not fit in the first of two joined lines."""
_SHORTEST_PART = 3
_CLOSING = re.compile(r"\bchild ?care\b|\bregulates and inspects\b|\bwww\.|\blogos?\b")
"""Words of the closing pages, which are alike in every report."""
_SOFT = "\u00ad"
"""A hyphen that is there only where a line ends."""
_CUT = re.compile(
    r"(?P<left>[^\W\d_]{2,30})(?P<hyphen>[-\u00ad\u2010])[ \t]*\r?\n(?P<indent>[ \t]*)"
    r"(?!(?:and|or|to)\b)(?P<right>[a-z][^\W\d_]{1,30})(?P<rest>\S*)(?P<more>[ \t]+(?=\S))?"
)
"""A word over two lines, with what is joined to it, and whether more follows on the second line."""
_FEWEST_UNKNOWN = 2
_SHARE_UNKNOWN = 0.3
"""How many words over two lines, and which share of them, have parts that the text has nowhere
else, in a text that has its words cut.
"""
_ENDING = re.compile(
    r"[a-z]{0,2}(?:tion|sion|ment|ness|ence|ance|ity|ties|ren|ing|ed|er|ly|ful|able|ible|ive|al)s?"
)
"""The end of a word, which is none by itself."""
_BEFORE_HYPHEN = re.compile(
    r"after|all|anti|co|cross|decision|early|ex|face|fast|follow|full|half|high|hard|in|inter|long|low"
    r"|mid|multi|non|off|on|one|out|over|part|post|pre|pro|quasi|re|safe|self|semi|short|single|social"
    r"|sub|then|three|two|un|under|well|whole|year"
)
"""Words that are often written with a hyphen behind them."""


def with_whole_words(text: str) -> tuple[str, bool]:
    """The text without the hyphens of words that are cut at line ends, and whether any is doubtful.

    Where the text clearly has its words cut, a word is joined, unless it has the hyphen elsewhere.
    One that is not whole elsewhere is doubtful, and keeps its hyphen behind words that one often
    follows. In other texts all words keep their hyphen.
    """
    if not _CUT.search(text):
        return text, False
    words = Counter(_words(_CUT.sub(" ", text)))
    cuts = list(_CUT.finditer(text))
    is_cut = any(_is_cut(cut, words) for cut in cuts)
    unknown = sum(_is_unknown(cut, words) for cut in cuts)
    is_cut = is_cut or unknown >= max(_FEWEST_UNKNOWN, _SHARE_UNKNOWN * len(cuts))
    doubtful = False

    def mended(cut: re.Match[str]) -> str:
        nonlocal doubtful
        parted = f"{cut['left']}-{cut['right']}"
        if parted.casefold() in words:
            return _moved(cut, parted)
        if not is_cut:
            return cut[0]
        if _joined(cut) in words or cut["hyphen"] == _SOFT:
            return _moved(cut, cut["left"] + cut["right"])
        doubtful = True
        is_compound = _BEFORE_HYPHEN.fullmatch(cut["left"].casefold())
        return _moved(cut, parted if is_compound else cut["left"] + cut["right"])

    return _CUT.sub(mended, text), doubtful


def _joined(cut: re.Match[str]) -> str:
    return (cut["left"] + cut["right"]).casefold()


def _is_cut(cut: re.Match[str], words: Mapping[str, int]) -> bool:
    """Whether a word is surely cut: by a soft hyphen, or as two parts that are no words.

    Then it is whole elsewhere, or its second part is an ending.
    """
    if cut["hyphen"] == _SOFT:
        return True
    if not _is_unknown(cut, words):
        return False
    return _joined(cut) in words or _ENDING.fullmatch(cut["right"]) is not None


def _is_unknown(cut: re.Match[str], words: Mapping[str, int]) -> bool:
    """Whether the text has neither part of a word over two lines, nor the word with a hyphen."""
    left, right = cut["left"].casefold(), cut["right"].casefold()
    is_known = left in words or right in words or f"{left}-{right}" in words
    return not is_known and not _BEFORE_HYPHEN.fullmatch(left)


def _moved(cut: re.Match[str], word: str) -> str:
    """The word at the end of its first line; what follows it begins the next."""
    following = f"\n{cut['indent']}" if cut["more"] else ""
    return f"{word}{cut['rest']}{following}"


def with_lost_hyphens(text: str) -> str:
    """The text with a hyphen in each word of a joined line that it has elsewhere with one.

    A word that another line has without it is left alone.
    """
    if _NEW_PAGE not in text:
        return text
    lines = text.split("\n")
    longest = _JOINED * _width(lines)
    others = _words_of_other_lines(lines, longest)
    hyphens = _hyphens_by_word(_words(text), others)

    def restored(word: re.Match[str]) -> str:
        place = hyphens.get(word[0].casefold())
        return word[0] if place is None else f"{word[0][:place]}-{word[0][place:]}"

    return "\n".join(_WORD.sub(restored, line) if len(line) > longest else line for line in lines)


def may_lack_hyphens(text: str) -> bool:
    """Whether a word of a joined line may still lack its hyphen: it is two words of other lines.

    It is where the first line ended, and no other line has it. The closing pages do not matter.
    """
    if _NEW_PAGE not in text:
        return False
    lines = text.split("\n")
    width = _width(lines)
    others = _words_of_other_lines(lines, _JOINED * width)
    joined = [line for line in lines if len(line) > _JOINED * width and not _CLOSING.search(line)]
    return any(
        _is_two_words(word, others, width) for line in joined for word in _WORD.finditer(line)
    )


def _is_two_words(word: re.Match[str], others: set[str], width: int) -> bool:
    """Whether a word, with its place in a joined line, is two others where the first line ended."""
    text = word[0].casefold()
    if text in others or not text.isalpha():
        return False
    for length in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1):
        end = word.start() + length
        is_at_end = end <= _JOINED * width and word.end() >= _EARLIEST_END * width
        first, second = text[:length], text[length:]
        is_first = first in others or _BEFORE_HYPHEN.fullmatch(first) is not None
        if is_at_end and is_first and second in others:
            return True
    return False


def _width(lines: Sequence[str]) -> int:
    """The width in letters of nearly all lines."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(_LONG * (len(lengths) - 1))]


def _words_of_other_lines(lines: Sequence[str], longest: float) -> set[str]:
    """The words of the lines of at most so many letters, which are not joined of two."""
    return {word for line in lines if len(line) <= longest for word in _words(line)}


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())


def _hyphens_by_word(words: Iterable[str], others: set[str]) -> dict[str, int]:
    """Where the hyphen was, by each word that lacks one of those that a word of the text has.

    The `others` lack none.
    """
    places: dict[str, int] = {}
    for word in set(words):
        for hyphen in _HYPHEN.finditer(word):
            without = word[: hyphen.start()] + word[hyphen.end() :]
            if without not in others:
                places[without] = hyphen.start()
    return places
