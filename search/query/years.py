"""Years in a reader's words, other than a single one: dates, and ranges such as `since 2022`,
`2018 to 2020`, `2023/24`, `before 2019` and `last year`.

A report has the year in which its inspection ended, so that of a date the year alone counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

DAY = r"""(?:
    (?:\d{1,2}(?:st|nd|rd|th)?\s+)?
    (?:january|february|march|april|may|june|july|august|september|october|november|december
        |jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|early|mid|late)
    [\s-]+
)?"""
"""What may stand before a year in a date: 21 February, spring."""
YEAR = r"(?:19|20)\d\d"
COUNTED = {
    "couple of": 2,
    "few": 3,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
"""Numbers of years in words."""
FORMS = (
    rf"(?:between|from)\s+{DAY}(?P<first>{YEAR})\s+(?:and|to|until|till)\s+{DAY}(?P<last>{YEAR})",
    rf"{DAY}(?P<first>{YEAR})\s*(?:-|–|—|−|/|\bto\b|\buntil\b|\btill\b)\s*{DAY}(?P<last>{YEAR})",
    rf"(?P<first>{YEAR})[-–−/](?P<last_digits>\d\d)(?![-–−/])",
    rf"(?:since|starting\s+(?:in|from))\s+{DAY}(?P<first>{YEAR})",
    rf"(?:from\s+)?{DAY}(?P<first>{YEAR})\s+(?:onwards?|(?:and|or)\s+(?:later|after|newer))",
    rf"(?:after|post|later\s+than)[\s-]+{DAY}(?P<after>{YEAR})",
    rf"(?:until|till|up\s+to)\s+{DAY}(?P<last>{YEAR})",
    rf"{DAY}(?P<last>{YEAR})\s+(?:and|or)\s+(?:earlier|before|older)",
    rf"(?:before|pre|prior\s+to|earlier\s+than)[\s-]+{DAY}(?P<before>{YEAR})",
    rf"(?P<day>{YEAR})-\d\d-\d\d",
    rf"\d\d?[/.]\d\d?[/.](?P<day>{YEAR})",
    rf"{DAY.removesuffix('?')}(?P<day>{YEAR})",
    rf"(?:the\s+)?(?:last|past|previous)\s+(?P<years>\d|{'|'.join(COUNTED)})\s+years",
    r"(?:the\s+)?(?P<relative>last|past|previous|this|current)\s+year",
)
"""The forms of dates and ranges, those with two years before those with one."""
MAY_HAVE_RANGE = re.compile(rf"{YEAR}|\byears?\b", re.IGNORECASE)
"""What every form has; most queries have none."""
PATTERNS = tuple(
    [re.compile(rf"(?<![\w/–-]){form}(?!\w)", re.VERBOSE | re.IGNORECASE) for form in FORMS]
)
SOMEBODY_S = re.compile(r"\b(?:their|her|his|my|our|your|final|of)\s+$", re.IGNORECASE)
"""Words before `last year` by which it is not the one before this: in their last year at school."""


@dataclass(frozen=True, slots=True)
class YearsInWords:
    """The years of a date or range, at least one, the earliest first, and its characters."""

    years: tuple[str, ...]
    start: int
    end: int


def ranges_in(typed: str, years: Collection[str], today: date) -> list[YearsInWords]:
    """The dates and ranges of what was typed that have one of the `years` at least, in its order."""
    ranges: list[YearsInWords] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(typed):
            start, end = match.span()
            is_within_another = any(each.start < end and start < each.end for each in ranges)
            if is_within_another or _is_somebody_s(match):
                continue
            first, last = _bounds(match, today)
            meant = [year for year in sorted(years) if first <= int(year) <= last]
            if meant:
                ranges.append(YearsInWords(tuple(meant), start, end))
    return sorted(ranges, key=lambda each: each.start)


def _is_somebody_s(match: re.Match[str]) -> bool:
    """Whether it is a year of somebody's life, or `last year` in the middle of a sentence."""
    if "relative" not in match.groupdict():
        return False
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(SOMEBODY_S.search(before)) or bool(before.strip() and after.strip())


def _bounds(match: re.Match[str], today: date) -> tuple[int, int]:
    """The first and the last year that a form means, both included."""
    typed = {name: text for name, text in match.groupdict().items() if text}
    if "relative" in typed:
        year = today.year - (typed["relative"].lower() not in ("this", "current"))
        return year, year
    if "years" in typed:
        number = typed["years"].lower()
        return today.year - (COUNTED.get(number) or int(number)), today.year
    if "day" in typed:
        return int(typed["day"]), int(typed["day"])
    first = int(typed.get("first", date.min.year))
    last = int(typed.get("last", date.max.year))
    if "last_digits" in typed:
        last = first - first % 100 + int(typed["last_digits"])
    if "after" in typed:
        first = int(typed["after"]) + 1
    if "before" in typed:
        last = int(typed["before"]) - 1
    return min(first, last), max(first, last)
