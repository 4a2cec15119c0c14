"""What the latest readable reports say on a subject or a judgement, side by side, paragraph by
paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict

from reports.facts.frameworks import same_subject
from reports.models import Inspection, Paragraph
from search.compare.grades import Compared
from search.index.door import Answer, Question, ask_all, fetch
from search.query.query import Query
from search.results.hits import Hit, hits_of

COLUMN = 40
"""Passages that are shown of each of two to four reports."""
IN_TURN = 3
"""Passages that are shown of each of many reports."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is read: paragraphs that match the query, in the sections on the areas.

    A query without a word, and no areas, stand for any. `parameters` are those of the address that
    give the words.
    """

    query: Query
    areas: tuple[str, ...]
    parameters: QueryDict

    def __bool__(self) -> bool:
        return self.query.root is not None or bool(self.areas)

    def question(self, *reports: Inspection, first: int | None = 0) -> Question:
        """The question to the index for the passages of these reports, in their order.

        `first` is how many passages are listed; None for all.
        """
        return Question(
            query=self.query,
            chosen={"area": same_subject(self.areas)},
            inspections=tuple(report.pk for report in reports),
            order="report",
            first=first,
        )

    def search(self, *compared: Compared, report: Inspection | None = None) -> QueryDict:
        """The parameters of a search for the same: in all reports of these authorities, or in one
        `report`.
        """
        parameters = self.parameters.copy()
        parameters.setlist("authority", [each.authority.slug for each in compared])
        parameters.setlist("area", sorted(same_subject(self.areas)))
        if report is not None:
            parameters["kind"], parameters["year"] = report.kind, str(report.year)
        return parameters


@dataclass(frozen=True, slots=True)
class ReportPassages:
    """The passages of one authority's readable report on a topic.

    `hits` are those shown, marked, of `passages` in all; `search` finds exactly them all.
    `paragraphs` are those that were read, at least those shown.
    """

    compared: Compared
    hits: list[Hit]
    paragraphs: list[Paragraph]
    passages: int
    search: QueryDict


def side_by_side(topic: Topic, compared: Sequence[Compared]) -> list[ReportPassages]:
    """All passages of each readable report, the first `COLUMN` of them to be shown."""
    return _passages_of_each(topic, compared, read=None, shown=COLUMN)


def in_turn(topic: Topic, compared: Sequence[Compared]) -> list[ReportPassages]:
    """The first `IN_TURN` passages of each readable report."""
    return _passages_of_each(topic, compared, read=IN_TURN, shown=IN_TURN)


def _passages_of_each(
    topic: Topic, compared: Sequence[Compared], *, read: int | None, shown: int
) -> list[ReportPassages]:
    answers = answers_of_each(topic, readable(compared), first=read)
    listed = [answer.places for answer in answers.values()]
    hits: dict[int, list[Hit]] = {key: [] for key in answers}
    if listed:
        for hit in hits_of(fetch(np.concatenate(listed), topic.query)):
            hits[hit.paragraph.inspection_id].append(hit)
    columns = []
    for each in compared:
        key = each.readable.pk if each.readable else 0
        columns.append(
            ReportPassages(
                compared=each,
                hits=hits.get(key, [])[:shown],
                paragraphs=[hit.paragraph for hit in hits.get(key, [])],
                passages=answers[key].paragraphs if key in answers else 0,
                search=topic.search(each, report=each.readable),
            )
        )
    return columns


def answers_of_each(
    topic: Topic, reports: Sequence[Inspection], *, first: int | None
) -> dict[int, Answer]:
    """What the index answers for each report by itself, by the inspection's key."""
    answers = ask_all([topic.question(report, first=first) for report in reports])
    return {report.pk: answer for report, answer in zip(reports, answers, strict=True)}


def readable(compared: Iterable[Compared]) -> list[Inspection]:
    """The latest readable report of each authority that has one."""
    return [each.readable for each in compared if each.readable]
