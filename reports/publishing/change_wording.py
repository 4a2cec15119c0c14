"""A change in words: line by line for a terminal, word by word for a page. Names come from the
vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from reports.facts.vocabulary import Area, Checked, Grade, Length, SendOutcome, Term
from reports.publishing.differences import Mark, Piece, marked
from reports.publishing.snapshot import Difference, PassageChange, ShownPassage, ValueChange
from reports.publishing.targets import Target

CODED: dict[str, type[Term]] = {
    "length": Length,
    "checked": Checked,
    "outcome": SendOutcome,
    "area": Area,
    "grade": Grade,
}
"""Fields whose values are codes of the vocabulary."""
DATES = ("start_date", "end_date", "published")
"""Fields whose values are dates in ISO form."""
ABOUT_PASSAGES = ("number", "heading", "area", "grade", "page")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed: its name, its words with marks, and for a passage what else of it
    changed.

    `kept` is a whole passage that came or went; then nothing is marked within it.
    """

    label: str
    pieces: list[Piece]
    also: tuple[Told, ...] = ()


def told(changed: Difference) -> list[Told]:
    """What changed, in the order of the page."""
    fields = [_value(Target.parse(each.name).label, each) for each in changed.fields]
    judgements = [_value(Area(each.name).label, each) for each in changed.judgements]
    return [*fields, *judgements, *(_passage(each) for each in changed.paragraphs)]


def lines_of(changed: Difference) -> Iterator[str]:
    """The same for a terminal: removed words in [- -], added ones in {+ +}, as `git diff
    --word-diff` prints them.
    """
    for each in told(changed):
        yield from _lines(each)
    if changed.passages_came:
        yield f"the whole text: {changed.passages_came} passages"


def words_of(name: str, value: str) -> str:
    """A value as a person reads it: a code as its label, a date as `18 June 2026`."""
    if name in DATES and value:
        return date_format(date.fromisoformat(value), "j F Y")
    terms = CODED.get(name)
    return terms(value).label if terms and value in [code for code, _ in terms.choices()] else value


def _value(label: str, change: ValueChange) -> Told:
    name = "grade" if change.name in list(Area) else change.name
    return Told(label, replaced(words_of(name, change.before), words_of(name, change.after)))


def replaced(before: str, after: str) -> list[Piece]:
    """A short value replaced as a whole; nothing is written for an empty one."""
    return [
        Piece(mark, text) for mark, text in ((Mark.REMOVED, before), (Mark.ADDED, after)) if text
    ]


def _passage(change: PassageChange) -> Told:
    before, after = change.before, change.after
    if before is None or after is None:
        there = before or after
        mark = Mark.REMOVED if after is None else Mark.ADDED
        return Told(_name(there), [Piece(mark, there.text)]) if there else Told("", [])
    label = (
        _name(after) if before.place == after.place else f"{_name(after)} (before: {before.label})"
    )
    also = tuple(
        Told(
            name, replaced(words_of(name, _text(before, name)), words_of(name, _text(after, name)))
        )
        for name in ABOUT_PASSAGES
        if _text(before, name) != _text(after, name)
    )
    return Told(label, marked(before.text, after.text) if before.text != after.text else [], also)


def _name(passage: ShownPassage | None) -> str:
    return passage.label[:1].upper() + passage.label[1:] if passage else ""


def _text(passage: ShownPassage, name: str) -> str:
    value = getattr(passage, name)
    return "" if value is None else str(value)


def _lines(one: Told) -> Iterator[str]:
    signs = {Mark.KEPT: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    if one.pieces:
        yield f"{one.label}: " + " ".join(
            signs[piece.mark].format(piece.text) for piece in one.pieces
        )
    for each in one.also:
        yield from (f"{one.label}, {line}" for line in _lines(each))
