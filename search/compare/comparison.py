"""Reads the address of a comparison: which authorities are compared, and on which topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from reports.models import Authority
from reports.models.indexed_text import words_of_all
from reports.overview.outline import authorities
from search.compare.form import LEAST, ComparatorGroup, CompareForm
from search.compare.grades import ComparedAuthority, comparators_of, with_inspections
from search.compare.reading import Topic
from search.index.door import Synonym, expanded, look_up_words
from search.query.parser import parse
from search.query.query import Query


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which authorities are compared, and on which topic.

    `chosen` are the authorities that the address names. If it names one and a `comparator_group`,
    `others` are that group: the neighbours or the region of the one. `candidates` are all of them;
    empty when there is nothing to compare. `compared` leaves out the others without one of the
    `grades`. `query` is what was typed; `also` lists its synonyms.
    """

    form: CompareForm
    query: Query
    also: Sequence[Synonym]
    topic: Topic
    chosen: Sequence[Authority]
    comparator_group: ComparatorGroup | None
    others: Sequence[Authority]
    grades: Sequence[str]
    candidates: Sequence[ComparedAuthority]
    compared: Sequence[ComparedAuthority]

    @property
    def is_many(self) -> bool:
        """Whether one authority is compared with a group, which is listed in rows, not columns."""
        return self.comparator_group is not None


def read_comparison(parameters: QueryDict) -> Comparison:
    """The comparison that an address asks for; with a mistake in it, nothing is compared."""
    offered = authorities()
    form = CompareForm(parameters, offered)
    is_valid = form.is_valid()
    given = form.cleaned_data
    chosen, group = form.chosen, form.comparator_group
    query = parse(given.get("q") or "", exact=given.get("match") == "exact")
    # One statement looks up all words: of the query, of synonyms that are switched off, and of the
    # names of authorities.
    without = parameters.getlist("without")
    look_up_words(words_of_all([*without, *(authority.name for authority in chosen), query.typed]))
    searched, also = expanded(query, without)
    topic = Topic(searched, tuple(given.get("area", ())), _words(parameters))
    others = comparators_of(chosen[0], offered, group) if group else []
    is_enough = group is not None or len(chosen) >= LEAST
    candidates = with_inspections([*chosen, *others]) if is_enough else []
    grades = given["grade"] if is_valid else []
    return Comparison(
        form=form,
        query=query,
        also=also,
        topic=topic,
        chosen=chosen,
        comparator_group=group,
        others=others,
        grades=grades,
        candidates=candidates,
        compared=_narrowed(candidates, topic.areas, grades),
    )


def _words(parameters: QueryDict) -> QueryDict:
    """The parameters that give the words of the topic."""
    words = QueryDict(mutable=True)
    for name in ("q", "match", "without"):
        if any(values := parameters.getlist(name)):
            words.setlist(name, values)
    return words


def _narrowed(
    candidates: Sequence[ComparedAuthority], areas: Collection[str], grades: Collection[str]
) -> Sequence[ComparedAuthority]:
    """The first candidate, and the others that have one of the grades for one of the areas.

    All candidates if no grades are given.
    """
    if not grades:
        return candidates
    return [*candidates[:1], *(each for each in candidates[1:] if each.was_given(areas, grades))]
