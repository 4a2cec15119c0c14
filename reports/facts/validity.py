"""What an inspection can say at all: one set of rules for what is read, what is corrected and what
is shown.

`impossible` yields what no report can say, so that the archive refuses it in a correction and never
shows it. `doubtful` yields what is possible but rare: a person should look at it.

Sources: Ofsted's frameworks (SIF 2013-2018, ILACS since November 2017); Ofsted inspects children's
services since April 2007 (Education and Inspections Act 2006); joint targeted area inspections
since January 2016 and area SEND inspections since May 2016. Lengths of time and text are those of
1,300 real reports, with room to spare.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reports.facts.vocabulary import Area, Grade, Kind

FOUR_ROWS = frozenset(
    {Area.OVERALL, Area.LEADERS, Area.HELP_AND_PROTECTION, Area.IN_CARE_AND_CARE_LEAVERS}
)
FIVE_ROWS = frozenset(
    {Area.OVERALL, Area.LEADERS, Area.HELP_AND_PROTECTION, Area.IN_CARE, Area.CARE_LEAVERS}
)
WITHOUT_OVERALL = FIVE_ROWS - {Area.OVERALL}
"""The three sets of judgements of ILACS: until December 2022, since January 2023, and since April
2026.
"""
NO_OVERALL_FROM = date(2026, 4, 1)
SIF_ROWS = frozenset(
    {
        Area.OVERALL,
        Area.HELP_AND_PROTECTION,
        Area.LOOKED_AFTER,
        Area.ADOPTION,
        Area.CARE_LEAVERS,
        Area.LEADERSHIP,
    }
)
JUDGED: Mapping[Kind, frozenset[Area]] = {
    Kind.ILACS: FOUR_ROWS | FIVE_ROWS,
    # Some reports carry the review of the safeguarding board.
    Kind.SIF: SIF_ROWS | {Area.LSCB},
    Kind.PRE_SIF: frozenset(Area) - {Area.LSCB, Area.IN_CARE_AND_CARE_LEAVERS},
    Kind.LSCB_REVIEW: frozenset({Area.LSCB}),
}
"""What each kind of report grades; kinds that are missing here grade nothing."""
ONE_OR_THE_OTHER = {Area.IN_CARE, Area.CARE_LEAVERS}
"""Judged apart, or together as `IN_CARE_AND_CARE_LEAVERS`, but never both in one inspection."""
FIRST_DAY = date(2007, 4, 1)
"""When Ofsted began to inspect children's services."""
FRIDAY = 4
_LATEST = date.max
INSPECTED: Mapping[Kind, tuple[date, date]] = {
    Kind.ILACS: (date(2017, 11, 1), _LATEST),
    Kind.FOCUSED_VISIT: (date(2017, 11, 1), _LATEST),
    Kind.SIF: (date(2013, 9, 1), date(2018, 12, 31)),
    Kind.LSCB_REVIEW: (date(2013, 9, 1), date(2018, 12, 31)),
    Kind.PRE_SIF: (date(2007, 4, 1), date(2013, 12, 31)),
    Kind.MONITORING_VISIT: (date(2007, 4, 1), _LATEST),
    Kind.JTAI: (date(2016, 1, 1), _LATEST),
    Kind.AREA_SEND: (date(2016, 5, 1), _LATEST),
}
"""The days between which inspections of each kind took place."""
LONGEST_INSPECTION = timedelta(days=120)
"""From the first day to the last; of 855 known inspections, in several periods, the longest took 72
days.
"""
LONGEST_WAIT = timedelta(days=366)
"""From the last day to publication; of the known inspections the longest took 214 days."""
MOST_CHARACTERS = 20_000
"""Of one paragraph; the longest real one has under 5,000."""
MOST_WORDS = 600
"""Of one paragraph, before a person should look at it."""
_REFUSED_CATEGORIES = {
    "Cc": "a control character",
    "Cs": "half of a character",
    "Co": "a private character",
    "Cn": "an unassigned character",
}
_DIRECTION_SIGNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""They make text look as if it said something else (Unicode Standard Annex 9)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence, and the values that it is about, by the names of
    `InspectionValues`.

    `refused` says that the archive's rows cannot hold it at all, wherever it comes from.
    """

    message: str
    about: tuple[str, ...]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphValues:
    """A paragraph's values that can contradict others; `label` is how a person names it."""

    label: str
    role: str
    number: int | None
    area: str
    grade: str
    text: str


