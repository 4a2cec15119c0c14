"""Finds the beginnings of numbered paragraphs, which run from 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from reports.facts.vocabulary import NumberedBy
from reports.ingest.parsed import NumberedParagraph, Problem
from reports.ingest.problems import note, warning
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
_STRAY_SIGNS = Wording(
    r"^(?:[.)]{1,2}(?![.)])\s*|[•▪■◼]\s+)+(?=[^\s.)])",
    samples=(". Children", ".. Children", ".Children", "• Children"),
    strangers=("...", "...and", "16. Children"),
)
"""What is printed between a number and its text beside the dot: "46. . Children", "46 .Children"."""
_BARE_NUMBER = Wording(
    r"^\d{1,3}\s", samples=("1 Ofsted produces", "34\tChildren"), strangers=("1. Children",)
)
_MARGIN_SLACK = 10.0
"""How far a number may be from the numbers' margin, in points; wrapped text is 15 or more away."""
_LONGEST_GAP = 5
"""The most numbers that the original may skip; after more, a number is part of the text."""


@dataclass(frozen=True, slots=True)
class Start:
    """A possible beginning of a numbered paragraph; `place` is the index of its line.

    A `firm` start is at the margin of numbers; any other may be in the middle of a sentence.
    `in_sentence`: a sentence continues into its line. `again`: the paragraph above has the same
    number.
    """

    place: int
    number: int
    firm: bool
    again: bool = False
    in_sentence: bool = False


def number_of(line: Line) -> int | None:
    """The number that a line begins with, of a paragraph or not; None without any."""
    match = NUMBER.match(line.text)
    return int(match["number"]) if match else None


def without_number(text: str) -> str:
    """The words of a paragraph without its number, and without stray signs after that."""
    return _STRAY_SIGNS.regex.sub("", NUMBER.regex.sub("", text))


def find_starts(
    lines: Sequence[Line], headings: Sequence[range]
) -> tuple[list[Start], list[Problem]]:
    """The beginnings of numbered paragraphs, and the problems of the numbering.

    No paragraph begins in the lines of `headings`. A number is accepted if it is the next one. If
    it is missing and one of the following few is there, that is accepted, with a warning.
    """
    candidates = _candidates(lines, headings)
    by_number: dict[int, list[Start]] = defaultdict(list)
    for candidate in candidates:
        by_number[candidate.number].append(candidate)
    starts: list[Start] = []
    problems: list[Problem] = []
    expected = 1
    place = -1
    while True:
        start = _next_start(by_number, expected, place)
        if start is None:
            break
        if start.number > expected:
            problems.append(_missing(expected, start.number, lines[start.place].page))
        starts.append(start)
        place = start.place
        expected = start.number + 1
    starts = _with_repeated(starts, by_number, {heading.stop for heading in headings})
    problems += [_repeated(start, lines[start.place].page) for start in starts if start.again]
    problems += _unexpected_numbers(lines, candidates, starts)
    return starts, problems


def _with_repeated(
    starts: Sequence[Start], by_number: Mapping[int, Sequence[Start]], below_headings: Set[int]
) -> list[Start]:
    """The starts, together with those below a heading that repeat the number before it."""
    complete: list[Start] = []
    for start, following in zip_longest(starts, starts[1:]):
        complete.append(start)
        for again in by_number[start.number]:
            is_between = again.place > start.place and (
                following is None or again.place < following.place
            )
            is_like = again.firm and again.place in below_headings and again.number > 1
            if is_between and is_like:
                complete.append(replace(again, again=True))
    return complete


def renumbered(paragraphs: Sequence[NumberedParagraph]) -> list[NumberedParagraph]:
    """The paragraphs in their order; the archive numbers those that repeat a number.

    Their numbers follow the largest printed one.
    """
    next_number = max((paragraph.number for paragraph in paragraphs), default=0) + 1
    numbers: set[int] = set()
    unique: list[NumberedParagraph] = []
    for paragraph in paragraphs:
        if paragraph.number in numbers:
            unique.append(replace(paragraph, number=next_number, numbered_by=NumberedBy.ARCHIVE))
            next_number += 1
        else:
            unique.append(paragraph)
        numbers.add(paragraph.number)
    return unique


