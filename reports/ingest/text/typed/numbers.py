"""The numbers of paragraphs in whatever form, as "12. " before their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

PLAIN_NUMBER = Wording(
    r"^(?P<number>[1-9]\d{0,2})(?!\.\d)(?:[.)]\s*|\s+)(?=[^\s.,:\u2010-\u2015-])",
    samples=("1. Children", "2) Children", "24.Assertive", "34 Children"),
    strangers=("1 . Children", "(1) Children", "3 – Children", "1.0 Children", "24.5 children"),
)
NUMBER_FORMS = (
    Wording(
        r"^[(\[]\s?(?P<number>[1-9]\d{0,2})\s?[)\]][.:]?\s*(?=\S)",
        samples=("(1) Children", "[12] Children", "(1)Children"),
        strangers=("(a) Children", "1) Children"),
    ),
    Wording(
        r"^[-*•]\s+(?P<number>[1-9]\d{0,2})[.)]\s*(?=\S)",
        samples=("- 1. Children", "• 12) Children"),
        strangers=("- 12 children", "1. Children"),
    ),
    Wording(
        r"^(?P<number>[1-9]\d{0,2})\s+[.)]\s*(?=\S)",
        samples=("1 . Children", "12 ) Children"),
        strangers=("1. Children",),
    ),
    Wording(
        r"^(?P<number>[1-9]\d{0,2})(?:\.?\s+[-\u2010-\u2015]|[:,])\s+(?=\S)",
        samples=("1 – Children", "12: Children", "3 - Children", "4, Children"),
        strangers=("16- and 17-year-olds", "1. Children"),
    ),
    Wording(
        r"^(?:[¶§#]|No\.?|para(?:graph)?s?\.?)\s*(?P<number>[1-9]\d{0,2})[.:)]?\s+(?=\S)",
        samples=("¶1 Children", "Para 12. Children", "Paragraph 3: Children", "#4 Children"),
        strangers=("Paragraphs of text",),
    ),
    Wording(
        r"^0+(?P<number>[1-9]\d?)[.)]?\s+(?=\S)",
        samples=("01. Children", "09 Children"),
        strangers=("10. Children",),
    ),
    Wording(
        r"^(?P<number>[1-9]\d{0,2})\.0\s+(?=\S)",
        samples=("1.0 Children", "12.0 Children"),
        strangers=("1.1 Children",),
    ),
    Wording(
        r"^[^\w\s]{0,2}(?:para(?:graph)?\.?\s+)?(?P<number>[1-9]\d{0,2})\s?[^\w\s.)\u2010-\u2015-]{1,2}\s+(?=\S)",
        samples=("1/ Children", "<12> Children", "[Para 3] Children", "4; Children", "5| Children"),
        strangers=("1. Children", "16- and 17-year-olds", "2019/ Children"),
    ),
)
"""Other forms than those that reports print."""
_MOST_BEGINNINGS = 5
"""Lines with a 1 from which an order is tried."""
_FEWEST = 5
"""Numbers of one form that follow each other before the form is that of paragraphs."""


def with_plain_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines with numbers as reports print them, where those of paragraphs have another form."""
    longest = places_in_order(lines, PLAIN_NUMBER)
    form: Wording | None = None
    for wording in NUMBER_FORMS:
        places = places_in_order(lines, wording)
        if len(places) > max(len(longest), _FEWEST - 1):
            longest, form = places, wording
    if form is None:
        return list(lines)
    plain = list(lines)
    for number, place in enumerate(longest, 1):
        words = form.regex.sub("", plain[place].text)
        plain[place] = replace(plain[place], text=f"{number}. {words}")
    return plain


def places_in_order(
    lines: Sequence[Line], form: Wording, written: Callable[[int], str] = str
) -> list[int]:
    """The places of the lines that begin with 1, 2, 3 and so on in a form: the longest such order.

    `written` gives each number as the form has it in its group `number`: "b", "ii". A list before
    that of the paragraphs, or a table, may begin with 1 too: of two as long the later one counts.
    """
    numbers: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        match = form.match(line.text)
        if match:
            numbers.append((place, match["number"].casefold()))
    begins = [place for place, (_, number) in enumerate(numbers) if number == written(1)]
    longest: list[int] = []
    for begin in begins[:_MOST_BEGINNINGS]:
        places = _order_from(numbers[begin:], written)
        if len(places) >= len(longest):
            longest = places
    return longest


def letter_of(number: int) -> str:
    """The letter that counts a number from 1 on: "a", "b"; beyond "z" no letter."""
    return chr(ord("a") + number - 1)


def _order_from(numbers: Sequence[tuple[int, str]], written: Callable[[int], str]) -> list[int]:
    """The places of the first 1, the first 2 after it, and so on."""
    places: list[int] = []
    for place, number in numbers:
        if number == written(len(places) + 1):
            places.append(place)
    return places
