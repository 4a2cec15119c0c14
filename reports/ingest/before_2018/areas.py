"""The wordings of the single inspection framework: its areas and the headings that grade them."""

from __future__ import annotations

from reports.facts.vocabulary import Area, Grade
from reports.ingest.parts.grades import GRADE, grade_of
from reports.ingest.wording import Wording

ROW_NUMBER = r"(?:[1-5](?:\.\d)?[.):]?|[a-c]\.\d[.):]?|(?:[a-c]|[IV]{1,3})[.):])\s*"
"""The number of a row, or its letter; now and then a list begins afresh at its last one."""
_NUMBER = rf"(?:{ROW_NUMBER})?"
_EXPERIENCES = r"(?:the )?(?:exp\w+ and progress of )?"
_GRADED = r"(?:graded )?(?:judge?ment (?:for|about|on|of) )?"
_BOARD = (
    r"(?:the )?(?:(?:\w+ ){0,5}safeguarding (?:(?:children(?:’?s)? )?board(?: ?\(\w{2,5}\))?"
    r"|children(?:’s)?(?= (?:is|requires)\b))|\w{0,4}SCB)"
)
_BOARD_PART = (
    r"(?:section (?:2|two):? *)?(?:the )?(?:judge?ment (?:for|on|about) the )?(?:effectiveness (?:of )?)?"
    + _BOARD
)

AREAS: tuple[tuple[Area, Wording], ...] = (
    (
        Area.ADOPTION,
        Wording(
            rf"^{_NUMBER}(?:the )?{_GRADED}(?:the )?adoption\b",
            samples=(
                "2.1 Adoption performance",
                "b.1 Adoption performance",
                "The graded judgment for adoption performance is good",
            ),
            strangers=("Adopters wait too long.",),
        ),
    ),
    (
        Area.CARE_LEAVERS,
        Wording(
            rf"^{_NUMBER}(?:the )?{_GRADED}(?:the )?exp\w+ and progress of care leavers",
            samples=(
                "2.2 Experiences and progress of care leavers",
                "The graded judgement about the experience and progress of care leavers",
            ),
            strangers=("Care leavers are well prepared.",),
        ),
    ),
    (
        Area.HELP_AND_PROTECTION,
        Wording(
            rf"^{_NUMBER}{_EXPERIENCES}children (?:who need|(?:who are )?in need of) help (?:and|or) protection",
            samples=(
                "1. Children who need help and protection",
                "I. Children who need help and protection",
                "a) Children who need help and protection",
                "The experiences and progress of children who need help and protection",
            ),
            strangers=("Most children who need help and protection",),
        ),
    ),
    (
        Area.LOOKED_AFTER,
        Wording(
            rf"^{_NUMBER}{_EXPERIENCES}(?:children looked after|looked after children) and achieving",
            samples=(
                "2. Children looked after and achieving permanence",
                "The experiences and progress of children looked after and achieving",
            ),
            strangers=("Children looked after live in stable homes.",),
        ),
    ),
    (
        Area.LEADERSHIP,
        Wording(
            rf"^{_NUMBER}leadership, management (?:and|&) governance\b",
            samples=(
                "3. Leadership, management and governance",
                "Leadership, management and governance are good",
            ),
            strangers=("Leadership is strong.",),
        ),
    ),
    (
        Area.LSCB,
        Wording(
            rf"^{_BOARD_PART}(?= |$|[:.])",
            samples=(
                "The Local Safeguarding Children Board (LSCB)",
                "Section 2: The effectiveness local safeguarding children board",
                "The effectiveness of the LSCB requires improvement",
                "The judgement for the effectiveness of the Local Safeguarding Children Board (LSCB) is good",
            ),
            strangers=("Members of the board meet.",),
        ),
    ),
)
"""What the table, the contents and the headings call each area."""

BOARD = Wording(
    rf"^{_BOARD_PART}"
    rf"(?: *(?:[:,]|\b(?:is|are|that it)\b)*)* *(?P<grade>{GRADE})?\.?$",
    samples=(
        "The Local Safeguarding Children Board (LSCB)",
        "Section 2: The effectiveness local safeguarding children board",
        "The effectiveness of the LSCB requires improvement",
        "The Local Safeguarding Children is inadequate",
        "The Local Safeguarding Board is good",
        "The Local Safeguarding Childrens Board is good",
        "The judgement for the effectiveness of the Local Safeguarding Children Board (LSCB) is requires improvement",
    ),
    strangers=("The LSCB has improved and its work is good",),
)
GRADED = Wording(
    rf"(?:[:,]|\b(?:is|are|that it is|that it)\b)*\s*(?P<grade>{GRADE})\.?$",
    samples=(
        "Leadership, management and governance are good",
        "is that it requires improvement to be good.",
        "The LSCB is good",
    ),
    strangers=("good leadership",),
)
WRAPPED = Wording(
    r"(?:(?:and )?(?:achieving )?permanence|(?:and )?protection|(?:and )?governance|(?:of )?(?:care )?leavers)$",
    samples=("permanence", "governance", "care leavers"),
    strangers=("Executive summary",),
)
"""The second line of a row's label."""


def area_of(wording: str) -> Area | None:
    """The area that a row of the table or a heading names."""
    for area, pattern in AREAS:
        if pattern.match(wording):
            return area
    return None


def names_board(heading: str) -> bool:
    """Whether a heading is nothing but the full name of the part on the safeguarding board."""
    match = BOARD.regex.fullmatch(heading)
    return match is not None and match["grade"] is None and "board" in heading.casefold()


def grade_in(sentence: str) -> tuple[Grade, str] | None:
    """The grade that ends a heading or a sentence, and its words as printed."""
    match = GRADED.search(sentence)
    if match is None:
        return None
    grade = grade_of(match["grade"])
    return (grade, match["grade"]) if grade else None
