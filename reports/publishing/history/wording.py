"""Describing changes: in lines for a terminal, and word by word for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.text import get_text_list

from reports.facts.vocabulary import Area
from reports.publishing.content.likeness import WORD
from reports.publishing.content.targets import CODED_FIELDS, Target, text_of
from reports.publishing.history.differences import (
    Difference,
    PassageChange,
    ValueChange,
    counted,
)
from reports.publishing.history.snapshot import ShownPassage

DATES = ("start_date", "end_date", "published")
"""Fields whose values are dates in ISO form."""
BESIDE_THE_TEXT = ("number", "heading", "area", "grade", "page", "responsible")
"""The fields of a passage beside its text."""


class DifferenceMark(StrEnum):
    """What happened to some words."""

    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ADDED = "added"


TERMINAL_MARKS = {
    DifferenceMark.UNCHANGED: "{}",
    DifferenceMark.REMOVED: "[-{}-]",
    DifferenceMark.ADDED: "{{+{}+}}",
}
"""How a terminal shows words, as `git diff --word-diff` does."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words that follow each other, and what happened to them."""

    mark: DifferenceMark
    text: str


@dataclass(frozen=True, slots=True)
class WordedChange:
    """One value that changed: its label, and its removed, added and unchanged words in `pieces`.

    `also` has the other fields of a passage that changed. A passage that was added or removed is
    one piece.
    """

    label: str
    pieces: list[TextPiece]
    also: tuple[WordedChange, ...] = ()


def worded_changes(changed: Difference) -> list[WordedChange]:
    """The changes in the order of the page: fields, judgements, passages."""
    fields = [_value(Target.parse(each.name).label, each.name, each) for each in changed.fields]
    judgements = [_value(Area(each.name).label, "grade", each) for each in changed.judgements]
    return [*fields, *judgements, *(_passage(each) for each in changed.paragraphs)]


def terminal_lines(changed: Difference) -> Iterator[str]:
    """One line for each change: removed words in [- -], added words in {+ +}."""
    for each in worded_changes(changed):
        yield from _terminal_lines(each)
    if changed.passages_came:
        yield f"the whole text: {changed.passages_came} passages"


def effect(changed: Difference) -> str:
    """What a change does, to follow "This": "changes 1 field and 2 passages, and adds 1 passage"."""
    passages = changed.passage_counts
    values = [
        counted(len(changed.fields), "field"),
        counted(len(changed.judgements), "judgement"),
        counted(passages.changed, "passage"),
    ]
    parts = []
    if any(values):
        parts.append(f"changes {get_text_list([each for each in values if each], 'and')}")
    if passages.added:
        parts.append(f"adds {counted(passages.added, 'passage')}")
    if passages.removed:
        parts.append(f"removes {counted(passages.removed, 'passage')}")
    return get_text_list(parts, "and") or "changes nothing"


def readable_value(name: str, value: str) -> str:
    """A field's text form as a person reads it: the label of a code, a date like 18 June 2026."""
    if name in DATES and value:
        return date_format(date.fromisoformat(value), "j F Y")
    terms = CODED_FIELDS.get(name)
    if terms is None or value not in [code for code, _ in terms.choices()]:
        return value
    return terms(value).label


def replacement(before: str, after: str) -> list[TextPiece]:
    """The pieces of a value that is replaced as a whole. An empty text makes no piece."""
    pieces = [TextPiece(DifferenceMark.REMOVED, before), TextPiece(DifferenceMark.ADDED, after)]
    return [piece for piece in pieces if piece.text]


def word_differences(before: str, after: str) -> list[TextPiece]:
    """The pieces of both texts; removed words come before the words that replace them."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[TextPiece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        if change == "equal":
            pieces.append(TextPiece(DifferenceMark.UNCHANGED, " ".join(old[start:end])))
        else:
            removed, added = " ".join(old[start:end]), " ".join(new[new_start:new_end])
            pieces += replacement(removed, added)
    return pieces


def _value(label: str, name: str, change: ValueChange) -> WordedChange:
    before, after = readable_value(name, change.before), readable_value(name, change.after)
    return WordedChange(label, replacement(before, after))


def _passage(change: PassageChange) -> WordedChange:
    before, after = change.before, change.after
    if before is None:
        return _whole_passage(after, DifferenceMark.ADDED)
    if after is None:
        return _whole_passage(before, DifferenceMark.REMOVED)
    label = _name(after)
    if before.place != after.place:
        label = f"{label} (before: {before.label})"
    also = [_attribute(name, before, after) for name in BESIDE_THE_TEXT]
    pieces = word_differences(before.text, after.text) if before.text != after.text else []
    return WordedChange(label, pieces, tuple(each for each in also if each is not None))


def _whole_passage(passage: ShownPassage | None, mark: DifferenceMark) -> WordedChange:
    if passage is None:
        return WordedChange("", [])
    return WordedChange(_name(passage), [TextPiece(mark, passage.text)])


def _attribute(name: str, before: ShownPassage, after: ShownPassage) -> WordedChange | None:
    """The change of a field beside a passage's text; None if it did not change."""
    old, new = text_of(getattr(before, name)), text_of(getattr(after, name))
    if old == new:
        return None
    return _value(name, name, ValueChange(name, old, new))


def _name(passage: ShownPassage) -> str:
    return passage.label[:1].upper() + passage.label[1:]


def _terminal_lines(change: WordedChange) -> Iterator[str]:
    if change.pieces:
        words = [TERMINAL_MARKS[piece.mark].format(piece.text) for piece in change.pieces]
        yield f"{change.label}: {' '.join(words)}"
    for each in change.also:
        for line in _terminal_lines(each):
            yield f"{change.label}, {line}"
