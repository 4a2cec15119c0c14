"""What the newest readable reports say on a subject or in a section, side by side, paragraph by
paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from reports.facts.frameworks import same_subject
from reports.models import Inspection, Paragraph
from reports.models.inspection import ParagraphQuerySet
from reports.models.text_search import Matching
from search.compare.grades import Compared
from search.query.query import Query
from search.results.hits import Hit, hits_of_rows, ready_to_mark

COLUMN = 40
"""Passages that are shown of each of two to four reports."""
IN_TURN = 3
"""Passages that are shown of each of many reports."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is read: the paragraphs that match the words, in the sections on the judgements; empty
    stands for any.

    `parameters` are those of the address that say the words.
    """

    query: Query
    wanted: Matching | None
    areas: tuple[str, ...]
    parameters: QueryDict

    def __bool__(self) -> bool:
        return self.wanted is not None or bool(self.areas)

    def passages(self, reports: Iterable[Inspection]) -> ParagraphQuerySet:
        """The paragraphs of these reports that answer it, in the order of the reports."""
        paragraphs = self.sections(reports).order_by("inspection", "position")
        return paragraphs if self.wanted is None else paragraphs.matching(self.wanted)

    def sections(self, reports: Iterable[Inspection]) -> ParagraphQuerySet:
        """All paragraphs of these reports that stand in the sections asked for, by any name of
        their judgement.
        """
        paragraphs = Paragraph.objects.filter(inspection__in=[report.pk for report in reports])
        return paragraphs.filter(area__in=same_subject(self.areas)) if self.areas else paragraphs

    def search(self, *compared: Compared, report: Inspection | None = None) -> QueryDict:
        """The parameters of a search for the same: in all reports of these authorities, or in one
        `report`.
        """
        asked = self.parameters.copy()
        asked.setlist("authority", [each.authority.slug for each in compared])
        asked.setlist("area", sorted(same_subject(self.areas)))
        if report is not None:
            asked["kind"], asked["year"] = report.kind, str(report.year)
        return asked


@dataclass(frozen=True, slots=True)
class Reading:
    """The passages of one authority's readable report that answer the question: those shown,
    marked, of how many.

    `rows` are all that were fetched, at least those shown; `search` finds exactly them all.
    """

    compared: Compared
    hits: list[Hit]
    passages: int
    rows: list[Any]
    search: QueryDict


def side_by_side(question: Question, compared: Sequence[Compared]) -> list[Reading]:
    """All passages of each readable report, the first `COLUMN` of them to be shown."""
    found = _by_report(ready_to_mark(question.passages(readable(compared))))
    return [
        _reading(question, each, rows, rows[:COLUMN], len(rows))
        for each, rows in _of_each(compared, found)
    ]


def in_turn(question: Question, compared: Sequence[Compared]) -> list[Reading]:
    """The first `IN_TURN` passages of each readable report, of how many."""
    place = Window(RowNumber(), partition_by=F("inspection"), order_by="position")
    passages = Window(Count("pk"), partition_by=F("inspection"))
    numbered = question.passages(readable(compared)).annotate(place=place, passages=passages)
    counted = dict(numbered.filter(place__lte=IN_TURN).values_list("pk", "passages"))
    found = _by_report(ready_to_mark(Paragraph.objects.filter(pk__in=counted)))
    return [
        _reading(question, each, rows, rows, counted[rows[0].pk] if rows else 0)
        for each, rows in _of_each(compared, found)
    ]


def readable(compared: Iterable[Compared]) -> list[Inspection]:
    """The newest readable report of each that has one."""
    return [each.readable for each in compared if each.readable]


def _by_report(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.inspection_id].append(row)
    return found


def _of_each(
    compared: Iterable[Compared], found: dict[int, list[Any]]
) -> Iterator[tuple[Compared, list[Any]]]:
    return ((each, found.get(each.readable.pk, []) if each.readable else []) for each in compared)


def _reading(
    question: Question, compared: Compared, rows: list[Any], shown: list[Any], passages: int
) -> Reading:
    search = question.search(compared, report=compared.readable)
    return Reading(compared, hits_of_rows(shown, question.query), passages, rows, search)
