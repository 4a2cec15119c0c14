"""Splits off what programs write where one page ends and another begins, and tables of contents.

A text file has no places, so it shows by words, by counting and by being there again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from reports.ingest.text.layout import Line
from reports.ingest.text.typed.spacing import may_be_heading
from reports.ingest.text.typesetting import has_room_for_word, wrapping_width

_COUNTER = re.compile(
    r"(?:p(?:age|\.)?\s*)?(?P<page>\d{1,3})\s*(?:/|of)\s*\d{1,3}"
    r"|(?P<before>\d{1,3})\s*[|\t/]?\s*p\s?a\s?g\s?e"
    r"|p\s?a\s?g\s?e\s*[|\t/:]\s*(?P<behind>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?"
    r"|\{(?P<braces>\d{1,3})\}[-=_*]{3,}",
    re.IGNORECASE,
)
"""The number of a page: "Page 2 of 9", "2/9", "2 | P a g e", "{2}-----"."""
_ADDRESS = re.compile(r"(?:https?://|file:/|www\.)\S+(?:\s+\d{1,3}\s*/\s*\d{1,3})?", re.IGNORECASE)
"""The address of a page, as a browser prints it below."""
_PRINTED_AT = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:\s.{0,120})?",
    re.IGNORECASE,
)
"""The time, as a browser prints it above, before the title of the page."""
_STAMP = re.compile(
    r"\W*(?:official(?:[- ]sensitive)?|draft|restricted|confidential|unclassified|page break|new page"
    r"|not protectively marked)\W*",
    re.IGNORECASE,
)
"""What an office stamps on each page, or a program writes where one ends."""
_NUMBERED = re.compile(
    r"(?P<words>.*[^\W\d])(?P<sign>[\s|\u2013\u2014-]+)(?:page\s+)?(?P<page>\d{1,3})"
)
"""A line that ends with a number, as a running foot does: "Inspection of Wexcombe | 3"."""
_LINES_OF_TITLE = 10
"""The first lines of a text, among which its title is."""
_SHORTEST_FOOT = 10
"""The fewest letters of a running foot."""
_BARE = re.compile(r"\d{1,3}")
_ENTRY = re.compile(r".*[^\s.…](?:[ \t]?[.…]){4,}[ \t]*\d{1,3}")
"""A line of a table of contents: "Main findings ........ 4"."""
_CONTENTS = re.compile(r"(?:table of )?contents\W*", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_LONGEST = 150
"""The most letters of a line that may be a mark."""
_TWICE = 2
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The lines of a text without the marks of its pages, those marks, and its contents."""

    text: list[Line]
    marks: list[Line]
    contents: list[Line]


def split_page_marks(lines: Sequence[Line]) -> PageMarks:
    """The lines, the marks of pages and the table of contents.

    A mark is a number of a page, an address or a time that is there on two pages; so is a line
    beside such marks that repeats another one, as the title does.
    """
    marks = _certain_marks(lines) | _running_feet(lines)
    bare = _rising(lines, _BARE)
    repeated = _repeated_beside(lines, marks | set(bare))
    marks |= repeated | {place for place in bare if {place - 1, place + 1} & repeated}
    contents = _contents(lines)
    width = wrapping_width(lines)
    text: list[Line] = []
    is_below_mark = False
    for place, line in enumerate(lines):
        if place in marks or place in contents:
            is_below_mark = True
            continue
        is_cut = is_below_mark and bool(text) and not _begins_apart(text[-1], line, width)
        text.append(replace(line, spaced=(line.spaced or is_below_mark) and not is_cut))
        is_below_mark = False
    return PageMarks(
        text,
        [lines[place] for place in sorted(marks)],
        [lines[place] for place in sorted(contents - marks)],
    )


def _begins_apart(above: Line, line: Line, width: int | None) -> bool:
    """Whether the first line of a page begins a paragraph: the one above has room for its word.

    What may be a heading does so as well.
    """
    return has_room_for_word(above, line, width) or may_be_heading(line)


def _certain_marks(lines: Sequence[Line]) -> set[int]:
    """The indices of numbers of pages that rise, and of addresses and times that are repeated."""
    counters: dict[int, int] = {}
    others: dict[int, str] = {}
    for place, line in enumerate(lines):
        text = line.text.strip()
        if len(text) > _LONGEST:
            continue
        counter = _COUNTER.fullmatch(text)
        if counter:
            counters[place] = int(next(group for group in counter.groups() if group))
        elif _ADDRESS.fullmatch(text) or _PRINTED_AT.fullmatch(text) or _STAMP.fullmatch(text):
            others[place] = _DIGITS.sub("#", text)
    counts = Counter(others.values())
    marks = {place for place, shape in others.items() if counts[shape] >= _TWICE}
    numbers = list(counters.values())
    rises = len(numbers) >= _TWICE and numbers == sorted(set(numbers))
    return marks | set(counters) if rises else marks


def _rising(lines: Sequence[Line], form: re.Pattern[str]) -> list[int]:
    """The indices of the lines that are numbers in a form; empty where they do not rise."""
    places = [place for place, line in enumerate(lines) if form.fullmatch(line.text)]
    numbers = [int(lines[place].text) for place in places]
    return places if numbers == sorted(set(numbers)) else []


def _running_feet(lines: Sequence[Line]) -> set[int]:
    """The indices of lines that are alike but for the number at their end, which rises.

    The number stands apart, or the words are among the first lines, as those of the title are.
    """
    opening = " ".join(line.text.casefold() for line in lines[:_LINES_OF_TITLE])
    feet: dict[str, list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        match = _NUMBERED.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match is None or len(match["words"]) < _SHORTEST_FOOT:
            continue
        words = match["words"].casefold().strip()
        if match["sign"].strip() or words in opening:
            feet.setdefault(words, []).append((place, int(match["page"])))
    running: set[int] = set()
    for same in feet.values():
        numbers = [number for _, number in same]
        if len(same) >= _TWICE and numbers == sorted(set(numbers)):
            running |= {place for place, _ in same}
    return running


def _repeated_beside(lines: Sequence[Line], marks: Set[int]) -> set[int]:
    """The indices of lines beside a mark that repeat a line of the text: running heads and feet.

    They are beside marks twice, or repeat the first line: a heading may repeat a row of a table.
    """
    if not marks:
        return set()
    first = next((place for place in range(len(lines)) if place not in marks), 0)
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if place not in marks and len(line.text) <= _LONGEST:
            places.setdefault(_DIGITS.sub("#", line.text.casefold()), []).append(place)
    repeated: set[int] = set()
    for same in places.values():
        beside = [place for place in same if place - 1 in marks or place + 1 in marks]
        is_often = len(beside) >= _TWICE or same[0] == first
        if len(same) >= _TWICE and is_often and len(beside) >= len(same) - 1:
            repeated |= {place for place in beside if place != same[0]}
    return repeated


def _contents(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines of a table of contents, with its heading."""
    entries = {
        place
        for place, line in enumerate(lines)
        if len(line.text) <= _LONGEST and _ENTRY.fullmatch(line.text)
    }
    if len(entries) < _FEWEST_ENTRIES:
        return set()
    above = min(entries) - 1
    if above >= 0 and _CONTENTS.fullmatch(lines[above].text):
        entries.add(above)
    return entries