@dataclass(frozen=True, slots=True)
class InspectionValues:
    """All values of an inspection that can contradict each other, after corrections.

    A finding names a field as here, a grade as "judgement:AREA", and a value of a paragraph as
    "paragraph:POSITION:FIELD", where the position counts from 0.
    """

    kind: str
    start_date: date
    end_date: date
    published: date | None = None
    length: str = ""
    outcome: str = ""
    title: str = ""
    has_text: bool = False
    grades: Mapping[str, str] = field(default_factory=dict)
    paragraphs: Sequence[ParagraphValues] = ()


def impossible(values: InspectionValues, today: date) -> Iterator[Finding]:
    """Yield everything that no report can say."""
    yield from _impossible_dates(values, today)
    yield from _impossible_publication(values, today)
    yield from _values_of_other_kinds(values)
    yield from _impossible_judgements(values)
    yield from _impossible_paragraphs(values)


def doubtful(values: InspectionValues) -> Iterator[Finding]:
    """Yield what a person should look at, of values that are possible."""
    if values.published and values.published - values.end_date > LONGEST_WAIT:
        days = (values.published - values.end_date).days
        yield Finding(
            f"The publication date is {days} days after the last day on site: check it.",
            ("published",),
        )
    yield from _doubtful_dates(values)
    yield from _unexpected_judgements(values)
    yield from _doubtful_paragraphs(values)


def _doubtful_dates(values: InspectionValues) -> Iterator[Finding]:
    # One date is corrected at a time: between two corrections of a wrong year, such dates must be
    # possible.
    start, end = values.start_date, values.end_date
    both = ("start_date", "end_date")
    earliest, latest = INSPECTED[Kind(values.kind)]
    if start.weekday() > FRIDAY or end.weekday() > FRIDAY:
        yield Finding("The inspection begins or ends on a weekend: check the dates.", both)
    if end - start > LONGEST_INSPECTION:
        yield Finding(f"The inspection takes {(end - start).days} days: check the dates.", both)
    if start < earliest or end > latest:
        label = Kind(values.kind).label
        yield Finding(f"No {label} took place from {start} to {end}: check the dates.", both)


def _doubtful_paragraphs(values: InspectionValues) -> Iterator[Finding]:
    for position, paragraph in enumerate(values.paragraphs):
        judged = values.grades.get(paragraph.area)
        if paragraph.grade and judged and paragraph.grade != judged:
            yield Finding(
                f"{paragraph.label} stands under {Grade(paragraph.grade).label}, but "
                f"{Area(paragraph.area).label} is judged {Grade(judged).label}.",
                (f"paragraph:{position}:grade",),
            )
        words = len(paragraph.text.split())
        if words > MOST_WORDS:
            yield Finding(f"{paragraph.label} has {words} words.", (f"paragraph:{position}:text",))


def publication_mistake(published: date, end: date, today: date) -> str:
    """Return why a report cannot have been published on this day, in a sentence; empty where it
    can.
    """
    if published < end:
        return f"The publication date {published} is before the last day on site ({end})."
    if published > today:
        return f"The publication date {published} is in the future."
    return ""


def text_mistake(text: str, *, several_lines: bool) -> str:
    """Return why a text cannot be shown, in a sentence; empty where it can."""
    if len(text) > MOST_CHARACTERS:
        return f"The text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are possible."
    allowed = "\n\t" if several_lines else ""
    for sign in text:
        if sign in allowed:
            continue
        if ord(sign) in _DIRECTION_SIGNS:
            return f"The text has a sign that turns the direction of writing (U+{ord(sign):04X})."
        if kind := _REFUSED_CATEGORIES.get(unicodedata.category(sign)):
            return f"The text has {kind} (U+{ord(sign):04X})."
    if text and not any(sign.isalnum() for sign in text):
        return "The text has neither letters nor digits."
    return ""


