"""Text without numbers: the paragraphs of the summary and the points to improve."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reports.ingest.parsed import Passage, Point
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

BULLET = Wording(
    r"^(?P<sign>[\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0-\u25ff\u2666\u2756\u27a2\ue000-\uf8ff*·-]|o(?=\t))\s*(?=\S)",
    samples=(
        "◼ The quality of plans.",
        "\uf06e The quality",
        "- The quality of plans.",
        "•\tThe quality",
        "− sufficiency",
    ),
    strangers=("The quality of plans", "on the whole"),
)
SENTENCE_END = re.compile(r"[.!?:;][)\]'\"\u2019\u201d]*$")
_WIDTH_OF_LETTER = 0.5
"""In font sizes, on the average."""
_MARGIN_SLACK = 10.0


def read_summary(lines: Sequence[Line]) -> Iterator[Passage]:
    """The paragraphs of the summary, whole again where a page break cuts them."""
    for part in _parts(lines, _begins_passage):
        yield Passage(joined(line.text for line in part), part[0].page)


def _begins_passage(part: Sequence[Line], line: Line) -> bool:
    last = part[-1]
    if not SENTENCE_END.search(last.text):
        return False
    return line.spaced if line.page == last.page else _room_left(part, line)


def _room_left(part: Sequence[Line], line: Line) -> bool:
    """Whether the first word of a page would still have fitted in the last line of the page before."""
    needed = (len(line.text.split()[0]) + 1) * _WIDTH_OF_LETTER * (line.size or 0)
    return part[-1].right + needed < max(each.right for each in (*part, line))


def read_points(lines: Sequence[Line]) -> Iterator[Point]:
    """A point for each bullet of the first level; what follows belongs to it, bullets of the second level with a dash.

    Where there are no bullets, each paragraph is a point.
    """
    first = next((line for line in lines if BULLET.match(line.text)), None)

    def begins(part: Sequence[Line], line: Line) -> bool:
        if first is None:
            return _begins_passage(part, line)
        return _bullets_alike(first, line) and any(_bullets_alike(first, each) for each in part)

    for part in _parts(lines, begins):
        words = [BULLET.regex.sub("" if first and _bullets_alike(first, each) else "– ", each.text) for each in part]
        yield Point(joined(words), part[0].page)


def _bullets_alike(first: Line, line: Line) -> bool:
    """Whether a line begins with the same bullet as the first one, as far from the edge."""
    sign, found = BULLET.match(first.text), BULLET.match(line.text)
    return bool(sign and found and sign["sign"] == found["sign"] and abs(line.left - first.left) <= _MARGIN_SLACK)


def _parts(lines: Sequence[Line], begins: Callable[[Sequence[Line], Line], bool]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if part and begins(part, line):
            yield part
            part = []
        part.append(line)
    if part:
        yield part
