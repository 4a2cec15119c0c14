"""What the reading of one report is made of, and its JSON form (the contract of `read_report`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from cattrs.preconf.json import make_converter

from reports.facts.vocabulary import Area, Grade, Kind, Length, NumberedBy, Omission, Severity

# The first mistake is enough: what is no reading may hold a million of them.
_CONVERTER = make_converter(detailed_validation=False)


class JsonForm:
    """Both ways between a part of a reading and JSON: dates in ISO form, vocabulary as codes,
    tuples as lists.
    """

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """JSON-ready values, the keys as in the contract."""
        ready: dict[str, Any] = _CONVERTER.unstructure(self)
        return ready

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `as_json` gave, read back. Raises what the first wrong value does: `ValueError`,
        `TypeError` …
        """
        return _CONVERTER.structure(kept, cls)


@dataclass(frozen=True, slots=True)
class Problem(JsonForm):
    """Something a person should know of a reading: `code` for programs, `message` a sentence saying
    where and what.
    """

    severity: Severity
    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedJudgement:
    """One row of the judgement table: what it means and, word for word, what is printed."""

    area: Area
    grade: Grade
    printed_area: str
    printed_grade: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Unnumbered text: a paragraph of the summary. `page` is None in report text without pages.

    Reports before 2018 have such text below many headings: `section` is its place in
    `ParsedReport.sections`.
    """

    text: str
    page: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point to improve or an area for priority action; `number` and `section` where they are
    known.
    """

    text: str
    page: int | None = None
    number: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A heading with the area and grade that it names, each None where it names none."""

    heading: str
    area: Area | None
    grade: Grade | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A paragraph with its number; `section` is its place in `ParsedReport.sections`, None before
    the first heading.
    """

    number: int
    text: str
    section: int | None
    area: Area | None
    page: int | None = None
    numbered_by: NumberedBy = NumberedBy.REPORT


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that stand in no part of the reading, and why."""

    reason: Omission
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport(JsonForm):
    """All that one file says. It comes from the file alone: nothing is filled in from what the
    archive knows.
    """

    kind: Kind
    title: str
    authority: str | None
    authority_slug: str | None
    start_date: date | None
    end_date: date | None
    length: Length | None = None
    periods: tuple[tuple[date, date], ...] = ()
    published: date | None = None
    lead_inspector: str | None = None
    outcome: str | None = None
    judgements: tuple[PrintedJudgement, ...] = ()
    summary: tuple[Passage, ...] = ()
    improvement_points: tuple[Point, ...] = ()
    priority_actions: tuple[Point, ...] = ()
    sections: tuple[ParsedSection, ...] = ()
    paragraphs: tuple[NumberedParagraph, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    theme: str | None = None
    """What a visit or a joint inspection looked at, as printed."""


def by_gravity(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then warnings, then notes; else in the order in which they were found."""
    return sorted(problems, key=lambda problem: list(Severity).index(problem.severity))
