"""The parts of a reading, and their JSON form (what the command `read_report` prints)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from cattrs.preconf.json import make_converter

from reports.facts.vocabulary import Area, Grade, Kind, Length, NumberedBy, Omission, Severity

# Stop at the first mistake: an answer that is no reading may have a million of them.
_CONVERTER = make_converter(detailed_validation=False)


class JsonForm:
    """Turns a value into JSON and back: dates in ISO form, vocabulary as codes, tuples as lists."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """The value as JSON types, with its fields as keys."""
        form: dict[str, Any] = _CONVERTER.unstructure(self)
        return form

    @classmethod
    def from_json(cls, form: dict[str, Any]) -> Self:
        """The value of the JSON that `as_json` returned.

        Raises the error of the first wrong value: `ValueError`, `TypeError` or another.
        """
        return _CONVERTER.structure(form, cls)


@dataclass(frozen=True, slots=True)
class Problem(JsonForm):
    """Something in a reading that a person should check.

    `code` is for programs; `message` is a sentence that says what is wrong, and where.
    """

    severity: Severity
    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedJudgement:
    """A row of the judgement table: the area and grade, and both as printed."""

    area: Area
    grade: Grade
    printed_area: str
    printed_grade: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text without a number: a paragraph of the summary.

    `page` counts from 1, and is None in a text file. Reports before 2018 have such text below many
    headings: `section` is the index in `ParsedReport.sections`.
    """

    text: str
    page: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point to improve or an area for priority action.

    `number` is the one printed; `section` the index in `ParsedReport.sections`, where it has one;
    `responsible` names the bodies that a table of an area SEND report makes responsible for it.
    """

    text: str
    page: int | None = None
    number: int | None = None
    section: int | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A heading with the area and the grade that it names; None where it names none."""

    heading: str
    area: Area | None
    grade: Grade | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A paragraph with its number.

    `section` is the index in `ParsedReport.sections`; None before the first heading.
    """

    number: int
    text: str
    section: int | None
    area: Area | None
    page: int | None = None
    numbered_by: NumberedBy = NumberedBy.REPORT


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are in no other part of the reading, and why."""

    reason: Omission
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport(JsonForm):
    """Everything read from one file; nothing in it comes from the archive's other records."""

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
    """Errors first, then warnings, then notes; those of one severity in the order given."""
    order = list(Severity)
    return sorted(problems, key=lambda problem: order.index(problem.severity))
