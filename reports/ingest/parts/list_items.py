"""Gives the items of a list in a text file the same bullet, however they are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typed.numbers import places_in_order
from reports.ingest.wording import Wording

SIGN = Wording(
    r"^(?P<sign>[-*•]?\s?\[[ xX]?\]|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
    r"|[>»›~§¤+=]+|[-=]+>|\(•\)|\bo|\b[nlqvuü](?=\s+[A-Z])|Ø"
    r"|[^\w\s\"'‘’“”()\[\]£$€&*·\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0-\u25ff\ue000-\uf8ff-]{1,3})"
    r"\s+(?=\S)",
    samples=(
        "→ The quality",
        "✓ The quality",
        "o The quality",
        "- [ ] The quality",
        "§ The quality",
        "※ The quality",
        "(•) The quality",
        "|> The quality",
    ),
    strangers=(
        "The quality",
        "‘ The quality’",
        "£ 3 million",
        "on the whole",
        "one child",
        "in the whole",
    ),
)
"""Signs that stand for bullets: typed by hand, or letters of a font for signs; other signs than
quotes, brackets, those of money, and the usual bullets.
"""
LETTERED = Wording(
    r"^\(?(?P<number>[a-z])[.)]\s+(?=\S)",
    samples=("a) The quality", "(b) The quality", "c. The quality"),
    strangers=("a The quality", "i.e. quality", "ab) The"),
)
ROMAN = Wording(
    r"^\(?(?P<number>[ivx]{1,5})[.)]\s+(?=\S)",
    samples=("i) The quality", "(ii) The quality", "xiv. The quality"),
    strangers=("a) The quality", "i.e. quality"),
)
NUMBERED = Wording(
    r"^[(\[]?(?P<number>\d{1,2})\s?[.)\]:]\s*(?=\S)",
    samples=("1. The quality", "(2) The quality", "3) The quality", "4 . The quality"),
    strangers=("16- and 17-year-olds", "2019 was"),
)
NAMED = Wording(
    r"^(?:point|item|recommendation|priority)\s+(?P<number>\d{1,2})\s*[.:)\u2013-]\s*(?=\S)",
    samples=("Point 1: The quality", "Recommendation 2. The quality"),
    strangers=("Point of the plan", "Priority action 1"),
)
_ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_BULLET = "• "
_LONGEST_ITEM = 60
"""The most words of an item without a mark; a longer one is a paragraph of prose."""


def with_bullets(lines: Sequence[Line], *, numbered: bool = True) -> list[Line]:
    """The lines of a list with a bullet before each item.

    Items may be marked by signs, letters or numbers (only if `numbered`), or not at all; in a PDF
    by letters or numbers alone. Lists with bullets stay as they are.
    """
    if not lines:
        return []
    is_text = all(line.size is None for line in lines)
    has_bullets = any(BULLET.match(line.text) for line in lines)
    if has_bullets and not is_text:
        return list(lines)
    forms = [(LETTERED, _lettered_places), (ROMAN, _roman_places)]
    if is_text:
        forms = [(SIGN, _sign_places), *forms, (NAMED, _named_places)]
    if numbered:
        forms.append((NUMBERED, _numbered_places))
    for form, places_of in forms:
        places = places_of(lines)
        if places[:1] == [0]:
            return _marked(lines, places, form)
    if has_bullets or not is_text:
        return list(lines)
    return _marked(lines, _unmarked_places(lines), None)


def _marked(lines: Sequence[Line], places: Sequence[int], form: Wording | None) -> list[Line]:
    """The lines with a bullet at each of `places`, instead of the mark of that `form`."""
    marked = list(lines)
    for place in places:
        text = lines[place].text
        words = form.regex.sub("", text) if form else text
        marked[place] = replace(lines[place], text=_BULLET + words)
    return marked


def _sign_places(lines: Sequence[Line]) -> list[int]:
    """The indices of the lines that begin with the same sign as the first line."""
    first = SIGN.match(lines[0].text)
    if first is None:
        return []
    matches = [SIGN.match(line.text) for line in lines]
    return [
        place for place, match in enumerate(matches) if match and match["sign"] == first["sign"]
    ]


def _lettered_places(lines: Sequence[Line]) -> list[int]:
    return places_in_order(lines, LETTERED, lambda number: chr(ord("a") + number - 1))


def _roman_places(lines: Sequence[Line]) -> list[int]:
    return places_in_order(lines, ROMAN, lambda number: "x" * (number // 10) + _ROMANS[number % 10])


def _named_places(lines: Sequence[Line]) -> list[int]:
    return places_in_order(lines, NAMED)


def _numbered_places(lines: Sequence[Line]) -> list[int]:
    return places_in_order(lines, NUMBERED)


def _unmarked_places(lines: Sequence[Line]) -> list[int]:
    """The indices of the lines that begin unmarked items; empty if the lines are prose."""
    places = [place for place, line in enumerate(lines) if place == 0 or line.spaced]
    if len(places) < 2:
        return []
    for begin, end in pairwise([*places, len(lines)]):
        words = joined(line.text for line in lines[begin:end]).split()
        if len(words) > _LONGEST_ITEM:
            return []
    return places
