"""Reads text without numbers: plain paragraphs, as in a summary, lists of points, or both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reports.ingest.parsed import Passage, Point
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import parts_without_stop, wrapping_width
from reports.ingest.wording import Wording

BULLET = Wording(
    r"^(?P<sign>[\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0-\u25ff\u2666\u2756\u27a2\ue000-\uf8ff*·-]|o(?=\s)|\+(?=\s))\s*(?=\S)",
    samples=(
        "◼ The quality of plans.",
        "\uf06e The quality",
        "- The quality of plans.",
        "•\tThe quality",
        "o The quality",
        "− sufficiency",
        "+ The quality",
    ),
    strangers=("The quality of plans", "on the whole", "+44 20"),
)
_WIDTH_OF_LETTER = 0.5
"""The average width of a letter, as a share of the font size."""
_MARGIN_SLACK = 10.0
"""How far bullets of one level may be from each other horizontally, in points."""
_BULLET_SLACK = 3.0
"""How far to the right of the bullets above it a paragraph's margin may be, in points."""


def read_paragraphs(lines: Sequence[Line]) -> Iterator[Passage]:
    """The plain paragraphs of some lines, joined over page breaks."""
    width = wrapping_width(lines)

    def begins_passage(part: Sequence[Line], line: Line) -> bool:
        return _begins_passage(part, line, width)

    for part in _parts(lines, begins_passage):
        yield Passage(joined(line.text for line in part), part[0].page)


def _begins_passage(part: Sequence[Line], line: Line, width: int | None) -> bool:
    """Whether a line begins a paragraph; `part` has the lines of the paragraph above.

    `width` is the width at which a text file is wrapped, None if it is not.
    """
    last = part[-1]
    if not ends_sentence(last.text):
        if line.size is None:
            return parts_without_stop(last, line, width)
        is_apart = line.spaced and line.page == last.page and line.text[0].isupper()
        return is_apart and _room_left(part, line)
    if line.page == last.page:
        return line.spaced
    return _room_left(part, line)


def _room_left(part: Sequence[Line], line: Line) -> bool:
    """Whether the first word of a page would have fitted into the last line of the page before."""
    letters = len(line.text.split()[0]) + 1
    needed = letters * _WIDTH_OF_LETTER * (line.size or 0)
    margin = max(each.right for each in (*part, line))
    return part[-1].right + needed < margin


def read_points(lines: Sequence[Line]) -> Iterator[Point]:
    """A point for each bullet of the first level, with all lines up to the next one.

    Bullets of the second level become dashes within their point. Without bullets, each paragraph is
    a point.
    """
    first = next((line for line in lines if BULLET.match(line.text)), None)
    if first is None:
        for passage in read_paragraphs(lines):
            yield Point(passage.text, passage.page)
        return

    def begins_point(part: Sequence[Line], line: Line) -> bool:
        has_bullet = any(_bullets_alike(first, above) for above in part)
        return has_bullet and _bullets_alike(first, line)

    for part in _parts(lines, begins_point):
        words: list[str] = []
        for line in part:
            mark = "" if _bullets_alike(first, line) else "– "
            words.append(BULLET.regex.sub(mark, line.text))
        yield Point(joined(words), part[0].page)


def _bullets_alike(first: Line, line: Line) -> bool:
    """Whether a line begins with the same sign as the first bullet, at the same margin."""
    of_first, of_line = BULLET.match(first.text), BULLET.match(line.text)
    if of_first is None or of_line is None or of_first["sign"] != of_line["sign"]:
        return False
    return abs(line.left - first.left) <= _MARGIN_SLACK


def _parts(
    lines: Sequence[Line], begins: Callable[[Sequence[Line], Line], bool]
) -> Iterator[list[Line]]:
    """The lines in parts; `begins` says whether a line begins a new part after the part so far."""
    part: list[Line] = []
    for line in lines:
        if part and begins(part, line):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def read_mixed(lines: Sequence[Line], section: int | None) -> Iterator[Passage]:
    """The paragraphs, and the bullets of the first level with those below them, in order."""
    place = 0
    while place < len(lines):
        end = _part_end(lines, place)
        part = lines[place:end]
        read = read_points if BULLET.match(lines[place].text) else read_paragraphs
        for each in read(part):
            yield Passage(each.text, each.page, section)
        place = end


def _part_end(lines: Sequence[Line], begin: int) -> int:
    """The end (exclusive) of the list or plain text that begins at `begin`."""
    is_list = BULLET.match(lines[begin].text) is not None
    for place in range(begin + 1, len(lines)):
        is_bullet = BULLET.match(lines[place].text) is not None
        ends = _list_ends(lines, begin, place) if is_list else is_bullet
        if ends:
            return place
    return len(lines)


def _list_ends(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether the list from `begin` ends before `place`, where a paragraph begins at its margin."""
    line, above = lines[place], lines[place - 1]
    if BULLET.match(line.text) or not ends_sentence(above.text):
        return False
    at_margin = line.left <= lines[begin].left + _BULLET_SLACK
    return at_margin and (line.spaced or line.page != above.page)
