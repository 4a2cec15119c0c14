"""Text without numbers: plain paragraphs, as in a summary, lists of points, and both mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reports.ingest.parsed import Passage, Point
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

BULLET = Wording(
    r"^(?P<sign>[\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0-\u25ff\u2666\u2756\u27a2\ue000-\uf8ff*·-]|o(?=\t)|\+(?=\s))\s*(?=\S)",
    samples=(
        "◼ The quality of plans.",
        "\uf06e The quality",
        "- The quality of plans.",
        "•\tThe quality",
        "− sufficiency",
        "+ The quality",
    ),
    strangers=("The quality of plans", "on the whole", "+44 20"),
)
_WIDTH_OF_LETTER = 0.5
"""In font sizes, on the average."""
_MARGIN_SLACK = 10.0
_BULLET_SLACK = 3.0
"""Points by which a paragraph's margin may stand to the right of the bullets above it."""


def read_paragraphs(lines: Sequence[Line]) -> Iterator[Passage]:
    """Plain paragraphs, whole again where a page break cuts them."""
    for part in _parts(lines, _begins_passage):
        yield Passage(joined(line.text for line in part), part[0].page)


def _begins_passage(part: Sequence[Line], line: Line) -> bool:
    last = part[-1]
    if not ends_sentence(last.text):
        return False
    return line.spaced if line.page == last.page else _room_left(part, line)


def _room_left(part: Sequence[Line], line: Line) -> bool:
    """Whether the first word of a page would still have fitted in the last line of the page before."""
    needed = (len(line.text.split()[0]) + 1) * _WIDTH_OF_LETTER * (line.size or 0)
    return part[-1].right + needed < max(each.right for each in (*part, line))


def read_points(lines: Sequence[Line]) -> Iterator[Point]:
    """A point for each bullet of the first level; what follows belongs to it, bullets of the second
    level with a dash.

    Where there are no bullets, each paragraph is a point.
    """
    first = next((line for line in lines if BULLET.match(line.text)), None)

    def begins(part: Sequence[Line], line: Line) -> bool:
        if first is None:
            return _begins_passage(part, line)
        return _bullets_alike(first, line) and any(_bullets_alike(first, each) for each in part)

    for part in _parts(lines, begins):
        words = [
            BULLET.regex.sub("" if first and _bullets_alike(first, each) else "– ", each.text)
            for each in part
        ]
        yield Point(joined(words), part[0].page)


def _bullets_alike(first: Line, line: Line) -> bool:
    """Whether a line begins with the same bullet as the first one, as far from the edge."""
    sign, found = BULLET.match(first.text), BULLET.match(line.text)
    return bool(
        sign
        and found
        and sign["sign"] == found["sign"]
        and abs(line.left - first.left) <= _MARGIN_SLACK
    )


def _parts(
    lines: Sequence[Line], begins: Callable[[Sequence[Line], Line], bool]
) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if part and begins(part, line):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def read_mixed(lines: Sequence[Line], section: int | None) -> Iterator[Passage]:
    """Each paragraph, and each bullet of the first level with those below it, in order."""
    place = 0
    while place < len(lines):
        end = place + 1
        listed = BULLET.match(lines[place].text) is not None
        while end < len(lines) and not (
            _list_ends(lines, place, end) if listed else BULLET.match(lines[end].text)
        ):
            end += 1
        part = lines[place:end]
        for each in read_points(part) if listed else read_paragraphs(part):
            yield Passage(each.text, each.page, section)
        place = end


def _list_ends(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether a list that begins at `begin` has ended above `place`: a new paragraph stands at its
    margin.
    """
    line, above = lines[place], lines[place - 1]
    if BULLET.match(line.text) or not ends_sentence(above.text):
        return False
    return line.left <= lines[begin].left + _BULLET_SLACK and (
        line.spaced or line.page != above.page
    )
