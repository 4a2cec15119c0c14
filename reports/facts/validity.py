"""The rules for the values of an inspection, for readings, corrections and pages alike.

`impossible` yields values that no report can have: the archive refuses them in corrections and
never shows them. `doubtful` yields values that are possible but rare, for a person to check.

What each framework judges, on which scale and when, is listed in `reports/data/frameworks/`. Ofsted
has inspected children's services since April 2007 (Education and Inspections Act 2006). The limits
of time and length are those of 1,300 real reports, with room to spare.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reports.facts.dates import in_words
from reports.facts.frameworks import (
    Framework,
    frameworks_between,
    frameworks_of,
    judged_in,
    scale_of,
    scales_of,
)
from reports.facts.vocabulary import NOT_JUDGED, Area, Grade, Kind

FIRST_DAY = date(2007, 4, 1)
"""The day on which Ofsted began to inspect children's services."""
FRIDAY = 4
LONGEST_INSPECTION = timedelta(days=120)
"""From the first day to the last; of 855 known inspections, in several periods, the longest took 72
days.
"""
LONGEST_WAIT = timedelta(days=366)
"""From the last day to publication; of the known inspections the longest took 214 days."""
MOST_CHARACTERS = 20_000
"""The most characters of one paragraph; the longest real one has under 5,000."""
MOST_WORDS = 600
"""The most words of one paragraph; a person should check a longer one."""
_REFUSED_CATEGORIES = {
    "Cc": "a control character",
    "Cs": "half of a character",
    "Co": "a private character",
    "Cn": "an unassigned character",
}
_DIRECTION_SIGNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Signs that change the direction of text, and so can disguise it (Unicode Standard Annex 9)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: a sentence, and the names of the values that it is about.

    The names are those of `InspectionValues`. `refused` says that no row of the database can hold
    the values, whatever their source.
    """

    message: str
    about: tuple[str, ...]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphValues:
    """The values of a paragraph that can contradict others. `label` is its name for people."""

    label: str
    role: str
    number: int | None
    area: str
    grade: str
    text: str


@dataclass(frozen=True, slots=True)
class InspectionValues:
    """All values of an inspection that can contradict each other, after corrections.

    A finding names a field by the name here, a grade "judgement:AREA", and a value of a paragraph
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
    """Yield a finding for each value that no report can have. Dates are compared with `today`."""
    yield from _impossible_dates(values, today)
    yield from _impossible_publication(values, today)
    yield from _values_of_other_kinds(values)
    yield from _impossible_judgements(values)
    yield from _impossible_paragraphs(values)


def doubtful(values: InspectionValues) -> Iterator[Finding]:
    """Yield a finding for each value that is possible, but that a person should check."""
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
    # These dates are not impossible, because an editor corrects one date at a time: after the first
    # of two corrections, the dates may be strange.
    start, end = values.start_date, values.end_date
    both = ("start_date", "end_date")
    kind = Kind(values.kind)
    if start.weekday() > FRIDAY or end.weekday() > FRIDAY:
        yield Finding("The inspection begins or ends on a weekend: check the dates.", both)
    if end - start > LONGEST_INSPECTION:
        yield Finding(f"The inspection takes {(end - start).days} days: check the dates.", both)
    if start < kind.first_day or end > kind.last_day:
        yield Finding(
            f"No {kind.label} took place from {in_words(start)} to {in_words(end)}: "
            "check the dates.",
            both,
        )


def _contradicted_grades(values: InspectionValues) -> Iterator[Finding]:
    """Yield a finding for each section whose paragraphs have another grade than its judgement."""
    sections: dict[tuple[str, str], list[int]] = {}
    for position, paragraph in enumerate(values.paragraphs):
        judged = values.grades.get(paragraph.area)
        if paragraph.grade and judged and paragraph.grade != judged:
            sections.setdefault((paragraph.area, paragraph.grade), []).append(position)
    for (area, grade), positions in sections.items():
        first = values.paragraphs[positions[0]].label
        others = len(positions) - 1
        who = f"{first} and {others} more stand" if others else f"{first} stands"
        yield Finding(
            f"{who} under {Grade(grade).label}, but "
            f"{Area(area).label} is judged {Grade(values.grades[area]).label}.",
            tuple([f"paragraph:{position}:grade" for position in positions]),
        )


def _doubtful_paragraphs(values: InspectionValues) -> Iterator[Finding]:
    yield from _contradicted_grades(values)
    for position, paragraph in enumerate(values.paragraphs):
        words = len(paragraph.text.split())
        if words > MOST_WORDS:
            yield Finding(f"{paragraph.label} has {words} words.", (f"paragraph:{position}:text",))


def publication_mistake(published: date, end: date, today: date) -> str:
    """Return why a report cannot have been published on this day; empty if it can."""
    if published < end:
        return (
            f"The publication date {in_words(published)} is before the last day on site "
            f"({in_words(end)})."
        )
    if published > today:
        return f"The publication date {in_words(published)} is in the future."
    return ""


