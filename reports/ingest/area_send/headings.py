"""The headings of an area SEND report, and what the text under each is."""

from __future__ import annotations

from enum import Enum, auto

from reports.ingest.unnumbered.heading_wordings import IMPROVE_HEADING, PRIORITY_HEADING
from reports.ingest.wording import Wording

OUTCOME_HEADING = Wording(
    r"^inspection outcome\W*$", samples=("Inspection outcome",), strangers=("Inspection team",)
)
DETAILS_HEADING = Wording(
    r"^local area partnership details\W*$",
    samples=("Local area partnership details",),
    strangers=("Information",),
)
TEAM_HEADING = Wording(
    r"^inspection team\W*$", samples=("Inspection team",), strangers=("Inspection outcome",)
)
OTHER_HEADING = Wording(
    r"^(?:information about (?:the local area partnership|this inspection)"
    r"|what is it like to be a child or young person .{4,80}\?"
    r"|what (?:is|does) the (?:local )?area partnership (?:doing that is effective|need to do better)\?)\W*$",
    samples=(
        "Information about this inspection",
        "What is it like to be a child or young person with SEND in this area?",
        "What does the area partnership need to do better?",
    ),
    strangers=("What is it like there?",),
)


class SendUse(Enum):
    """What the lines under a heading are."""

    OUTCOME = auto()
    IMPROVE = auto()
    PRIORITY = auto()
    DETAILS = auto()
    TEAM = auto()
    TEXT = auto()


_HEADINGS = (
    (SendUse.OUTCOME, OUTCOME_HEADING),
    (SendUse.IMPROVE, IMPROVE_HEADING),
    (SendUse.PRIORITY, PRIORITY_HEADING),
    (SendUse.DETAILS, DETAILS_HEADING),
    (SendUse.TEAM, TEAM_HEADING),
    (SendUse.TEXT, OTHER_HEADING),
)


def send_use_of(heading: str) -> SendUse | None:
    """What is under a heading; None if it is not one of the usual headings of these reports."""
    for use, wording in _HEADINGS:
        if wording.match(heading):
            return use
    return None


def is_send_heading(text: str) -> bool:
    """Whether the whole of `text` is one of the usual headings of these reports."""
    return send_use_of(text) is not None
