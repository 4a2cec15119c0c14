"""The numbered paragraphs: they run from 1 through the report, while other numbers begin lines by
chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.ingest.parsed import Problem
from reports.ingest.problems import warning
from reports.ingest.text.characters import ends_sentence
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

NUMBER = Wording(
    r"^(?P<number>[1-9]\d{0,2})(?:[.)]\s*|\s+)(?=\S)",
    samples=(
        "1. Children",
        "24.Assertive help",
        "15. 16- and 17-year-olds",
        "34 Children",
        "7.\tChildren",
    ),
    strangers=("A 1. Children", "16- and 17-year-olds", "2019", "0. Nought"),
)
_MARGIN_SLACK = 10.0
"""Points by which a number may stand beside the numbers' margin; wrapped text stands 15 or more to
its right.
"""
_LONGEST_GAP = 5
"""How many numbers the original may have skipped before a number is taken for part of the text."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a numbered paragraph seems to begin. A firm one stands as numbers do; a loose one may
    be wrapped prose.
    """

    place: int
    number: int
    firm: bool


def number_of(line: Line) -> int | None:
    """The number that a line begins with, whether it is a paragraph's or not."""
    found = NUMBER.match(line.text)
    return int(found["number"]) if found else None


def find_starts(
    lines: Sequence[Line], headings: Sequence[range]
) -> tuple[list[Start], list[Problem]]:
    """Where each numbered paragraph begins, with the problems of the numbering; none begins in
    `headings`.

    A number is accepted when it is the next to come and stands at the numbers' margin; a number
    that is missing altogether is passed over, with a warning, when one of the next few follows in
    its place.
    """
    seeming = list(_seeming(lines, headings))
    found: list[Start] = []
    problems: list[Problem] = []
    expected = 1
    by_number: dict[int, list[Start]] = defaultdict(list)
    for each in seeming:
        by_number[each.number].append(each)
    while start := _next(by_number, expected, found[-1].place if found else -1):
        if start.number > expected:
            problems.append(_missing(expected, start.number, lines[start.place].page))
        found.append(start)
        expected = start.number + 1
    return found, problems + list(_doubtful(lines, seeming, found))


def _seeming(lines: Sequence[Line], headings: Sequence[range]) -> Iterator[Start]:
    numbers = {
        place: number for place, line in enumerate(lines) if (number := number_of(line)) is not None
    }
    inside = {place for heading in headings for place in heading}
    below = {heading.stop for heading in headings}
    margin = _usual(lines[place].left for place in numbers)
    text = _usual(line.left for place, line in enumerate(lines) if place not in numbers)
    hanging = text - margin > _MARGIN_SLACK
    for place, number in numbers.items():
        if place in inside:
            continue
        line = lines[place]
        rested = place in below or place == 0 or line.spaced or ends_sentence(lines[place - 1].text)
        yield Start(place, number, abs(line.left - margin) <= _MARGIN_SLACK and (hanging or rested))


def _usual(places: Iterator[float]) -> float:
    counted = Counter(round(place) for place in places).most_common(1)
    return counted[0][0] if counted else 0.0


def _next(seeming: Mapping[int, Sequence[Start]], expected: int, after: int) -> Start | None:
    """The next paragraph's start: the expected number, firm or else loose, before the numbers that
    follow it.
    """
    later = [
        start
        for number in range(expected + 1, expected + 1 + _LONGEST_GAP)
        for start in seeming.get(number, ())
        if start.firm and start.place > after
    ]
    follower = min(later, key=lambda start: start.place, default=None)
    due = [
        start
        for start in seeming.get(expected, ())
        if start.place > after and (follower is None or start.place < follower.place)
    ]
    return next((start for start in due if start.firm), None) or next(iter(due), None) or follower


def _doubtful(
    lines: Sequence[Line], seeming: Sequence[Start], found: Sequence[Start]
) -> Iterator[Problem]:
    taken = {start.place for start in found}
    for each in seeming:
        if each.firm and found and each.place > found[0].place and each.place not in taken:
            said = f"A line begins with {each.number} where that number does not come."
            yield warning("number-doubtful", said, lines[each.place].page)


def _missing(expected: int, number: int, page: int | None) -> Problem:
    said = (
        f"Paragraph {expected} is"
        if number == expected + 1
        else f"Paragraphs {expected} to {number - 1} are"
    )
    where = f"between {expected - 1} and {number}" if expected > 1 else f"before {number}"
    return warning("number-missing", f"{said} missing {where}.", page)