def text_mistake(text: str, *, several_lines: bool) -> str:
    """Return why a text cannot be shown, in a sentence; empty if it can."""
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
            f"The inspection would end on {in_words(end)}, before it starts ({in_words(start)}).",
            ("start_date", "end_date"),
            refused=True,
        )
    if start < FIRST_DAY:
        yield Finding(
            f"Ofsted did not inspect children’s services on {in_words(start)} yet.", ("start_date",)
        )
    if start > today:
        yield Finding(f"The first day on site {in_words(start)} is in the future.", ("start_date",))
    if end > today:
        yield Finding(f"The last day on site {in_words(end)} is in the future.", ("end_date",))


def _impossible_publication(values: InspectionValues, today: date) -> Iterator[Finding]:
    if values.published is None:
        return
    if mistake := publication_mistake(values.published, values.end_date, today):
        yield Finding(mistake, ("published", "end_date"))


def _values_of_other_kinds(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    if values.length and not kind.lengths:
        yield Finding(f"No {kind.label} is short or standard.", ("length",))
    if values.outcome and not kind.outcomes:
        yield Finding(f"No {kind.label} has an outcome.", ("outcome",))
    if values.has_text and not values.title.strip():
        yield Finding("A report needs a title.", ("title",))


def _impossible_judgements(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    for area, grade in values.grades.items():
        about = (f"judgement:{area}",)
        ended = _last_day_of(kind, area)
        if area not in judged_in(kind):
            yield Finding(f"“{Area(area).label}” is not judged in a {kind.label}.", about)
        elif mistake := _grade_mistake(kind, grade):
            yield Finding(mistake, about)
        elif not Area(area).is_joint and values.start_date > ended:
            since = f"{ended + timedelta(days=1):%B %Y}"
            message = f"{Area(area).label} is not judged since {since}."
            yield Finding(message, (*about, "start_date"))
    yield from _judged_together_and_apart(values.grades)


def _last_day_of(kind: Kind, area: str) -> date:
    """The last day on which reports of a kind judged an area; `date.max` if they still do."""
    frameworks = frameworks_of(kind)
    judging = [each for each in frameworks if area in (*each.areas, *each.optional_areas)]
    if not judging or judging[-1] is frameworks[-1]:
        return date.max
    return judging[-1].last_day


def _judged_together_and_apart(grades: Mapping[str, str]) -> Iterator[Finding]:
    for joint in [Area(area) for area in grades if Area(area).is_joint]:
        apart = [area for area in grades if area in joint.tracks]
        if apart:
            yield Finding(
                f"{joint.label} are judged together or apart, never both.",
                tuple(f"judgement:{area}" for area in (joint, *apart)),
            )


def _grade_mistake(kind: Kind, grade: str) -> str:
    if grade == NOT_JUDGED or scale_of(kind, grade) is not None:
        return ""
    grades = [each.label for scale in scales_of(kind) for each in scale.grades]
    named = ", ".join(grades) or "none"
    return f"“{Grade(grade).label}” is not a grade of a {kind.label}; its grades are: {named}."


def _unexpected_judgements(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    if not values.grades or len(frameworks_of(kind)) < 2:
        return
    in_force = frameworks_between(kind, values.start_date, values.end_date)
    if not is_judged_in_any(values.grades, in_force):
        named = ", ".join(Area(area).label for area in values.grades)
        yield Finding(
            f"The judgements are not those of the framework at that time: {named}.",
            tuple(f"judgement:{area}" for area in Area),
        )


def is_judged_in_any(areas: Iterable[str], frameworks: Iterable[Framework]) -> bool:
    """Whether one of the frameworks judges exactly these areas."""
    judged = set(areas)
    return any(judged == set(framework.areas) for framework in frameworks)


def _impossible_paragraphs(values: InspectionValues) -> Iterator[Finding]:
    kind = Kind(values.kind)
    judged = judged_in(kind)
    numbers = Counter((each.role, each.number) for each in values.paragraphs)
    for position, paragraph in enumerate(values.paragraphs):
        place = f"paragraph:{position}"
        if paragraph.number is not None and numbers[paragraph.role, paragraph.number] > 1:
            said = f"Two passages would bear the number {paragraph.number}."
            yield Finding(said, (f"{place}:number",), refused=True)
        if paragraph.area and judged and paragraph.area not in judged:
            label = Area(paragraph.area).label
            yield Finding(f"“{label}” is no part of a {kind.label}.", (f"{place}:area",))
        if paragraph.grade and not judged:
            yield Finding(f"A {kind.label} gives no grades.", (f"{place}:grade",))
        elif paragraph.grade and (mistake := _grade_mistake(kind, paragraph.grade)):
            yield Finding(mistake, (f"{place}:grade",))
