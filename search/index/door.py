"""The one door to the index: a question goes in, an answer comes out.

Nothing outside this package knows how the index is built: callers ask for totals, facets, counts
and the first paragraphs of an answer, and get numbers, names and paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from reports.models import ArchiveVersion
from search.index.columns import archive
from search.index.compiling import matching_of, phrases_of
from search.index.frequencies import Frequencies, frequencies
from search.index.levels import Scanned
from search.index.lexemes import lexemes_of
from search.index.narrowing import Count, Narrowed
from search.index.passages import Passage, fetch
from search.index.ranking import in_turn, most_relevant
from search.index.scan import EVERYTHING, NOWHERE, Places, inspections_of, is_kept, look_up
from search.index.tags import tags_of
from search.index.thesaurus import expanded
from search.query.query import Query

__all__ = [
    "Answer",
    "Count",
    "InReport",
    "Order",
    "Passage",
    "Places",
    "Question",
    "ask",
    "ask_all",
    "expanded",
    "fetch",
]

Order = Literal["relevance", "newest", "oldest", "authority", "report"]
"""How paragraphs are ordered. `report`: by inspection, and as they stand in the report."""
ORDERS = {"newest", "oldest", "authority"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the index. What is not asked for costs nothing.

    `query` is what paragraphs must match, with its synonyms; None, or one without a word, matches
    every paragraph. `chosen` are the values chosen of each filter (`region`, `authority`, `kind`,
    `year`, `overall`; `area`, `family`, `grade`, `role`); none let everything pass. `inspections`
    are the keys of the only inspections asked about, None for all.

    `first` is how many paragraphs are listed in `order` after leaving out `skip` of them (None:
    all). With `best_of_report` above zero `first` and `skip` count reports instead, and so many
    of the best paragraphs of each report are listed. `facets` names filters whose values are
    counted. `count_by` names columns of reports (`region`, `authority`, `kind`, `year`, `overall`,
    `inspection`): paragraphs and reports are counted by their values together. `sections_by_grade`
    counts sections. `words` are words whose document frequencies are asked for.
    """

    query: Query | None = None
    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    inspections: tuple[int, ...] | None = None
    order: Order = "relevance"
    first: int | None = 0
    skip: int = 0
    best_of_report: int = 0
    facets: tuple[str, ...] = ()
    count_by: tuple[str, ...] = ()
    sections_by_grade: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InReport:
    """A report that is listed, by its inspection's key: its best paragraphs, of how many."""

    inspection: int
    paragraphs: int
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the index says to a question; every number is exact.

    `has_words` says whether the query has a word that the index knows: only then is there an order
    of relevance. `paragraphs`, `reports` and `authorities` are totals. `places` are the paragraphs listed, in
    order; `in_reports` the reports listed, where reports were asked for. `facets` gives for each
    filter how many paragraphs each of its values would leave, all other filters as they are.
    `counts` gives, for each combination of values that occurs, how many paragraphs and reports
    have it. `sections` gives for each grade how many sections have a matching paragraph; a section
    is what one report says on one judgement. `document_frequencies` gives for each word in how
    many paragraphs of the whole archive it occurs, without those that are not one word to the
    index.
    """

    has_words: bool
    paragraphs: int
    reports: int
    authorities: int
    places: Places
    in_reports: tuple[InReport, ...]
    facets: Mapping[str, Counter[str]]
    counts: Mapping[tuple[str, ...], Count]
    sections: Counter[str]
    document_frequencies: Mapping[str, int]


def ask(question: Question) -> Answer:
    """The answer to one question, of the archive's version that the request came in at."""
    return ask_all([question])[0]


def ask_all(questions: Sequence[Question]) -> list[Answer]:
    """The answers to several questions; paragraphs are looked up in one statement for all."""
    version = ArchiveVersion.now()
    searches = [_Lookup(question, version) for question in questions]
    lexemes = {lexeme for each in searches for lexeme in each.lexemes}
    scans = [each.matching for each in searches]
    places, seen = look_up(version, scans, lexemes)
    return [each.answer(found, seen, lexemes) for each, found in zip(searches, places, strict=True)]


