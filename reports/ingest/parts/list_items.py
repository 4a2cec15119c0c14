"""Gives the items of a list in a text file the same bullet, however they are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typed.bullets import SIGN
from reports.ingest.text.typed.numbers import letter_of, places_in_order
from reports.ingest.wording import Wording

LETTERED = Wording(
    r"^\(?(?P<number>[a-z])(?:\.\s+|\)\s*)(?=\S)",
    samples=("a) The quality", "(b) The quality", "c. The quality", "(d)The quality"),
    strangers=("a The quality", "i.e. quality", "ab) The"),
)
ROMAN = Wording(
    r"^\(?(?P<number>[ivx]{1,5})[.)]\s+(?=\S)",
    samples=("i) The quality", "(ii) The quality", "xiv. The quality"),
    strangers=("a) The quality", "i.e. quality"),
)
NUMBERED = Wording(
    r"^[(\[]?(?:(?-i:R)(?=\d))?(?P<number>\d{1,2})(?:\s?[.)\]:]\s*|\s?[-\u2013]?\s+(?=(?-i:[A-Z])))(?=\S)",
    samples=(
        "1. The quality",
        "1- The quality",
        "2 – The quality",
        "3 The quality",
        "R4 The quality",
        "(2) The quality",
        "3) The quality",
        "4 . The quality",
    ),
    strangers=("16- and 17-year-olds", "2019 was"),
)
DECIMAL = Wording(
    r"^(?P<list>\d{1,2})\.(?P<number>\d{1,2})(?:[.):]\s*|\s+)(?=[^\W\d])",
    samples=("1.1 The quality", "2.3. The quality", "1.2) The quality"),
    strangers=("1. The quality", "1.10.2023", "3.1: 4"),
)
"""Numbers of a list within a list: the first is that of the list, the second that of the item."""
NAMED = Wording(
    r"^(?:point|item|recommendation|priority|action|step)\s+(?P<number>\d{1,2})\s*[.:)\u2013-]\s*(?=\S)",
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
    marked = with_marked_items(lines, numbered=numbered)
    is_text = all(line.size is None for line in lines)
    if not is_text or any(BULLET.match(line.text) for line in marked):
        return marked
    return _marked(lines, _unmarked_places(lines), None)


def with_marked_items(lines: Sequence[Line], *, numbered: bool = True) -> list[Line]:
    """The lines with a bullet before each item that has a mark, as `with_bullets` has them."""
    if not lines:
        return []
    is_text = all(line.size is None for line in lines)
    has_bullets = any(BULLET.match(line.text) for line in lines)
    if has_bullets and not is_text:
        return list(lines)
    forms: list[tuple[Wording, Callable[[int], str]]] = [(LETTERED, letter_of), (ROMAN, _roman)]
    if is_text:
        signs = _sign_places(lines)
        if signs:
            return _marked(lines, signs, SIGN)
        forms += [(NAMED, str), (DECIMAL, str)]
    if numbered:
        forms.append((NUMBERED, str))
    for form, written in forms:
        places = places_in_order(lines, form, written)
        if places[:1] == [0]:
            return _marked(lines, places, form)
    return list(lines)


def _marked(lines: Sequence[Line], places: Sequence[int], form: Wording | None) -> list[Line]:
    """The lines with a bullet at each of `places`, instead of the mark of that `form`."""
    marked = list(lines)
    for place in places:
        text = lines[place].text
        words = form.regex.sub("", text) if form else text
        marked[place] = replace(lines[place], text=_BULLET + words)
    return marked


def _sign_places(lines: Sequence[Line]) -> list[int]:
    """The indices of the lines that begin with the same sign as the first line; else none."""
    first = SIGN.match(lines[0].text)
    if first is None:
        return []
    matches = [SIGN.match(line.text) for line in lines]
    return [
        place for place, match in enumerate(matches) if match and match["sign"] == first["sign"]
    ]


def _roman(number: int) -> str:
    return "x" * (number // 10) + _ROMANS[number % 10]


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