def _impossible_dates(values: InspectionValues, today: date) -> Iterator[Finding]:
    start, end = values.start_date, values.end_date
    if end < start:
        yield Finding(
            f"The inspection would end on {end}, before it starts ({start}).",
            ("start_date", "end_date"),
            refused=True,
        )
    if start < FIRST_DAY:
        yield Finding(
            f"Ofsted did not inspect children’s services on {start} yet.", ("start_date",)
        )
    if start > today:
        yield Finding(f"The first day on site {start} is in the future.", ("start_date",))
    if end > today:
        yield Finding(f"The last day on site {end} is in the future.", ("end_date",))


def _impossible_publication(values: InspectionValues, today: date) -> Iterator[Finding]:
    if values.published is None:
        return
    if mistake := publication_mistake(values.published, values.end_date, today):
        yield Finding(mistake, ("published", "end_date"))


def _values_of_other_kinds(values: InspectionValues) -> Iterator[Finding]:
    label = Kind(values.kind).label
    if values.length and values.kind != Kind.ILACS:
        yield Finding(
            f"Only ILACS inspections are short or standard; this is a {label}.", ("length",)
        )
    if values.outcome and values.kind != Kind.AREA_SEND:
        yield Finding(
            f"Only area SEND inspections have an outcome; this is a {label}.", ("outcome",)
        )
    if values.has_text and not values.title.strip():
        yield Finding("A report needs a title.", ("title",))


def _impossible_judgements(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    for area, grade in values.grades.items():
        about = (f"judgement:{area}",)
        if area not in JUDGED.get(kind, ()):
            yield Finding(f"“{Area(area).label}” is not judged in a {kind.label}.", about)
        elif mistake := _grade_mistake(kind, grade):
            yield Finding(mistake, about)
        elif kind is Kind.ILACS and area == Area.OVERALL and values.start_date >= NO_OVERALL_FROM:
            yield Finding(
                "Overall effectiveness is not judged since April 2026.", (*about, "start_date")
            )
    together = Area.IN_CARE_AND_CARE_LEAVERS
    if together in values.grades and (
        apart := [area for area in ONE_OR_THE_OTHER if area in values.grades]
    ):
        yield Finding(
            "Children in care and care leavers are judged together or apart, never both.",
            tuple(f"judgement:{area}" for area in (together, *apart)),
        )


def _grade_mistake(kind: Kind, grade: str) -> str:
    if grade == Grade.ADEQUATE and kind is not Kind.PRE_SIF:
        return f"“{Grade.ADEQUATE.label}” was given before November 2013 only, and not in a {kind.label}."
    if grade == Grade.REQUIRES_IMPROVEMENT and kind is Kind.PRE_SIF:
        return f"“{Grade.REQUIRES_IMPROVEMENT.label}” is given since November 2013 only, and not in a {kind.label}."
    return ""


def _unexpected_judgements(values: InspectionValues) -> Iterator[Finding]:
    if values.kind != Kind.ILACS or not values.grades:
        return
    expected = [WITHOUT_OVERALL] if values.end_date >= NO_OVERALL_FROM else [FIVE_ROWS, FOUR_ROWS]
    if frozenset(Area(area) for area in values.grades) not in expected:
        named = ", ".join(Area(area).label for area in values.grades)
        yield Finding(
            f"The judgements are not those of the framework at that time: {named}.",
            tuple(f"judgement:{area}" for area in Area),
        )


def _impossible_paragraphs(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    numbers = Counter((each.role, each.number) for each in values.paragraphs)
    for position, paragraph in enumerate(values.paragraphs):
        place = f"paragraph:{position}"
        if paragraph.number is not None and numbers[paragraph.role, paragraph.number] > 1:
            said = f"Two passages would bear the number {paragraph.number}."
            yield Finding(said, (f"{place}:number",), refused=True)
        if paragraph.area and kind in JUDGED and paragraph.area not in JUDGED[kind]:
            label = Area(paragraph.area).label
            yield Finding(f"“{label}” is no part of a {kind.label}.", (f"{place}:area",))
        if paragraph.grade and kind not in JUDGED:
            yield Finding(f"A {kind.label} gives no grades.", (f"{place}:grade",))
        elif paragraph.grade and (mistake := _grade_mistake(kind, paragraph.grade)):
            yield Finding(mistake, (f"{place}:grade",))
