"""What each framework of inspection judged, and when it changed.

The same subject is judged under other names in other years, or together with another subject.
A *track* follows one judgement through the frameworks, and a *family* groups the areas that are
searched together. Neither makes a grade: a grade that was given for children in care and care
leavers together stays one grade.

Sources: Ofsted's frameworks. SIF 2013-2018; ILACS since January 2018, with four judgements until
2022; with care leavers judged separately from January 2023; without overall effectiveness from
April 2026.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self

from reports.facts.vocabulary import Area, Kind, Term


class Framework(Term):
    """What a full inspection judged; the oldest first."""

    PRE_SIF = "pre-sif", "Before SIF"
    SIF = "sif", "SIF"
    ILACS_2018 = "ilacs-2018", "ILACS, four judgements"
    ILACS_2023 = "ilacs-2023", "ILACS, five judgements"
    ILACS_2026 = "ilacs-2026", "ILACS, no overall grade"


FULL_INSPECTIONS = (Kind.ILACS, Kind.SIF, Kind.PRE_SIF)
"""The kinds that grade an authority's children's services as a whole."""


def framework_of(kind: str, areas: Collection[str]) -> Framework | None:
    """The framework of a full inspection of this kind that judged these areas.

    What it judged decides, not its date: inspections of two frameworks overlapped. None when no
    judgement is known.
    """
    if kind in (Kind.SIF, Kind.PRE_SIF):
        return Framework(kind)
    if not areas:
        return None
    if Area.IN_CARE_AND_CARE_LEAVERS in areas:
        return Framework.ILACS_2018
    if Area.OVERALL in areas:
        return Framework.ILACS_2023
    return Framework.ILACS_2026


class Family(Term):
    """One subject through the frameworks: areas that are judged under other names, or together, in
    other years.
    """

    areas: tuple[Area, ...]

    def __new__(cls, code: str, label: str = "", *areas: Area) -> Self:
        family = str.__new__(cls, code)
        family._value_ = code
        family.label = label
        family.areas = areas
        return family

    LEADERSHIP = "leadership", "Leadership, by any name", Area.LEADERS, Area.LEADERSHIP
    CARE = (
        "care",
        "Children in care, by any name",
        Area.IN_CARE,
        Area.LOOKED_AFTER,
        Area.IN_CARE_AND_CARE_LEAVERS,
    )
    LEAVING_CARE = (
        "leaving-care",
        "Care leavers, by any name",
        Area.CARE_LEAVERS,
        Area.IN_CARE_AND_CARE_LEAVERS,
    )


def areas_of(families: Iterable[str]) -> set[Area]:
    """All areas of the families with these codes. Raises `ValueError` for a code that is none."""
    areas: set[Area] = set()
    for code in families:
        areas.update(Family(code).areas)
    return areas


@dataclass(frozen=True, slots=True)
class Track:
    """A judgement under all the names that the frameworks gave it.

    `areas` has its name in ILACS first; `letter` heads a narrow column, and `short` a lane of a
    timeline.
    """

    label: str
    letter: str
    areas: tuple[Area, ...]
    short: str

    @property
    def code(self) -> str:
        """What addresses call it: the code of its first area."""
        return self.areas[0].value


LEADERS = Track("Leaders", "L", (Area.LEADERS, Area.LEADERSHIP), "Leaders")
HELP = Track("Help and protection", "H", (Area.HELP_AND_PROTECTION,), "Help")
IN_CARE = Track("Children in care", "C", (Area.IN_CARE, Area.LOOKED_AFTER), "In care")
CARE_LEAVERS = Track("Care leavers", "V", (Area.CARE_LEAVERS,), "Care leavers")
ADOPTION = Track("Adoption", "A", (Area.ADOPTION,), "Adoption")
BOARD = Track("Safeguarding board", "B", (Area.LSCB,), "Board")
OVERALL = Track("Overall effectiveness", "All", (Area.OVERALL,), "Overall")

CORE = (LEADERS, HELP, IN_CARE, CARE_LEAVERS, OVERALL)
"""What a full inspection since 2018 may have judged; the columns of the list of authorities."""
TRACKS = (LEADERS, HELP, IN_CARE, CARE_LEAVERS, ADOPTION, BOARD, OVERALL)
"""All tracks, in the order of a table's columns."""


@cache
def areas_on(track: Track) -> tuple[Area, ...]:
    """The areas whose grade belongs on a track: its own names first, then what was judged together
    with it.
    """
    if track in (IN_CARE, CARE_LEAVERS):
        return (*track.areas, Area.IN_CARE_AND_CARE_LEAVERS)
    return track.areas


def judged_as(track: Track, areas: Collection[str]) -> str:
    """Which of the `areas` that an inspection judged belongs on this track; empty when none does."""
    for area in areas_on(track):
        if area in areas:
            return area
    return ""


def same_subject(areas: Iterable[str]) -> set[str]:
    """The areas and those that other frameworks judged in their place.

    `care-leavers` brings in what was judged for children in care and care leavers together.
    """
    same = set(areas)
    for track in TRACKS:
        if not same.isdisjoint(track.areas):
            same.update(areas_on(track))
    return same


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """A change of framework: its first day, two or three words for a picture, and a sentence."""

    since: date
    label: str
    sentence: str


FRAMEWORK_CHANGES = (
    FrameworkChange(
        date(2018, 1, 1), "ILACS", "ILACS takes the place of SIF, with shorter reports"
    ),
    FrameworkChange(date(2023, 1, 1), "Care leavers", "care leavers are judged separately"),
    FrameworkChange(date(2026, 4, 1), "No overall", "overall effectiveness is no longer judged"),
)
"""The changes that pictures over the years mark, the oldest first."""
