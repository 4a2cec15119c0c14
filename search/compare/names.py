"""Counts in how many paragraphs of each report each name of a subject occurs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from search.compare.grades import ComparedAuthority
from search.compare.reading import Topic, readable
from search.index.door import ask_all, expanded
from search.query.query import Words, leaves, typed_as


@dataclass(frozen=True, slots=True)
class NameCounts:
    """A word, phrase or synonym of the subject, counted in each report.

    `counts` has for each authority with a readable report: the authority, the number of paragraphs
    with the name, and the parameters of the search that finds them.
    """

    name: str
    counts: tuple[tuple[ComparedAuthority, int, QueryDict], ...]


def names_of_the_subject(topic: Topic, compared: Sequence[ComparedAuthority]) -> list[NameCounts]:
    """The counts of each name in the query and its synonyms; none if there is only one name."""
    names = list(dict.fromkeys(leaves(topic.query.root, excluded=False)))
    if len(names) < 2:
        return []
    of_names = [replace(topic, query=replace(topic.query, root=name)) for name in names]
    reports = readable(compared)
    questions = [replace(each.question(*reports), count_by=("inspection",)) for each in of_names]
    rows = []
    for name, of_name, answer in zip(names, of_names, ask_all(questions), strict=True):
        search = replace(of_name, parameters=_parameters_of(name, of_name))
        counts = []
        for each in compared:
            if each.readable:
                count = answer.counts.get((str(each.readable.pk),))
                parameters = search.search(each, report=each.readable)
                counts.append((each, count.paragraphs if count else 0, parameters))
        rows.append(NameCounts(str(name), tuple(counts)))
    return rows


def _parameters_of(name: Words, topic: Topic) -> QueryDict:
    """The parameters that search one name without its synonyms."""
    parameters = topic.parameters.copy()
    _, synonyms = expanded(topic.query, [])
    parameters["q"] = typed_as(name)
    parameters.setlist("without", [synonym.name for synonym in synonyms])
    return parameters
