"""The records of points: passages, each with its follow-up."""

from __future__ import annotations

from reports.facts.terms import Term
from reports.models import Paragraph
from reports.records.fields import Absolute, described, record
from reports.records.passages import PassageRecord, passage_values
from search.passages.points import MATCHED, NO_LATER, NO_TEXT, NOTHING_ALIKE, Sequel


class FollowUpState(Term):
    """How far a point can be followed."""

    NO_LATER = "no-later-inspection", NO_LATER
    NO_TEXT = "no-text", NO_TEXT
    NOTHING_ALIKE = "nothing-alike", NOTHING_ALIKE
    MATCHED = "matched-by-machine", MATCHED


@record
class PointRecord(PassageRecord):
    """One point or area for priority action, and the full inspection that followed."""

    next_inspections: list[str] = described(
        "Slugs of the full inspections that followed: one, or one of each successor"
    )
    follow_up: str | None = described(
        "How far the point can be followed; null where nobody looked", FollowUpState
    )
    said_text: str | None = described(
        "Of one authority: the passage of the next inspection that is most alike, by machine"
    )
    said_url: str | None = described("Permanent address of that passage")
    shared_words: list[str] = described("The words that both passages share")


CODES = {state.label: state.value for state in FollowUpState}
"""The codes of states by their labels, which files have."""


def point_record(paragraph: Paragraph, sequel: Sequel, absolute: Absolute) -> PointRecord:
    """The record of a point with its sequel."""
    first = sequel.first
    return PointRecord(
        **passage_values(paragraph, absolute),
        next_inspections=[each.slug for each in sequel.following],
        follow_up=CODES.get(sequel.state),
        said_text=first.paragraph.text if first else None,
        said_url=absolute(first.paragraph.get_absolute_url()) if first else None,
        shared_words=list(first.words) if first else [],
    )
