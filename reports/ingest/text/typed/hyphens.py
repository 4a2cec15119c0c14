"""Hyphens at line ends, which `pdftotext` drops: "multi-" above "agency" becomes "multiagency".

It joins both lines to one, which is longer than the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_NEW_PAGE = "\f"
"""What the program writes between pages; a person does not."""
_LONG = 0.9
"""The share of lines that are shorter than the width of the text."""
_JOINED = 1.1
"""In widths of the text: the least length of two lines that are joined."""


def with_lost_hyphens(text: str) -> str:
    """The text with a hyphen in each word of a joined line that it has elsewhere with one.

    A word that another line has without it is left alone.
    """
    if _NEW_PAGE not in text:
        return text
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line)
    longest = _JOINED * lengths[int(_LONG * (len(lengths) - 1))]
    others = {word for line in lines if len(line) <= longest for word in _words(line)}
    hyphens = _hyphens_by_word(_words(text), others)

    def restored(word: re.Match[str]) -> str:
        place = hyphens.get(word[0].casefold())
        return word[0] if place is None else f"{word[0][:place]}-{word[0][place:]}"

    return "\n".join(_WORD.sub(restored, line) if len(line) > longest else line for line in lines)


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
