"""The field's own words: kinds of report, areas of judgement, grades, regions.

Parser, models and pages all take them from here, in their meaningful order, so that a
wording or a code stands in one place. Plain Python: nothing here knows Django.

Sources: Ofsted's frameworks (SIF 2013-2018, ILACS since 2018) and the ONS regions.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code that addresses and files use, with the label that people read.

    Every member gives both; `Region("london")` finds a member by its code alone.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Every (code, label), in the order of the class: what a form or a model field offers."""
        return [(term.value, term.label) for term in cls]


class Kind(Term):
    """What kind of report it is; the most complete first."""

    ILACS = "ilacs", "Children’s services inspection (ILACS)"
    SIF = "sif", "Children’s services inspection (SIF)"
    PRE_SIF = "pre-sif", "Looked after children inspection (before SIF)"
    LSCB_REVIEW = "lscb-review", "Review of a safeguarding children board"
    FOCUSED_VISIT = "focused-visit", "Focused visit"
    MONITORING_VISIT = "monitoring-visit", "Monitoring visit"
    JTAI = "jtai", "Joint targeted area inspection"
    AREA_SEND = "area-send", "Area SEND inspection"


class Length(Term):
    """How long an ILACS inspection was on site: up to seven days is short."""

    STANDARD = "standard", "Standard inspection"
    SHORT = "short", "Short inspection"


class Area(Term):
    """What a judgement, a section or a paragraph is about: ILACS first, then SIF."""

    OVERALL = "overall", "Overall effectiveness"
    LEADERS = "leaders", "Impact of leaders"
    HELP_AND_PROTECTION = "help-and-protection", "Help and protection"
    IN_CARE = "in-care", "Children in care"
    CARE_LEAVERS = "care-leavers", "Care leavers"
    IN_CARE_AND_CARE_LEAVERS = "in-care-and-care-leavers", "Children in care and care leavers"
    LOOKED_AFTER = "looked-after", "Children looked after and achieving permanence"
    ADOPTION = "adoption", "Adoption performance"
    LEADERSHIP = "leadership", "Leadership, management and governance"
    LSCB = "lscb", "Local Safeguarding Children Board"


class Grade(Term):
    """A grade, best first. "Adequate" was given before November 2013 only."""

    letter: str

    def __new__(cls, code: str, label: str = "", letter: str = "") -> Self:
        grade = str.__new__(cls, code)
        grade._value_ = code
        grade.label = label
        grade.letter = letter
        return grade

    OUTSTANDING = "outstanding", "Outstanding", "O"
    GOOD = "good", "Good", "G"
    REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement", "R"
    ADEQUATE = "adequate", "Adequate", "A"
    INADEQUATE = "inadequate", "Inadequate", "I"
    NOT_JUDGED = "not-judged", "Not judged", "–"


class SendOutcome(Term):
    """The outcome of an area SEND inspection since January 2023, best first; `words` stand in its
    paragraph alone.
    """

    words: str

    def __new__(cls, code: str, label: str = "", words: str = "") -> Self:
        outcome = str.__new__(cls, code)
        outcome._value_ = code
        outcome.label = label
        outcome.words = words
        return outcome

    TYPICALLY_POSITIVE = (
        "typically-positive",
        "Typically positive experiences and outcomes",
        "typically",
    )
    INCONSISTENT = "inconsistent", "Inconsistent experiences and outcomes", "inconsistent"
    SYSTEMIC_FAILINGS = (
        "systemic-failings",
        "Widespread and/or systemic failings",
        "systemic failings",
    )


class Region(Term):
    """The nine ONS regions, from north to south."""

    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    YORKSHIRE_AND_THE_HUMBER = "yorkshire-and-the-humber", "Yorkshire and the Humber"
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    EAST_OF_ENGLAND = "east-of-england", "East of England"
    LONDON = "london", "London"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"


class Role(Term):
    """What part of a report a passage is."""

    NUMBERED = "numbered", "Numbered paragraph"
    SUMMARY = "summary", "Summary"
    POINT = "point", "What needs to improve"
    PRIORITY = "priority", "Area for priority action"


ASKED = (Role.POINT, Role.PRIORITY)
"""The parts of a report that ask an authority for something: improvement points, by any name, and
priorities.
"""


class NumberedBy(Term):
    """Whether a paragraph's number is printed in the report or ours: only the first may be cited as
    printed.
    """

    REPORT = "report", "Printed in the report"
    ARCHIVE = "archive", "Given by this archive"


class Severity(Term):
    """How much a problem matters.

    An error refuses the file, a warning wants a person, an info is an oddity of the original, read
    as it stands.
    """

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
    INFO = "info", "Note"


class Omission(Term):
    """Why words of the file stand in no part of the reading."""

    FURNITURE = "furniture", "Header, footer or page number"
    TAIL = "tail", "Closing pages about the publisher"
    FOOTNOTE = "footnote", "Footnote"
    CAPTION = "caption", "Caption of a picture"
    CONTENTS = "contents", "Table of contents"
    ADDRESS = "address", "Address block of a letter"


class Checked(Term):
    """How far a reference fact may be trusted."""

    REPORT = "report", "Read from the report"
    SECONDARY = "secondary source", "From a secondary source, not checked against the report"
    DOUBTFUL = "doubtful", "Doubtful: a person should check it against the report"
