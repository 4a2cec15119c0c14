"""Who is compared, and about what: what the address of a comparison asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from reports.models import Authority
from reports.models.indexed_text import words_of_all
from reports.overview.outline import authorities
from search.compare.form import LEAST, Beside, CompareForm
from search.compare.grades import Compared, beside, compared_of
from search.compare.reading import Topic
from search.index.door import Synonym, expanded, learn
from search.query.parser import parse
from search.query.query import Query


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who is compared, and about what.

    `chosen` are the authorities that the address names, `others` the neighbours or the region of
    the one of them (`beside`), whatever their grades. `known` are all of whom the page must know
    something; `compared` leaves out those whom `grades` narrow away, and is empty when there is
    nothing to compare. `query` is what was typed, and `also` the synonyms that are searched, too.
    """

    form: CompareForm
    query: Query
    also: Sequence[Synonym]
    topic: Topic
    chosen: Sequence[Authority]
    beside: Beside | None
    others: Sequence[Authority]
    grades: Sequence[str]
    candidates: Sequence[Compared]
    compared: Sequence[Compared]

    @property
    def is_many(self) -> bool:
        """Whether neighbours or a region stand beside one authority, who are read in turn and not
        in columns.
        """
        return self.beside is not None


def read_comparison(parameters: QueryDict) -> Comparison:
    """What the parameters of an address ask for; nobody is compared while they are wrong."""
    everyone = authorities()
    form = CompareForm(parameters, everyone)
    is_valid = form.is_valid()
    given = form.cleaned_data
    chosen, whom = form.chosen, form.beside

    query = parse(given.get("q") or "", exact=given.get("match") == "exact")
    # Looked up together, once: the words of the query, of its names, and of the authorities that
    # are left out.
    without = parameters.getlist("without")
    learn(words_of_all([*without, *(authority.name for authority in chosen), query.typed]))
    searched, also = expanded(query, without)
    topic = Topic(searched, tuple(given.get("area", ())), _words(parameters))

    others = beside(chosen[0], everyone, whom) if whom else []
    is_enough = whom is not None or len(chosen) >= LEAST
    candidates = compared_of([*chosen, *others]) if is_enough else []
    grades = given["grade"] if is_valid else []
    return Comparison(
        form=form,
        query=query,
        also=also,
        topic=topic,
        chosen=chosen,
        beside=whom,
        others=others,
        grades=grades,
        candidates=candidates,
        compared=_narrowed(candidates, topic.areas, grades),
    )


def _words(parameters: QueryDict) -> QueryDict:
    """The parameters that say the words."""
    words = QueryDict(mutable=True)
    for name in ("q", "match", "without"):
        if any(values := parameters.getlist(name)):
            words.setlist(name, values)
    return words


def _narrowed(
    candidates: Sequence[Compared], areas: Collection[str], grades: Collection[str]
) -> Sequence[Compared]:
    """The first, and of the others those that were given one of the grades for one of the areas;
    all without grades.
    """
    if not grades:
        return candidates
    return [*candidates[:1], *(each for each in candidates[1:] if each.was_given(areas, grades))]
