"""Abbreviations that a report explains itself: "return home interviews (RHIs)".

Such a definition counts when the letters in the brackets begin the words before them, in their
order; little words may be passed over ("director of children's services (DCS)"). Plain Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

IN_BRACKETS = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,7})\)")
WORD = re.compile(r"[^\W\d_]\w*(?:[’']\w+)*")
LITTLE = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
LONGEST = 10
"""Words of a long form, little ones counted."""
MOST_CHARACTERS = 200
"""Of a long form: what the archive has room for."""

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
"""Sentences with what is found in them; a test proves each."""


def defined_in(text: str) -> Iterator[tuple[str, str]]:
    """Each abbreviation that the text explains, without a plural s, with its long form in lower
    case.
    """
    for brackets in IN_BRACKETS.finditer(text):
        short = brackets["short"].removesuffix("s")
        if sum(letter.isupper() for letter in short) < 2:
            continue
        before = [word.lower() for word in WORD.findall(text[: brackets.start()])][-LONGEST:]
        long = " ".join(_spelt_out(short.lower().replace("&", ""), before))
        if long and len(long) <= MOST_CHARACTERS:
            yield short, long


def _spelt_out(letters: str, words: list[str]) -> list[str]:
    """The last of `words` that the letters begin, one each; empty where they do not."""
    start = len(words)
    for letter in reversed(letters):
        start -= 1
        while start >= 0 and words[start] in LITTLE and not _begins(words, start, letter):
            start -= 1
        if start < 0 or not words[start].startswith(letter):
            return []
    return words[start:]


def _begins(words: list[str], place: int, letter: str) -> bool:
    """Whether a little word is the one that the letter begins: not where the word before it is so
    too.
    """
    return words[place].startswith(letter) and not (
        place > 0 and words[place - 1].startswith(letter)
    )
