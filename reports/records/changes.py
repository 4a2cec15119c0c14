"""The published changes of inspections as records, without what is withheld from the public.

Read in their order, they say what to fetch again. A program that fetches each inspection that a
change names, and deletes the text of each that is `unpublished`, has the same data as the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from reports.facts.terms import Term
from reports.facts.vocabulary import Area, Grade, Role
from reports.models import Change
from reports.publishing.history.differences import Difference, ValueChange
from reports.publishing.history.public import (
    WithheldWords,
    has_public_text,
    public_difference,
    public_reason,
    withheld_words,
)
from reports.publishing.history.snapshot import ShownPassage
from reports.records.fields import described, record


class ChangeKind(Term):
    """What a change was, by the codes of `Change.What`."""

    PUBLISHED = "published", "Text published"
    REVISED = "revised", "Text of another file of the report published"
    RE_READ = "re-read", "Text read again by a newer parser"
    CORRECTED = "corrected", "Corrected by an editor"
    WITHDRAWN = "correction-withdrawn", "Correction withdrawn"
    UNPUBLISHED = "unpublished", "Text taken off"
    REDACTED = "original-redacted", "Redacted copy of the original supplied"


class ChangedBy(Term):
    """Who made a change; people are not named."""

    EDITOR = "editor", "An editor"
    ARCHIVE = "archive", "The archive itself"


@record
class ValueChangeRecord:
    """A field or a grade that changed."""

    name: str = described("Name of the field, or code of the judgement")
    before: str | None = described("What it said before; null for nothing")
    after: str | None = described("What it said after; null for nothing")


@record
class ShownPassageRecord:
    """A passage as it was shown."""

    anchor: str = described("The passage within its inspection")
    role: str = described("What part of the report it is", Role)
    number: int | None = described("Number of the paragraph, where it has one")
    heading: str | None = described("Heading of its section")
    area: str | None = described("Judgement that its section is about", Area)
    grade: str | None = described("Grade of that section", Grade)
    page: int | None = described("Page of the original on which it begins")
    text: str = described("The passage, word for word")
    responsible: str | None = described(
        "Bodies that an area SEND report makes responsible for an action"
    )


@record
class PassageChangeRecord:
    """A passage that was changed, added or removed."""

    before: ShownPassageRecord | None = described("The passage before; null for one that was added")
    after: ShownPassageRecord | None = described("The passage after; null for one that was removed")


@record
class MovedAnchorRecord:
    """An anchor that left the page of its inspection."""

    anchor: str = described("The anchor that is gone")
    label: str = described("What its passage was called")
    now: str | None = described("Anchor of the passage with its words; null for none")


@record
class ChangeRecord:
    """One published change of one inspection."""

    id: int = described("Number of the change; later changes have greater numbers")
    at: datetime = described("When it was published")
    what: str = described("What it was", ChangeKind)
    inspection: str = described("Slug of the inspection, which may have left the archive since")
    authority_slug: str = described("Slug of the authority")
    title: str = described("The inspection as it was called then")
    by: str = described("Who made it", ChangedBy)
    reason: str | None = described("Why, in a sentence")
    summary: str = described("What changed, in numbers")
    hidden: bool = described("Whether some of its words are withheld from the public")
    passages_added: int = described("Passages of a text that came as a whole")
    passages_removed: int = described("Passages of a text that went as a whole")
    fields: list[ValueChangeRecord] = described("Fields of the inspection that changed")
    judgements: list[ValueChangeRecord] = described("Grades that changed, by the code of the area")
    passages: list[PassageChangeRecord] = described("Passages that changed one by one")
    moved: list[MovedAnchorRecord] = described("Anchors that left the page of the inspection")


def change_records(changes: Iterable[Change]) -> list[ChangeRecord]:
    """The records of changes that come with authority and inspection (`select_related`)."""
    changes = list(changes)
    withheld = withheld_words({_slug(change) for change in changes})
    return [_record(change, withheld[_slug(change)]) for change in changes]


def _slug(change: Change) -> str:
    slug: Any = change.inspection_id
    return str(slug)


def _record(change: Change, withheld: WithheldWords) -> ChangeRecord:
    inspection = change.inspection
    text_is_public = has_public_text(inspection)
    changed = Difference.from_json(change.changed)
    public = public_difference(change, text_is_public=text_is_public, withheld=withheld)
    return ChangeRecord(
        id=change.pk,
        at=change.at,
        what=change.what,
        inspection=_slug(change),
        authority_slug=change.authority.slug,
        title=change.title,
        by=ChangedBy.EDITOR if change.by_id else ChangedBy.ARCHIVE,
        reason=public_reason(change) or None,
        summary=changed.sentence,
        hidden=change.withheld or public != changed,
        passages_added=changed.passages_came,
        passages_removed=changed.passages_went,
        fields=_values(public.fields),
        judgements=_values(public.judgements),
        passages=[
            PassageChangeRecord(before=_passage(each.before), after=_passage(each.after))
            for each in public.paragraphs
        ],
        moved=[MovedAnchorRecord(**each) for each in change.moved],
    )


def _values(changes: Sequence[ValueChange]) -> list[ValueChangeRecord]:
    return [
        ValueChangeRecord(name=each.name, before=each.before or None, after=each.after or None)
        for each in changes
    ]


def _passage(passage: ShownPassage | None) -> ShownPassageRecord | None:
    if passage is None:
        return None
    return ShownPassageRecord(
        anchor=passage.anchor,
        role=passage.role,
        number=passage.number,
        heading=passage.heading or None,
        area=passage.area or None,
        grade=passage.grade or None,
        page=passage.page,
        text=passage.text,
        responsible=passage.responsible or None,
    )
