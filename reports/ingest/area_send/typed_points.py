"""Reads the points of an area SEND report in a text file, where no ruled lines separate them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.area_send.headings import send_use_of
from reports.ingest.area_send.responsible_bodies import HEAD
from reports.ingest.parsed import Point
from reports.ingest.parts.list_items import with_marked_items
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

ACTION = Wording(
    r"^\W*(?:[^\W\d_][^.?!]{2,300}?)\b(?:should|must|needs? to)\b",
    samples=(
        "Leaders should tell parents what to expect.",
        "Wexcombe Council and the ICB must act urgently to find out",
    ),
    strangers=("This means that parents know.", "should tell parents"),
)
"""How a point begins: one sentence says who should do what, and those that follow say why."""
BEGINS_ACTION = Wording(
    r"^(?:(?:all|area|senior|strategic|partnership|health|education|local)\b[\w, ]{0,40})?"
    r"(?:leaders|the (?:local )?(?:area )?partnership|partners)\b",
    samples=("Leaders in the local authority", "Health leaders", "The local area partnership"),
    strangers=("Wexcombe Council and NHS Wexcombe", "The body"),
)
"""How the cell of an action begins, which a name of a body does not."""
_HEAD = Wording(
    r"^(?:responsible bod(?:y|ies))?\s*(?:areas? for (?:priority action|improvement))?$",
    samples=(
        "Responsible body",
        "Areas for priority action",
        "Responsible body Areas for improvement",
    ),
    strangers=("Wexcombe Council",),
)
_BODY = Wording(
    r"\b(?:council|authority|NHS|ICB|ICBs|boards?|trust|partnership|service|commissioners?)\b",
    samples=("Wexcombe Council", "NHS Wexcombe ICB"),
    strangers=("Leaders should act",),
)
_BODY_AND_ACTION = Wording(
    r"^(?P<body>[^.?!]{4,200}?(?:council|NHS|ICB|ICBs|boards?|trust|partnership|authority))\s+"
    r"(?P<action>leaders\b[^.?!]{0,200}\b(?:should|must)\b.*)$",
    samples=("Wexcombe Council and NHS Wexcombe ICB Leaders should act.",),
    strangers=("Wexcombe Council", "Leaders of the council should act."),
)
_LINES_OF_BODY = 3
_LINES_OF_ACTION = 4
"""The most lines over which the first words of an action run."""


def read_typed_points(lines: Sequence[Line]) -> list[Point]:
    """A point for each paragraph or sentence that says who should do what, with what follows it.

    Where the first is a bullet, a letter or a number, each of that kind is a point. The heading,
    which the box repeats, is no point.
    """
    part: list[Line] = []
    points: list[Point] = []
    own = with_marked_items(_without_heading(lines))
    sign = _sign(own[0]) if own else None
    for place, line in enumerate(own):
        is_bullet = sign is not None and _sign(line) == sign
        if part and (is_bullet or _begins_point(part[-1], own[place : place + _LINES_OF_ACTION])):
            points.append(_point(part))
            part = []
        part.append(line)
    if part:
        points.append(_point(part))
    return points


def is_typed_table(lines: Sequence[Line]) -> bool:
    """Whether lines of a text file are a table of responsible bodies without tabs in its rows."""
    heads = [line for line in lines if HEAD.search(line.text)]
    if not heads or heads[0].size is not None:
        return False
    return not any("\t" in line.text for line in lines if line not in heads)


def read_typed_actions(lines: Sequence[Line]) -> list[Point]:
    """The rows of the table of responsible bodies, its cells below each other.

    A row is a body and its action; or all bodies come first, and then all actions.
    """
    cells: list[Line] = []
    for line in lines:
        if not _HEAD.match(line.text):
            cells += _parted(line)
    bodies: list[list[Line]] = []
    actions: list[list[Line]] = []
    in_action = False
    for place, line in enumerate(cells):
        begins = BEGINS_ACTION.match(line.text) is not None
        ended = in_action and ends_sentence(actions[-1][-1].text)
        if not in_action and begins:
            actions.append([])
            in_action = True
        elif ended and not begins and _begins_body(cells[place : place + _LINES_OF_BODY]):
            in_action = False
            bodies.append([])
        elif not in_action and not bodies:
            bodies.append([])
        (actions if in_action else bodies)[-1].append(line)
    if len(actions) != len(bodies):
        return read_typed_points(cells)
    pairs = zip(bodies, actions, strict=True)
    return [replace(_point(action), responsible=_text(body)) for body, action in pairs]


def _parted(line: Line) -> list[Line]:
    """A line as its body and its action, where it has both."""
    match = _BODY_AND_ACTION.regex.match(line.text)
    if match is None:
        return [line]
    return [replace(line, text=match["body"]), replace(line, text=match["action"], spaced=False)]


def _begins_body(lines: Sequence[Line]) -> bool:
    """Whether the name of a body begins with the first of `lines`, and goes on in the others."""
    words = joined(line.text for line in lines)
    return lines[0].text[0].isupper() and _BODY.search(words) is not None


def _text(part: Sequence[Line]) -> str:
    return joined(line.text for line in part)


def _without_heading(lines: Sequence[Line]) -> Sequence[Line]:
    return lines[1:] if lines and send_use_of(lines[0].text) else lines


def _begins_point(above: Line, lines: Sequence[Line]) -> bool:
    """Whether a point begins, below `above`, with the first of `lines` and goes on in the others."""
    line = lines[0]
    if BULLET.match(line.text) or not ends_sentence(above.text) or above.text[-1] in ":;":
        return False
    words = joined(each.text for each in lines)
    return line.text[0].isupper() and ACTION.match(words) is not None


def _sign(line: Line) -> str | None:
    """The sign of the bullet that a line begins with."""
    bullet = BULLET.match(line.text)
    return bullet["sign"] if bullet else None


def _point(part: Sequence[Line]) -> Point:
    words = [line.text for line in part]
    words[0] = BULLET.regex.sub("", words[0])
    return Point(joined(words), part[0].page)
