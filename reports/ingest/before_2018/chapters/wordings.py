"""The usual headings of the long reports before 2018, and what the text below each is."""

from __future__ import annotations

from enum import Enum

from reports.ingest.wording import Wording


class Holds(Enum):
    """What the lines below a heading are."""

    FINDINGS = "findings"
    POINTS = "points to improve"
    BACKGROUND = "background"


WORDINGS: tuple[tuple[Holds, Wording], ...] = (
    (
        Holds.POINTS,
        Wording(
            r"^(?:what (?:does|do|needs?) .{0,60}\bneeds? to improve|what needs to improve"
            r"|(?:areas? for )?(?:priority and )?immediate action"
            r"|priority (?:and immediate )?actions?|areas? for (?:improvement|priority action|development)"
            r"|(?:key |main )?recommendations)\b[^.]{0,40}$",
            samples=(
                "What does the local authority need to improve?",
                "What does the LSCB need to improve?",
                "Priority and immediate action",
                "Areas for improvement",
                "Recommendations",
            ),
            strangers=("Recommendations are followed up.", "What does the local authority do?"),
        ),
    ),
    (
        Holds.BACKGROUND,
        Wording(
            r"^(?:executive summary|summary for children and young people|information about (?:the|this) [^.]{0,60}"
            r"|what the .{0,30}judge?ments? mean\b.{0,40}"
            r"|(?:the )?inspection team|service information|about this inspection|record of main findings"
            r"|the inspection judge?ments and what they mean|(?:previous|other|recent) ofsted inspections"
            r"|other information about this area|local leadership"
            r"|(?:children living|child protection|children looked after|the casework model used) in this area)$",
            samples=(
                "Executive summary",
                "Summary for children and young people",
                "Information about this local authority area",
                "What the inspection judgements mean: the local authority",
                "The inspection team",
                "Previous Ofsted inspections",
                "Children looked after in this area",
            ),
            strangers=("Information about this child was shared late.", "Summary"),
        ),
    ),
    (
        Holds.FINDINGS,
        Wording(
            r"^(?:section (?:1|one):? .{0,30}|the local authority|summary of (?:key )?findings"
            r"|inspection (?:findings|judge?ments?)\b.{0,60}|summary"
            r"|the (?:local authority|lscb|board|(?:local )?safeguarding children board)"
            r"(?:’s| has the following) (?:key )?strengths:?|progress since the last inspection"
            r"|key strengths and weaknesses(?: of the \w{2,9}| of the (?:local )?safeguarding children board)?:?"
            r"|(?:this local authority|children’s services|the lscb)\b.{0,60} because:?)$",
            samples=(
                "Section 1: the local authority",
                "Summary of key findings",
                "Inspection findings – the Local Safeguarding Children Board",
                "The local authority has the following strengths:",
                "The LSCB’s strengths",
                "Key strengths and weaknesses of the LSCB",
                "Key strengths and weaknesses of the WSCB",
                "This local authority requires improvement and is not yet good because",
            ),
            strangers=("The local authority knows its strengths.",),
        ),
    ),
)
"""The usual headings, by what the text below them is."""

TABLE_HEAD = Wording(
    r"^key judge?ments?\b.{0,30}$",
    samples=("Key judgement\tJudgement grade", "Key judgment Grade"),
    strangers=("Key judgements of managers are recorded in the minutes.",),
)
"""The head of the small table above each part of a report in 2015."""
LABEL = Wording(
    r"^(?:summary|inspection findings\b.{0,60})$",
    samples=(
        "Summary",
        "Inspection findings",
        "Inspection findings – the Local Safeguarding Children Board",
    ),
    strangers=("Summary for children and young people", "Summary of findings"),
)
"""Headings that say nothing of their own: what follows them belongs to the judgement above."""
ENDS_PARTS = Wording(
    r"^(?:information about th|what the .{0,30}judge?ments? mean|(?:the )?inspection team)",
    samples=("Information about this inspection", "What the inspection judgments mean: the LSCB"),
    strangers=("Inspection findings",),
)
TEAM = Wording(
    r"^(?:(?:the |our )?inspection team|(?:the )?inspectors)\W*$",
    samples=("The inspection team", "Inspection team:", "Our inspection team", "Inspectors"),
    strangers=("The inspection team met children.", "Inspectors met children."),
)
LEADS_TEAM = Wording(
    r"^(?:lead inspectors?(?: on[ -]?site)?\s*[:–-]|yours (?:sincerely|faithfully)\W*$)",
    samples=(
        "Lead inspector: Ada Bell",
        "Lead inspector on site – Ada Bell",
        "Yours sincerely",
    ),
    strangers=("Lead inspectors met children.", "Deputy lead inspector: Ada Bell"),
)
"""The first line of a list of the inspection team, or of a signature."""
MEANING = Wording(
    r"^what the .{0,30}judge?ments? mean\b",
    samples=("What the inspection judgements mean",),
    strangers=("What the inspection found",),
)
"""The heading of a closing chapter, alike in every report, on what the grades mean."""
PART = Wording(
    r"^the (?:local authority|lscb|local safeguarding children board)$",
    samples=("The local authority", "The LSCB"),
    strangers=("The local authority’s strengths",),
)
"""The two parts of a report, and of the chapter on what judgements mean."""


def holds_of(text: str) -> Holds | None:
    """What the text below a heading is; None where its words are none of the usual ones."""
    heading = text.strip()
    for holds, wording in WORDINGS:
        if wording.match(heading):
            return holds
    return None
