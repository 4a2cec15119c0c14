"""The usual headings of texts without numbers, and what the text under each is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from reports.ingest.wording import Wording


class Use(Enum):
    """What the text under a heading is."""

    SUMMARY = "summary"
    IMPROVE = "improvement points"
    PRIORITY = "priority actions"
    TEXT = "paragraphs"


SUMMARY_HEADING = Wording(
    r"^(?:headlines?(?: findings?)?|overview|summary(?: of (?:the )?(?:key )?findings)?|overall findings?)[\s:.\d]*$",
    samples=(
        "Headline findings",
        "Headline Findings",
        "Headlines",
        "Overview",
        "Overview:",
        "Summary of findings",
    ),
    strangers=("Overview of practice is weak.", "Main findings"),
)
IMPROVE_HEADING = Wording(
    r"^(?:what (?:needs?|does .{1,60} need) to improve\b.{0,60}"
    r"|areas? (?:for|of) (?:improvement|development)[\s?:.\d]*)$",
    samples=(
        "What needs to improve in this area of social work practice",
        "What needs to improve in this area of social work practice:",
        "What needs to improve?1",
        "Areas for improvement:",
        "Area for improvement",
    ),
    strangers=(
        "What needs to improve most is the quality of plans, which are weak for too many children in need.",
    ),
)
PRIORITY_HEADING = Wording(
    r"^(?:(?:areas?|actions?) for (?:priority|immediate) actions?"
    r"|priority actions?|priority and immediate actions?)[\s?:.\d]*$",
    samples=("Areas for priority action", "Area for priority action", "Areas for priority action:"),
    strangers=("Areas for priority action were set in 2019.",),
)
TEXT_HEADING = Wording(
    r"^(?:(?:main |key |principal |detailed |full )?findings|findings and evaluation of progress|(?:key )?strengths|context|next steps"
    r"|areas covered by the visit|(?:case|practice) study\b.{0,60}"
    r"|leadership(?: and|,) management(?: and governance)?)[\s:.\d]*$",
    samples=(
        "Main findings",
        "Findings",
        "Key Strengths",
        "Next steps",
        "Case study: area(s) for improvement",
    ),
    strangers=("Findings of the audit were shared.",),
)
KEY_FINDINGS = Wording(
    r"^(?:key|principal|summary) findings[\s:.\d]*$",
    samples=("Key findings", "Key Findings:"),
    strangers=("Main findings", "Key findings were shared."),
)
"""A heading of the summary where findings in full have a heading of their own below it."""
FINDINGS = Wording(
    r"^(?:(?:main|detailed|full) )?findings\b[^.]{0,40}$",
    samples=("Main findings", "Findings", "Detailed findings"),
    strangers=("Key findings", "Findings were shared."),
)
_USES = (
    (Use.SUMMARY, SUMMARY_HEADING),
    (Use.IMPROVE, IMPROVE_HEADING),
    (Use.PRIORITY, PRIORITY_HEADING),
)


def use_of(heading: str | None) -> Use:
    """What the text under a heading is; `Use.TEXT` for other wordings, and for None."""
    if heading is None:
        return Use.TEXT
    for use, wording in _USES:
        if wording.match(heading):
            return use
    return Use.TEXT


def with_key_findings(headings: Sequence[str | None], uses: Sequence[Use]) -> list[Use]:
    """The use of the text under each heading, where "Key findings" may head the summary.

    They do where no other heading is that of a summary, and "Main findings" follow.
    """
    if Use.SUMMARY in uses:
        return list(uses)
    keys = [place for place, text in enumerate(headings) if text and KEY_FINDINGS.match(text)]
    full = [place for place, text in enumerate(headings) if text and FINDINGS.match(text)]
    is_summary = bool(keys) and any(place > keys[0] for place in full)
    return [
        Use.SUMMARY if is_summary and place == keys[0] else use for place, use in enumerate(uses)
    ]


def is_usual_heading(text: str) -> bool:
    """Whether the whole of `text` is one of the usual headings."""
    return use_of(text) is not Use.TEXT or TEXT_HEADING.match(text) is not None
