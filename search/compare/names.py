"""Which names of a subject stand in one report and not in the other, counted by machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.http import QueryDict

from reports.models import Inspection
from reports.models.text_search import Matches
from search.compare.grades import Compared
from search.compare.reading import Question, readable
from search.index.compiling import tsquery_text
from search.index.thesaurus import expanded
from search.query.tree import Words, leaves, typed_as


@dataclass(frozen=True, slots=True)
class Named:
    """A word, phrase or other name of the subject: how many paragraphs of each report have it, and
    their search.
    """

    name: str
    counts: tuple[tuple[Compared, int, QueryDict], ...]


def names_of_the_subject(
    question: Question, compared: Sequence[Compared], version: int
) -> list[Named]:
    """In how many paragraphs of each report each word, phrase and other name of the query stands;
    none for one alone.

    `version` is the archive's.
    """
    names = list(dict.fromkeys(leaves(question.query.root, excluded=False)))
    if len(names) < 2:
        return []
    counted = _paragraphs_with(names, question, readable(compared))
    told = []
    for place, name in enumerate(names):
        asked = replace(question, parameters=_asking_for(name, question, version))
        counts = [
            (each, counted[each.readable.pk, place], asked.search(each, report=each.readable))
            for each in compared
            if each.readable
        ]
        told.append(Named(str(name), tuple(counts)))
    return told


def _paragraphs_with(
    names: Sequence[Words], question: Question, reports: Sequence[Inspection]
) -> Mapping[tuple[int, int], int]:
    """In how many paragraphs of each report, by its key, each name stands, by its place; one query
    for all of them.
    """
    queries = [tsquery_text(replace(question.query, root=name)) or "" for name in names]
    counting = [Count("pk", filter=Matches("search_vector", query)) for query in queries]
    sections = question.sections(reports).order_by()
    names_counted = {f"name_{place}": each for place, each in enumerate(counting)}
    rows: Any = sections.values("inspection").annotate(**names_counted)
    found: Counter[tuple[int, int]] = Counter()
    for row in rows:
        found.update(
            {(row["inspection"], place): row[f"name_{place}"] for place in range(len(names))}
        )
    return found


def _asking_for(name: Words, question: Question, version: int) -> QueryDict:
    """The parameters that search one name and none of its other names."""
    asked = question.parameters.copy()
    _, also = expanded(replace(question.query, root=name), [])
    asked["q"] = typed_as(name)
    asked.setlist("without", [other.name for other in also])
    return asked
