"""The signs of a query: quotation marks of every kind, missing apostrophes, and unsearchable signs.

The index has letters and digits only (`reports/models/indexed_text.py`). Punctuation is left out
silently, as everybody expects. If a sign may mean something to the reader, a note says that it was
left out.
"""

from __future__ import annotations

import re
import unicodedata

from reports.models.indexed_text import FORMAT

DOUBLE_QUOTES = re.compile("[“”„‟«»‹›″〝〞〟＂「」『』❝❞]|''|``|´´")
"""Quotation marks of other keyboards and languages: „German“, «French», ``typewriter''."""
SINGLE_QUOTED = re.compile(
    r"""(?<![^\s(!–−-])             # at the start of a word only, so that it is no apostrophe
        [‘‚‛'`´](?!s\b)
        (?P<phrase>[^\s"][^"]*?)
        [’‘'`´](?=[\s).,;:?!~]|$)   # at the end of one""",
    re.VERBOSE,
)
"""A phrase in single quotes, with apostrophes inside: ‘children’s homes’."""
SECTION = re.compile(
    r"(?<![\w'’.])(?<!\w-)(?:sections?\s|sect?\.?\s?|s\.?\s?|§{1,2}\s?)(?P<number>\d{1,3}[a-z]?)(?!\w|[/.]\d)",
    re.IGNORECASE,
)
"""A section of an Act, however it is written: section 47, s47, s.47, § 47."""
REGULATION = re.compile(
    r"(?<![\w'’.])(?<!\w-)reg(?:s|ulations?)?\.?\s?(?P<number>\d{1,3}[a-z]?)(?!\w|[/.]\d)",
    re.IGNORECASE,
)
"""A regulation by its number, however it is written: regulation 44, reg 44, reg. 44."""
DIGIT = re.compile(r"\d")
"""What sections and regulations have; most queries have none."""
PASTED_NUMBER = re.compile(
    r"\s*(?P<number>(?:\d{1,3}|[ivx]{1,4})[.)]|[a-z]\))\s+(?=[^\W\d])",
)
"""The number of a pasted paragraph or point: 23. Management oversight; a) or iv) Visits."""
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){1,7}[A-Z](?:\.|(?=s?\b))")
"""An abbreviation with dots between its capitals, and behind the last or not: P.L.O., C.S.E."""
POSSESSIVE_PLURAL = re.compile(r"\b(?P<abbreviation>[A-Z]{2,6})['’ʼ`´]s\b")
"""The plural of an abbreviation as many write it: PA's, EHCP's."""
OPERATORS = re.compile(r"\|+|&&|(?<!\w)~(?=\d)")
"""Signs that are read as OR, AND and NEAR."""
WEIGHT = re.compile(r"(?<=[\w\"])\^\d+(?:\.\d+)?|(?<=\w)~(?:\d(?:\.\d+)?)?(?![\w\"])")
"""How other search systems weigh a word, or take words alike: neglect^2, neglect~1."""
MEANINGFUL = frozenset("§%&@#")
"""Punctuation to Unicode, but signs that a reader may expect to be searched."""
APOSTROPHE_LEFT_OUT = re.compile(
    r"""\b(?:
        (?P<possessive>children|women|men|people|child|ofsted|everyone|someone
            |[a-z]+[bcdfghjklmnpqrstvwxz]y)s    # authoritys: its plural ends in -ies
      | (?P<negation>(?:do|does|did|is|are|was|were|has|have|had|could|should|would|must)n)t
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""A word that is never written without the apostrophe: `childrens homes` means children's homes. The
index has it as two words, `children` and `s`; "parents" and "councils" are plurals of their own."""
UNUSUAL = re.compile(r"[^\w\s\"()*.,?-]")
"""A sign that needs a look; most queries have none."""
SHOWN = 5
"""The most signs that one note names."""


def plain(typed: str) -> str:
    """The text without invisible signs, letters and accents composed, every quotation mark `"`."""
    visible = unicodedata.normalize("NFC", FORMAT.sub("", typed))
    double = DOUBLE_QUOTES.sub('"', visible)
    return SINGLE_QUOTED.sub(r'"\g<phrase>"', double)


def with_provisions(text: str) -> str:
    """The text with each section of an Act as the phrase “section 47”, and so with regulations."""
    with_sections = _as_phrases(text, SECTION, "section")
    return _as_phrases(with_sections, REGULATION, "regulation")


def _as_phrases(text: str, provision: re.Pattern[str], name: str) -> str:
    """The text with each provision as a phrase of its name and number, also within quotes."""
    parts = text.split('"')
    for place, part in enumerate(parts):
        is_quoted = place % 2 == 1
        written = rf"{name} \g<number>" if is_quoted else rf'"{name} \g<number>"'
        parts[place] = provision.sub(written, part)
    return '"'.join(parts)


def unsearchable(text: str) -> list[str]:
    """The signs of a text that may mean something and that no search finds, each once, in order."""
    signs: dict[str, None] = {}
    for sign in OPERATORS.sub("", SECTION.sub("", text)):
        if sign in MEANINGFUL or unicodedata.category(sign) in ("Sc", "Sm", "So"):
            signs[sign] = None
    return list(signs)


def left_out(signs: list[str]) -> str:
    """The sentence that says which signs were left out; `signs` has one at least."""
    listed = ", ".join([f"“{sign}”" for sign in signs[:SHOWN]])
    if len(signs) > SHOWN:
        listed += " and others"
    plural, verb = ("", "was") if len(signs) == 1 else ("s", "were")
    return f"The sign{plural} {listed} {verb} left out: only letters and digits are searched."


def without_dots(initials: re.Match[str]) -> str:
    """An abbreviation without the dots between its letters."""
    return initials[0].replace(".", "")


def with_plain_plurals(text: str) -> str:
    """The text with the plurals of abbreviations without an apostrophe: PA's becomes PAs."""
    return POSSESSIVE_PLURAL.sub(r"\g<abbreviation>s", text)


def with_apostrophes(text: str) -> str:
    """The text with the apostrophes that were left out."""
    return APOSTROPHE_LEFT_OUT.sub(_written, text)


def _written(word: re.Match[str]) -> str:
    return f"{word[0][:-1]}'{word[0][-1]}"
