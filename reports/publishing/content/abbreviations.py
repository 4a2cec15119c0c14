"""Abbreviations that a report explains itself: "return home interviews (RHIs)".

Such a definition counts when the letters in the brackets are the first letters of the words before
them, in their order. Small words may be skipped ("director of children's services (DCS)"). Plain
Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

IN_BRACKETS = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,7})\)")
WORD = re.compile(r"[^\W\d_]\w*(?:[’']\w+)*")
SMALL_WORDS = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
MOST_WORDS = 10
"""Words of a long form, small ones counted."""
MOST_CHARACTERS = 200
"""Characters of a long form: the length of the column."""

EXAMPLES = (
    ("Return home interviews (RHIs) are timely.", ("RHI", "return home interviews")),
    ("the multi-agency safeguarding hub (MASH)", ("MASH", "multi agency safeguarding hub")),
    ("The director of children’s services (DCS) left.", ("DCS", "director of children’s services")),
    ("children in care council (CiCC)", ("CiCC", "children in care council")),
    (
        "assessed and supported year in employment (ASYE)",
        ("ASYE", "assessed and supported year in employment"),
    ),
    ("the quality assurance framework (Bristol)", None),
    ("in the summer (July)", None),
)
"""Sentences, each with the abbreviation that it defines; a test checks each."""


def defined_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation that the text defines and its long form.

    The abbreviation comes without a plural s, the long form in lower case.
    """
    for brackets in IN_BRACKETS.finditer(text):
        short = brackets["short"].removesuffix("s")
        if sum(letter.isupper() for letter in short) < 2:
            continue
        words = [word.lower() for word in WORD.findall(text[: brackets.start()])]
        letters = short.lower().replace("&", "")
        long = " ".join(_words_abbreviated(letters, words[-MOST_WORDS:]))
        if long and len(long) <= MOST_CHARACTERS:
            yield short, long


def _words_abbreviated(letters: str, words: list[str]) -> list[str]:
    """The last of `words`, which the letters abbreviate, one each; empty where they do not."""
    start = len(words)
    for letter in reversed(letters):
        start -= 1
        while start >= 0 and words[start] in SMALL_WORDS and _is_skipped(words, start, letter):
            start -= 1
        if start < 0 or not words[start].startswith(letter):
            return []
    return words[start:]


def _is_skipped(words: list[str], index: int, letter: str) -> bool:
    """Whether a small word has no letter of its own in the abbreviation.

    It has none when it begins otherwise, or when the word before it begins with the letter too.
    """
    if not words[index].startswith(letter):
        return True
    return index > 0 and words[index - 1].startswith(letter)