class _Lookup:
    """One question on its way to an answer."""

    def __init__(self, question: Question, version: int) -> None:
        self.question, self.version = question, version
        self.query = question.query or Query("", None)
        self.wanted = matching_of(self.query)
        self.within = self._within()
        self.matching = self.wanted or EVERYTHING
        if self.within:
            self.matching = self.matching.within(self.within)
        self.words = _lexeme_of_each(question.words, exact=self.query.exact)
        self.lexemes = set(self.words.values())
        if self.ranks:
            self.lexemes |= {lexeme for phrase in phrases_of(self.query) for lexeme in phrase}

    @property
    def ranks(self) -> bool:
        """Whether paragraphs are ordered by relevance; without a word the newest come first."""
        asked = self.question
        return asked.order == "relevance" and self.wanted is not None and asked.first != 0

    def _within(self) -> str | None:
        """What the scan can be narrowed to, unless the whole of it is cached."""
        asked = self.question
        if (asked.first == 0 and not asked.facets) or is_kept(self.version, self.wanted):
            return None
        return tags_of(asked.chosen, self.version, for_facets=bool(asked.facets))

    def answer(self, found: Places, seen: Frequencies | None, lexemes: set[str]) -> Answer:
        asked = self.question
        if seen is None and self.lexemes:
            seen = frequencies(lexemes)
        narrowed = Narrowed(found, self.version, asked.chosen, asked.inspections)
        ordered = self._listed(narrowed, seen)
        in_reports = self._in_reports(ordered, narrowed, seen)
        if in_reports:
            ordered = np.concatenate([each.places for each in in_reports])
        known = seen.paragraphs if seen else {}
        return Answer(
            has_words=self.wanted is not None,
            paragraphs=len(narrowed.places),
            reports=narrowed.report_count,
            authorities=narrowed.authority_count,
            places=ordered,
            in_reports=in_reports,
            facets={name: narrowed.facet(name) for name in asked.facets},
            counts=narrowed.counted_by(asked.count_by) if asked.count_by else {},
            sections=narrowed.sections_by_grade() if asked.sections_by_grade else Counter(),
            document_frequencies={word: known[lexeme] for word, lexeme in self.words.items()},
        )

    def _listed(self, narrowed: Narrowed, seen: Frequencies | None) -> Places:
        asked = self.question
        by_report = asked.best_of_report > 0
        count = narrowed.report_count if by_report else len(narrowed.places)
        last = count if asked.first is None else min(count, asked.skip + asked.first)
        if last <= asked.skip:
            return NOWHERE
        ordered = self._ordered(narrowed, narrowed.places, seen, last, by_report)
        return ordered[asked.skip :]

    def _ordered(
        self,
        narrowed: Narrowed,
        places: Places,
        seen: Frequencies | None,
        first: int,
        by_report: bool = False,
    ) -> Places:
        if self.question.order == "report":
            return places[:first]
        if self.ranks and seen is not None:
            scanned = Scanned(self.version, len(narrowed.all_places), self.within)
            return most_relevant(places, self.query, seen, scanned, first, of_reports=by_report)
        order = self.question.order if self.question.order in ORDERS else "newest"
        turns = archive(self.version).turns(order, places)
        return in_turn(places, turns, first, of_reports=by_report)

    def _in_reports(
        self, best: Places, narrowed: Narrowed, seen: Frequencies | None
    ) -> tuple[InReport, ...]:
        if not self.question.best_of_report:
            return ()
        listed = inspections_of(best).tolist()
        inside = narrowed.places[np.isin(inspections_of(narrowed.places), listed)]
        ordered = self._ordered(narrowed, inside, seen, len(inside))
        of_each = [ordered[inspections_of(ordered) == report] for report in listed]
        return tuple(
            InReport(report, len(places), places[: self.question.best_of_report])
            for report, places in zip(listed, of_each, strict=True)
        )


def _lexeme_of_each(words: Sequence[str], *, exact: bool) -> dict[str, str]:
    known = lexemes_of(words)
    single = {word: known[word][0] for word in words if len(known[word]) == 1}
    return {word: each.exact if exact else each.stem for word, each in single.items()}