def _candidates(lines: Sequence[Line], headings: Sequence[range]) -> list[Start]:
    """The lines outside headings that begin with a number."""
    numbers: dict[int, int] = {}
    for place, line in enumerate(lines):
        number = number_of(line)
        if number is not None:
            numbers[place] = number
    margin = _usual(lines[place].left for place in numbers)
    text = _usual(line.left for place, line in enumerate(lines) if place not in numbers)
    hanging = text - margin > _MARGIN_SLACK
    of_headings = {place for heading in headings for place in heading}
    below_headings = {heading.stop for heading in headings}
    without_dot = _without_dot(lines, numbers)
    candidates: list[Start] = []
    for place, number in numbers.items():
        if place in of_headings:
            continue
        at_margin = abs(lines[place].left - margin) <= _MARGIN_SLACK
        if hanging:
            rested = _is_back_at_margin(lines, place, margin) or place - 1 in numbers
        else:
            rested = _is_rested(lines, place)
        firm = at_margin and (rested or place in below_headings) and place not in without_dot
        in_sentence = place not in below_headings and not _may_be_rested(lines, place)
        candidates.append(Start(place, number, firm=firm, in_sentence=in_sentence))
    return candidates


def _without_dot(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """The indices of numbers without a dot in a text file where most have one: those of notes."""
    bare = {place for place in numbers if _BARE_NUMBER.match(lines[place].text)}
    is_text = bool(lines) and lines[0].size is None
    return bare if is_text and 2 * len(bare) < len(numbers) else set()


def _is_back_at_margin(lines: Sequence[Line], place: int, margin: float) -> bool:
    """Whether the line above is indented, or there is room above: no line wraps into this one."""
    if place == 0 or lines[place].spaced:
        return True
    return lines[place - 1].left > margin + _MARGIN_SLACK


def _is_rested(lines: Sequence[Line], place: int) -> bool:
    """Whether no sentence continues into a line."""
    return place == 0 or lines[place].spaced or ends_sentence(lines[place - 1].text)


def _may_be_rested(lines: Sequence[Line], place: int) -> bool:
    """Whether no sentence need run on into a line: in SIF reports, "(Recommendation)" may end one."""
    return _is_rested(lines, place) or lines[place - 1].text.endswith(")")


def _usual(lefts: Iterable[float]) -> float:
    """The commonest of some distances in points, rounded; 0 if there are none."""
    commonest = Counter(round(left) for left in lefts).most_common(1)
    return commonest[0][0] if commonest else 0.0


def _next_start(
    by_number: Mapping[int, Sequence[Start]], expected: int, after: int
) -> Start | None:
    """The start of the next paragraph below the line `after`; None if there is none.

    This is the expected number if it comes before the next few numbers; a firm start is preferred.
    Otherwise it is the first of these. A firm 1 is always accepted first. A number within a
    sentence that no other number follows belongs to the last paragraph's text: "over / 10 weeks".
    """
    follower = _follower(by_number, expected, after)
    due = [start for start in by_number.get(expected, ()) if start.place > after]
    may_follow = expected > 1 or not any(start.firm for start in due)
    if follower is not None and may_follow:
        due = [start for start in due if start.place < follower.place]
    firm = [start for start in due if start.firm]
    if firm:
        return firm[0]
    if follower is None:
        due = [start for start in due if not start.in_sentence]
    return due[0] if due else follower


def _follower(by_number: Mapping[int, Sequence[Start]], expected: int, after: int) -> Start | None:
    """The first firm start below `after` with one of the next few numbers after `expected`."""
    followers: list[Start] = []
    for number in range(expected + 1, expected + 1 + _LONGEST_GAP):
        starts = by_number.get(number, ())
        followers += [start for start in starts if start.firm and start.place > after]
    return min(followers, key=lambda start: start.place, default=None)


def _unexpected_numbers(
    lines: Sequence[Line], candidates: Sequence[Start], starts: Sequence[Start]
) -> Iterator[Problem]:
    """Warn of firm candidates below the first paragraph that were not accepted."""
    if not starts:
        return
    accepted = {start.place for start in starts}
    for candidate in candidates:
        is_below = candidate.place > starts[0].place
        if candidate.firm and is_below and candidate.place not in accepted:
            message = f"A line begins with {candidate.number} where that number does not come."
            yield warning("number-doubtful", message, lines[candidate.place].page)


def _repeated(start: Start, page: int | None) -> Problem:
    message = f"Two paragraphs have the number {start.number}; the archive has numbered the second."
    return note("number-repeated", message, page)


def _missing(expected: int, number: int, page: int | None) -> Problem:
    subject = f"Paragraph {expected} is"
    if number > expected + 1:
        subject = f"Paragraphs {expected} to {number - 1} are"
    where = f"between {expected - 1} and {number}" if expected > 1 else f"before {number}"
    return warning("number-missing", f"{subject} missing {where}.", page)
