"""The passages of the latest readable reports on one topic, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict

from reports.facts.frameworks import same_subject
from reports.models import Inspection, Paragraph
from search.compare.grades import ComparedAuthority
from search.index.door import Answer, Question, ask_all, fetch
from search.query.query import Query
from search.results.hits import Hit, hits_of

MOST_OF_FEW = 40
"""The most passages shown of each report, for two to four authorities."""
MOST_OF_MANY = 3
"""The most passages shown of each report, for an authority and its group."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a comparison: paragraphs that match the query, in sections on the areas.

    A query without words matches every paragraph; without areas, every section counts. A topic with
    neither is false. `parameters` are those of the address that give the words.
    """

    query: Query
    areas: tuple[str, ...]
    parameters: QueryDict

    def __bool__(self) -> bool:
        return self.query.root is not None or bool(self.areas)

    def question(self, *reports: Inspection, first: int | None = 0) -> Question:
        """The question to the index for the passages of these reports, as they stand there.

        At most `first` passages are listed; None for all.
        """
        return Question(
            query=self.query,
            chosen={"area": same_subject(self.areas)},
            inspections=tuple(report.pk for report in reports),
            order="report",
            first=first,
        )

    def search(self, *compared: ComparedAuthority, report: Inspection | None = None) -> QueryDict:
        """The parameters of a search for the topic: in all reports of these authorities, or in one
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

    `hits` are those shown, with the words marked. `paragraphs` are those fetched, at least those
    shown. `passages` is the number of all; `search` has the parameters of the search for all.
    """

    compared: ComparedAuthority
    hits: list[Hit]
    paragraphs: list[Paragraph]
    passages: int
    search: QueryDict


def all_passages(topic: Topic, compared: Sequence[ComparedAuthority]) -> list[ReportPassages]:
    """All passages of each readable report; the first `MOST_OF_FEW` are shown."""
    return _passages_of_each(topic, compared, fetched=None, shown=MOST_OF_FEW)


def first_passages(topic: Topic, compared: Sequence[ComparedAuthority]) -> list[ReportPassages]:
    """The first `MOST_OF_MANY` passages of each readable report."""
    return _passages_of_each(topic, compared, fetched=MOST_OF_MANY, shown=MOST_OF_MANY)


def _passages_of_each(
    topic: Topic, compared: Sequence[ComparedAuthority], *, fetched: int | None, shown: int
) -> list[ReportPassages]:
    answers = answers_of_each(topic, readable(compared), first=fetched)
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
    """The answer of the index for each report by itself, by the inspection's key."""
    answers = ask_all([topic.question(report, first=first) for report in reports])
    return {report.pk: answer for report, answer in zip(reports, answers, strict=True)}


def readable(compared: Iterable[ComparedAuthority]) -> list[Inspection]:
    """The latest readable report of each authority that has one."""
    return [each.readable for each in compared if each.readable]
