"""The grades as printed, in every framework; the names of areas are with each kind of report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.facts.vocabulary import Grade
from reports.ingest.text.characters import joined
from reports.ingest.wording import Wording

GRADES: tuple[tuple[Grade, Wording], ...] = (
    (Grade.OUTSTANDING, Wording(r"outstanding\b", samples=("Outstanding",))),
    (Grade.GOOD, Wording(r"good\b", samples=("Good", "good."), strangers=("goods",))),
    (
        Grade.REQUIRES_IMPROVEMENT,
        Wording(
            r"requires? improvement(?: to be good)?\b",
            samples=(
                "Requires improvement to be good",
                "Requires improvement",
                "require improvement to be good",
            ),
        ),
    ),
    (Grade.INADEQUATE, Wording(r"inadequate\b", samples=("Inadequate",), strangers=("adequate",))),
    (Grade.NOT_JUDGED, Wording(r"not judged\b", samples=("Not judged", "Not Judged"))),
)
GRADE = "|".join(wording.pattern for _, wording in GRADES)
"""Any grade, as part of a longer pattern."""
_AT_END = Wording(
    r"(?:(?:^|[\s(]+)(?:outstanding|inadequate|requires?|improvement|to|be|good|not|judged))+[.)]*$",
    samples=(
        "Overall effectiveness Good",
        "families Requires improvement to be",
        "to be good",
        "be good",
        "Requires",
        "improvement",
        "Not judged",
        "2.1 Adoption performance Good",
        "Overall effectiveness (Good)",
    ),
    strangers=("children in care", "children in need"),
)


_PARTING_SIGNS = " :;,=|/…-\u2010\u2011\u2012\u2013\u2014\u2015→"
"""What may part a label from its grade in a text file."""


def grade_of(wording: str) -> Grade | None:
    """The grade that `wording` begins with."""
    for grade, pattern in GRADES:
        if pattern.match(wording):
            return grade
    return None


def without_grade(heading: str) -> tuple[str, Grade | None]:
    """A heading without its grade, and the grade; None if it has no grade or several.

    A heading that is read across two cells has its grade in the middle.
    """
    matches = list(re.finditer(rf"[\s:;(–—-]*(?P<grade>{GRADE})[\s.)]*", heading, re.IGNORECASE))
    if len(matches) != 1:
        return heading, None
    match = matches[0]
    words = f"{heading[: match.start()]} {heading[match.end() :]}".strip(_PARTING_SIGNS)
    return words, grade_of(match["grade"])


def label_and_grade(text: str) -> tuple[str, str]:
    """The parts of a label and of a grade in a line of a table; each is empty if there is none."""
    words = text.replace("\t", " ").strip()
    match = _AT_END.search(words)
    if match is None:
        return words, ""
    return words[: match.start()].rstrip(_PARTING_SIGNS), match[0].strip(" .()")


def grades_in(parts: Sequence[str]) -> list[str]:
    """The grades, as printed, in joined parts of grades.

    Words that are no grade are in the list too: then the table has more grades than rows, and is
    not read.
    """
    return re.findall(rf"{GRADE}|\S+", joined(parts), re.IGNORECASE)
