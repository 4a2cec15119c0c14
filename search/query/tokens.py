"""The tokens of a query: words, phrases and operators, however a reader spells them."""

from __future__ import annotations

import re

LONGEST = 500
"""The most characters of a query that are read."""
NEAR_WITHOUT_NUMBER = 10
"""The distance of a NEAR without a number, in words."""

TOKEN = re.compile(
    r"""(?P<minus>(?<![^\s(])(?:[-–−]|!+)(?=[^\s)!]))  # excludes what follows it, at the start of a word only
      | (?P<open>\() | (?P<close>\))
      | "(?P<phrase>[^"]*)"(?:\s?~(?P<slop>\d{1,4})(?![^\s()"]))?
      | (?P<stray>")
      | (?P<near>(?<![^\s()"])(?:
            (?i:near|within|around|adj|w|n)?\s?/\s?(?P<distance>\d{1,4})
          | ~(?P<after_tilde>\d{1,4})
          | (?:NEAR|AROUND|ADJ)(?:\((?P<in_brackets>\d{1,4})\)|[:~]?(?P<joined>\d{1,4}))?
        )(?![^\s()"]))
      | (?P<or>\|+)
      | (?P<word>[^\s()"|]+)""",
    re.VERBOSE,
)
"""`NEAR/5`, `near/5`, `w/5`, `/5`, `~5`, `NEAR(5)`, `NEAR5` and `NEAR` alone are one operator, and so
is `~5` behind a phrase."""
SEPARATORS = re.compile(r"[,;:\\&+=…—]|\.{2,}|/")
"""Signs that separate words typed without a blank: neglect,abuse; drugs/alcohol."""
BETWEEN_DIGITS = re.compile(r"(?<=\d)[,:/](?=\d)")
"""The same signs in numbers, dates and ranges, which stay in one piece: 24/7, 1,000."""
OPERATORS = frozenset(("AND", "OR", "NOT", "NEAR", "&&"))
CAPITALS = re.compile(r"[A-Z]{6,}")
"""A word in capitals that is too long to be an abbreviation."""
SMALL_WORD = re.compile(r"\b(?:AT|BY|FOR|FROM|IN|OF|ON|THE|TO|WHO|WITH)\b")
"""A small word in capitals, which is no abbreviation either."""
LONG_ABBREVIATIONS = frozenset(("CAFCASS",))


def near_distance(token: re.Match[str]) -> int | None:
    """The distance of a NEAR in words; None if the reader gave none."""
    typed = token["distance"] or token["in_brackets"] or token["joined"] or token["after_tilde"]
    return int(typed) if typed else None


def pieces_of(word: str) -> list[str]:
    """The parts of a word between separators: `drugs/alcohol` has two, `24/7` is one."""
    numbers = BETWEEN_DIGITS.sub("-", word)
    return [piece for piece in SEPARATORS.split(numbers) if piece]


def is_all_capitals(text: str) -> bool:
    """Whether a text is a heading in capitals, in which AND and OR are words, not operators.

    Abbreviations with operators between them (`RHI OR SGO`) are not a heading, nor is a text with a
    phrase in quotes.
    """
    if '"' in text or text != text.upper():
        return False
    words = [word for word in CAPITALS.findall(text) if word not in LONG_ABBREVIATIONS]
    return bool(words) or bool(SMALL_WORD.search(text))
