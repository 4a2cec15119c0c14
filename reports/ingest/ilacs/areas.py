"""What the wordings of ILACS reports mean: the areas that are judged, and the grades."""

from __future__ import annotations

from reports.facts.vocabulary import Area
from reports.ingest.parts.near_wordings import nearest
from reports.ingest.wording import Wording

_LEAVERS = r"care[- ](?:leavers|experienced(?: young people| adults)?)"
_IN_CARE = r"children (?:in care|looked after|in our care)"
_EXPERIENCES = r"(?:exp\w+ and prog\w+|prog\w+ and exp\w+|(?<!and )exper\w+) of"
"""Misprints included, and either word first or "experiences" alone."""

AREAS: tuple[tuple[Area, Wording], ...] = (
    (
        Area.OVERALL,
        Wording(
            r"^overall effectiveness\b",
            samples=("Overall effectiveness",),
            strangers=("The effectiveness of plans",),
        ),
    ),
    (
        Area.LEADERS,
        Wording(
            r"^(?:the )?impacts? of leader(?:s|ship)?\b",
            samples=(
                "The impact of leaders on social work practice with children and families",
                "Impact of leaders",
                "The impact of leadership on social work practice",
            ),
            strangers=("The impact of poverty on children",),
        ),
    ),
    (
        Area.IN_CARE_AND_CARE_LEAVERS,
        Wording(
            rf"^(?:the )?{_EXPERIENCES} {_IN_CARE} and {_LEAVERS}",
            samples=(
                "The experiences and progress of children in care and care leavers",
                "The experience and progress of children in care and care-experienced young people",
            ),
            strangers=("The experiences and progress of children in care",),
        ),
    ),
    (
        Area.HELP_AND_PROTECTION,
        Wording(
            rf"^(?:the )?{_EXPERIENCES} (?:children|families)\b.{{0,30}}\bhelp (?:and|or) protection\b",
            samples=("The experiences and progress of children who need help and protection",),
            strangers=("Children who need help and protection",),
        ),
    ),
    (
        Area.IN_CARE,
        Wording(
            rf"^(?:the )?{_EXPERIENCES} {_IN_CARE}",
            samples=(
                "The experiences and progress of children in care",
                "The experience and progress of children looked after",
            ),
            strangers=("The experiences and progress of care leavers",),
        ),
    ),
    (
        Area.CARE_LEAVERS,
        Wording(
            rf"^(?:the )?{_EXPERIENCES} {_LEAVERS}",
            samples=(
                "The experiences and progress of care leavers",
                "Experiences and progress of care-experienced young people",
                "The experiences of care leavers",
            ),
            strangers=("The experiences and progress of children in care and care leavers",),
        ),
    ),
)
"""What each area is called, the longer wording before the shorter that it begins with."""

AREA_BEGINS = rf"(?:the )?(?:impacts? of leader(?:s|ship)?|{_EXPERIENCES}|overall effectiveness)\b"
"""How every area's wording begins, a misprint of "experiences" included."""


def area_of(wording: str) -> Area | None:
    """The area that a row of the table or a heading names."""
    return next((area for area, pattern in AREAS if pattern.match(wording)), None)


def near_area(wording: str) -> Area | None:
    """The area that `wording` names but for a slip: "of children care leavers"."""
    areas = {name: area for area, pattern in AREAS for name in pattern.samples}
    name = nearest(wording, areas)
    return areas[name] if name is not None else None
