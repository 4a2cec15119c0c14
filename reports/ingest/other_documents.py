"""Documents that name an inspection and are not its report: they are refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from reports.facts.terms import Term
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

_NOT_OURS = "This archive holds inspections of a local authority’s services, not of this kind."


class OtherDocument(Term):
    """A document of another sort; the label completes "The file is …"."""

    advice: str

    def __new__(cls, code: str, label: str = "", advice: str = _NOT_OURS) -> Self:
        document = str.__new__(cls, code)
        document._value_ = code
        document.label = label
        document.advice = advice
        return document

    POLICE_INSPECTION = (
        "police-inspection",
        "a national child protection inspection of a police force, by HMICFRS",
    )
    OLD_AREA_SEND = (
        "old-area-send",
        "a letter on a local area SEND inspection of 2016 to 2022",
        "This archive reads area SEND inspections since 2023.",
    )
    JOINT_AREA_REVIEW = (
        "joint-area-review",
        "a joint area review or an annual assessment of 2005 to 2009",
        "This archive reads reports since 2013.",
    )
    CHILDRENS_HOME = "childrens-home", "an inspection report on a children’s home or a school"
    AGENCY = "agency", "an inspection report on a fostering or adoption service"
    COMMITTEE_PAPER = (
        "committee-paper",
        "a paper for a council’s committee about an inspection",
        "Upload the report or letter itself.",
    )


OTHER_TITLES: tuple[tuple[OtherDocument, Wording], ...] = (
    (
        OtherDocument.POLICE_INSPECTION,
        Wording(
            r"(?:\w+ ){0,6}(?:police|constabulary)?\W{0,3}"
            r"\bnational child protection (?:post[- ]?|re[- ]?)?inspections?\b",
            samples=(
                "National child protection inspection",
                "Wexcombe Police – National Child Protection Inspection",
                "National child protection post-inspection review",
            ),
            strangers=("The child protection inspection",),
        ),
    ),
    (
        OtherDocument.OLD_AREA_SEND,
        Wording(
            r"joint (?:local )?area SEND (?:re-?)?(?:inspection|visit)"
            r"|(?:re-?)?visit to .{2,60} (?:local )?area .{0,40}\bSEND\b"
            r"|between .{4,80}\bconducted a (?:joint (?:inspection|revisit)|revisit) (?:of|to) the local area\b",
            samples=(
                "Joint local area SEND inspection in Wexcombe",
                "Joint area SEND revisit in Wexcombe",
                "Joint area SEND inspection in Wexcombe",
                "Between 14 and 18 May 2019, Ofsted conducted a joint inspection of the local area of",
            ),
            strangers=("Area SEND inspection of Wexcombe Local Area Partnership",),
        ),
    ),
    (
        OtherDocument.JOINT_AREA_REVIEW,
        Wording(
            r"joint area review\b|review of services for children and young people\b"
            r"|annual performance assessment\b|enhanced youth inspection\b",
            samples=(
                "Joint area review",
                "Joint area review: Wexcombe Children’s Services Authority Area",
                "Annual performance assessment of services for children",
            ),
            strangers=("Review of the effectiveness of the Local Safeguarding Children Board",),
        ),
    ),
    (
        OtherDocument.CHILDRENS_HOME,
        Wording(
            r"(?:full |interim |monitoring |assurance |short )?inspection (?:report )?(?:of|for|:) "
            r"(?:(?:a|the) )?(?:secure )?(?:children[’']s homes?|residential\b|boarding school)"
            r"|children[’']s homes? (?:full |interim |monitoring |assurance )?inspection"
            r"|inspection report: (?:children[’']s home|residential)"
            r"|residential (?:provision|special school|family cent(?:re|er)) (?:full )?inspection",
            samples=(
                "Inspection report for children’s home",
                "Children’s home inspection – Full",
                "Inspection of residential provision in schools",
                "Full inspection of a secure children’s home",
            ),
            strangers=("Inspection of Wexcombe children’s services",),
        ),
    ),
    (
        OtherDocument.AGENCY,
        Wording(
            r"(?:.{2,80}?\W)?inspection (?:report )?(?:of|for|:) (?:(?:a|an|the|local authority|independent|voluntary) )*"
            r"(?:fostering|adoption)\b"
            r"|(?:local authority |independent |voluntary )*(?:fostering|adoption) (?:services?|agency|support agency)"
            r"(?: full)?:? inspection",
            samples=(
                "Inspection report for local authority fostering agency",
                "Inspection of fostering services",
                "Wexcombe Council Inspection report for Independent Fostering Agency",
                "Local authority fostering service inspection",
            ),
            strangers=("2.1 Adoption performance", "Inspection of looked after children services"),
        ),
    ),
)
"""How the title of each begins."""

_PAPER_LINES = (
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:the )?purpose of (?:the |this )?report\b|^report purpose\b",
        samples=("1. Purpose of report", "Purpose of this report"),
        strangers=("The purpose of the inspection",),
    ),
    Wording(
        r"^(?:joint )?report (?:of|by|from):? (?:the )?.{0,60}\b(?:director|head of|officer|member|executive)\b",
        samples=("Report of the Director of Children’s Services", "Report by: Chief Officer"),
        strangers=("Reporting inspector Ada Bell HMI",),
    ),
    Wording(
        r"^(?:report )?(?:author|contact officer|lead officer|report title|agenda item|wards?(?:\(s\))? affected"
        r"|key decision|portfolio holder|cabinet member|title of report|meeting date|date of meeting)\b",
        samples=("Report author: Ada Bell", "Agenda item 7", "Wards affected: all"),
        strangers=("Authority",),
    ),
    Wording(
        r"^.{0,60}\b(?:council|cabinet|committee|panel|board)\b,?\W{0,4}\d{1,2}(?:st|nd|rd|th)? \w+ 20\d\d$",
        samples=(
            "Wexcombe Council Cabinet, 12 September 2024",
            "Children’s Scrutiny Committee – 5 March 2024",
        ),
        strangers=("9 January 2020",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:(?:it is recommended )?that (?:the )?"
        r"(?:members|committee|panel|cabinet|board|council|report)\b.{0,60}\b(?:notes?|noted|considers?|agrees?)\b"
        r"|(?:members|the (?:committee|panel|cabinet|board)) (?:is|are) (?:asked|recommended|requested|invited) to\b)",
        samples=(
            "2.1 That members note the report.",
            "Members are asked to note the outcome.",
            "The committee is recommended to consider the letter.",
        ),
        strangers=("Members of staff note what children say.",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:financial|legal|equalit(?:y|ies)|resource|corporate|risk management|environmental)"
        r"(?:(?:,| and|/) \w+)* (?:implications|considerations)\b",
        samples=("5. Financial implications", "Legal and equality implications"),
        strangers=("Financial help for care leavers",),
    ),
    Wording(
        r"^(?:\d+(?:\.\d+)*\.? *)?(?:background papers|options considered|reasons? for recommendations?"
        r"|alternative options)\b",
        samples=("Background papers: none", "6. Options considered"),
        strangers=("Background",),
    ),
)
"""Lines that papers for committees have, and reports have not."""
_FEWEST_PAPER_LINES = 2
"""Sorts of such lines; one alone may be in a report by chance."""
_LONGEST_PAPER_LINE = 200
"""Letters; a longer line is prose."""


def is_committee_paper(lines: Sequence[Line]) -> bool:
    """Whether the lines are a paper for a committee, even one with a report behind it."""
    texts = [line.text for line in lines if len(line.text) <= _LONGEST_PAPER_LINE]
    sorts = [wording for wording in _PAPER_LINES if any(wording.match(text) for text in texts)]
    return len(sorts) >= _FEWEST_PAPER_LINES
