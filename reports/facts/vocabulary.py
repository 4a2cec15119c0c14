"""The terms of the field: kinds of report, areas of judgement, grades, regions, roles.

Each has its codes and labels here alone, in the order in which pages show them; kinds, areas and
grades are listed in `reports/data/frameworks/`. Plain Python, without Django.

Sources: Ofsted's frameworks (SIF 2013-2018, ILACS since 2018) and the ONS regions.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from reports.facts.framework_files import FileEntry
from reports.facts.terms import ListedTerm, Term


class Kind(ListedTerm, table="kind"):
    """The kind of a report; the most complete first.

    A `full` inspection grades an authority's services as a whole; a `visit` looks at a part of
    them. `lengths` and `outcomes` say whether its inspections have a `Length` or a `SendOutcome`.
    Inspections of the kind took place from `first_day` to `last_day`. `reader` names the module
    that reads its reports; it is empty for the kinds that `reports/ingest/report.py` lists.
    """

    full: bool
    visit: bool
    lengths: bool
    outcomes: bool
    first_day: date
    last_day: date
    reader: str

    def set_values(self, entry: FileEntry) -> None:
        self.full = entry.values.get("full", False)
        self.visit = entry.values.get("visit", False)
        self.lengths = entry.values.get("lengths", False)
        self.outcomes = entry.values.get("outcomes", False)
        self.first_day = entry.values["first_day"]
        self.last_day = entry.values.get("last_day", date.max)
        self.reader = entry.values.get("reader", "")


class Length(Term):
    """How long an ILACS inspection was on site; a short one took seven days or fewer."""

    STANDARD = "standard", "Standard inspection"
    SHORT = "short", "Short inspection"


class Area(ListedTerm, table="area"):
    """The subject of a judgement, a section or a paragraph; those of ILACS first, then SIF.

    `tracks` are the codes of its tracks: one, or several that it judges together.
    """

    tracks: tuple[str, ...]
    is_joint: bool
    """Whether it judges together what other frameworks judge apart."""

    def set_values(self, entry: FileEntry) -> None:
        self.tracks = tuple(entry.values["tracks"])
        self.is_joint = len(self.tracks) > 1


def pair_of(entry: FileEntry, key: str) -> tuple[str, str] | None:
    """The two values of a key of an entry; None if the entry does not have the key."""
    if key not in entry.values:
        return None
    first, second = entry.values[key]
    return first, second


class Grade(ListedTerm, table="grade"):
    """A grade; those of each scale are listed with the best first.

    `light` and `dark` are the colours of background and text in the two themes, as `#rrggbb`; None
    for the colours of the page. `is_level` is False for "not judged".
    """

    letter: str
    light: tuple[str, str] | None
    dark: tuple[str, str] | None
    is_level: bool

    def set_values(self, entry: FileEntry) -> None:
        self.letter = entry.values["letter"]
        self.light = pair_of(entry, "light")
        self.dark = pair_of(entry, "dark")
        self.is_level = entry.values.get("level", True)


NOT_JUDGED = next(grade for grade in Grade if not grade.is_level)
"""The grade that says that none was given."""


class SendOutcome(Term):
    """The outcome of an area SEND inspection since January 2023; the best first.

    The paragraph that states an outcome contains its `words`, and those of no other outcome.
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


IMPROVEMENT_ROLES = (Role.POINT, Role.PRIORITY)
"""The parts of a report that say what an authority needs to improve."""


class NumberedBy(Term):
    """Who gave a paragraph its number. Only a printed number may be cited as the report's."""

    REPORT = "report", "Printed in the report"
    ARCHIVE = "archive", "Given by this archive"


class Severity(Term):
    """How serious a problem is.

    An error refuses the file; a warning needs a person; an info is an oddity of the original, which
    was read as printed.
    """

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
    INFO = "info", "Note"


class Omission(Term):
    """Why some words of a file are in no part of its reading."""

    FURNITURE = "furniture", "Header, footer or page number"
    TAIL = "tail", "Closing pages about the publisher"
    FOOTNOTE = "footnote", "Footnote"
    CAPTION = "caption", "Caption of a picture"
    CONTENTS = "contents", "Table of contents"
    ADDRESS = "address", "Address block of a letter"


class Checked(Term):
    """How reliable a reference fact is."""

    REPORT = "report", "Read from the report"
    SECONDARY = "secondary source", "From a secondary source, not checked against the report"
    DOUBTFUL = "doubtful", "Doubtful: a person should check it against the report"
