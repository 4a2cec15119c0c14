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

from search.index.close import closest
from search.index.compiling import (
    CompiledQuery,
    Scan,
    compile_query,
    scans_of,
)
from search.index.lexemes import learn, lexemes_of, stems_of, stems_of_each
from search.index.narrowing import (
    NO_JUDGEMENT,
    Count,
    NarrowedPlaces,
    PassageKey,
    archive,
    tags_of,
)
from search.index.passages import FetchedPassage, fetch, fetch_with_stems
from search.index.ranking import (
    best,
    best_of_few,
    components_of,
    in_turn,
    scored_by,
    scores_of,
)
from search.index.scan import (
    EVERYTHING,
    NOWHERE,
    Places,
    Scanned,
    ScoreComponents,
    inspections_of,
    is_cached,
    look_up,
    united,
)
from search.index.shared_words import (
    PassageWord,
    SharedTerm,
    Sharing,
    matched_by,
    rarity_of_stems,
    sharing_by_part,
    sharing_within,
    terms_of,
    words_of_paragraphs,
)
from search.index.spellings import Spelling, spellings_of
from search.index.synonyms import Synonym, expanded
from search.index.themes.making import ThemesInMaking, make_themes
from search.index.themes.near import NearParagraph, has_themes, near_by_part, near_each, near_within
from search.query.query import Query

__all__ = [
    "NO_JUDGEMENT",
    "Answer",
    "Count",
    "FetchedPassage",
    "InReport",
    "NearParagraph",
    "Order",
    "PassageKey",
    "PassageWord",
    "Places",
    "Question",
    "SharedTerm",
    "Sharing",
    "Spelling",
    "Synonym",
    "ThemesInMaking",
    "ask",
    "ask_all",
    "closest",
    "expanded",
    "fetch",
    "fetch_with_stems",
    "has_themes",
    "learn",
    "make_themes",
    "matched_by",
    "near_by_part",
    "near_each",
    "near_within",
    "places_after",
    "rarity_of_stems",
    "sharing_by_part",
    "sharing_within",
    "spellings_of",
    "stems_of",
    "stems_of_each",
    "terms_of",
    "words_of_paragraphs",
]

Order = Literal["relevance", "newest", "oldest", "authority", "report", "changed"]
"""How paragraphs are ordered. `report`: by inspection, and as they stand in the report; `changed`: by
when they came into the archive or changed there, the latest first.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the index. What is not asked for costs nothing.

    `query` is what paragraphs must match, with its synonyms; None, or an empty one, matches every
    paragraph, and one of signs alone none. `chosen` are the values chosen of each filter (`region`,
    `authority`, `kind`, `year`, `overall`; `area`, `family`, `grade`, `role`; `report` by its slug,
    `ended` by days); none let everything pass. `inspections` are the keys of the only inspections
    asked about, None for all.

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
    of relevance. `paragraphs`, `reports` and `authorities` are totals. `places` are the paragraphs
    listed, in order; `in_reports` the reports listed, where reports were asked for. `facets` gives
    for each filter how many paragraphs each of its values would leave, all other filters as they
    are. `counts` gives, for each combination of values that occurs, how many paragraphs and reports
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
    """The answer to one question, in the archive's version that the request came in at."""
    return ask_all([question])[0]


def ask_all(questions: Sequence[Question]) -> list[Answer]:
    """The answers to several questions; paragraphs are looked up in one statement for all."""
    lookups = [_lookup(question) for question in questions]
    scans: list[Scan] = []
    lexemes: set[str] = set()
    for lookup in lookups:
        scans += lookup.scans
        lexemes |= lookup.lexemes
    components = lookups[0].components if len(lookups) == 1 else None
    scanned = look_up(scans, lexemes, components)
    return [_answer(lookup, scanned) for lookup in lookups]


def places_after(places: Places, order: Order, key: PassageKey) -> Places:
    """What follows a passage, of places in an order of reports (not by relevance)."""
    columns = archive()
    turns = columns.turns(order, places)
    return places[int(np.searchsorted(turns, columns.turn_of(order, key), side="right")) :]


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A question with what is looked up for it.

    `tags` is the tsquery over entries that the scans are limited to. `components` are those of the
    scores where paragraphs are listed by relevance; None where they are not, as without a word to
    find, when the newest come first. `lexemes` are those whose frequencies are needed: of that
    order, and of the words asked about (`word_lexemes`).
    """

    question: Question
    query: CompiledQuery
    has_words: bool
    tags: str | None
    scans: tuple[Scan, ...]
    components: ScoreComponents | None
    word_lexemes: dict[str, str]
    lexemes: set[str]


def _lookup(question: Question) -> _Lookup:
    typed = question.query or Query("", None)
    query = compile_query(typed)
    scans = scans_of(query)
    has_words = bool(scans)
    if not has_words and not typed.typed.strip():
        scans = EVERYTHING  # else only signs were typed, which nothing matches
    tags = None
    if (question.first != 0 or question.facets) and not is_cached(scans):
        tags = tags_of(question.chosen, archive(), for_facets=bool(question.facets))
    if tags:
        scans = tuple([scan.within(tags) for scan in scans])
    by_relevance = bool(query.ranked) and question.order == "relevance" and question.first != 0
    words = _lexeme_of_each(question.words, exact=typed.exact)
    lexemes = set(words.values())
    components = None
    if by_relevance:
        components = components_of(query)
        for phrase in query.ranked:
            lexemes.update(phrase)
    return _Lookup(question, query, has_words, tags, scans, components, words, lexemes)


def _lexeme_of_each(words: Sequence[str], *, exact: bool) -> dict[str, str]:
    """The lexeme by which each word is found; of those that are one word to the index."""
    lexeme_of: dict[str, str] = {}
    for word, lexemes in lexemes_of(words).items():
        if len(lexemes) == 1:
            lexeme_of[word] = lexemes[0].exact if exact else lexemes[0].stem
    return lexeme_of


def _answer(lookup: _Lookup, scanned: Scanned) -> Answer:
    question = lookup.question
    matches = united([scanned.places[scan] for scan in lookup.scans]) if lookup.scans else NOWHERE
    narrowed = NarrowedPlaces(matches, archive(), question.chosen, question.inspections)
    places = narrowed.places
    by_report = question.best_of_report > 0
    count = narrowed.report_count if by_report else len(places)
    last = count if question.first is None else min(count, question.skip + question.first)
    listed = NOWHERE
    in_reports: tuple[InReport, ...] = ()
    if last > question.skip:
        listed = _ordered(lookup, scanned, matches, places, last, by_report=by_report)
        listed = listed[question.skip :]
    if by_report and len(listed):
        inside = places[np.isin(inspections_of(places), inspections_of(listed))]
        ordered = _ordered(lookup, scanned, matches, inside, len(inside))
        in_reports = _in_reports(listed, ordered, question.best_of_report)
        listed = np.concatenate([report.places for report in in_reports])
    frequencies = scanned.frequencies.paragraphs
    return Answer(
        has_words=lookup.has_words,
        paragraphs=len(places),
        reports=narrowed.report_count,
        authorities=narrowed.authority_count,
        places=listed,
        in_reports=in_reports,
        facets={name: narrowed.facet(name) for name in question.facets},
        counts=narrowed.counted_by(question.count_by) if question.count_by else {},
        sections=narrowed.sections_by_grade() if question.sections_by_grade else Counter(),
        document_frequencies={
            word: frequencies[lookup.word_lexemes[word]]
            for word in question.words
            if word in lookup.word_lexemes
        },
    )


def _ordered(
    lookup: _Lookup,
    scanned: Scanned,
    matches: Places,
    places: Places,
    first: int,
    *,
    by_report: bool = False,
) -> Places:
    """The `first` of some places of the `matches`, in the order asked for."""
    order = lookup.question.order
    if order == "report":
        return in_turn(places, places, first, by_report=by_report)
    columns = archive()
    if lookup.components is None:
        turns = columns.turns("newest" if order == "relevance" else order, places)
        return in_turn(places, turns, first, by_report=by_report)
    turns = columns.turns("newest", places)
    scored = scored_by(
        lookup.query, lookup.components, scanned.frequencies, len(matches), lookup.tags
    )
    if scanned.components is None:
        return best(places, turns, scored, first, by_report=by_report)
    scores = scores_of(scanned.components, scored)[np.searchsorted(matches, places)]
    return best_of_few(places, turns, scores, first, by_report=by_report)


def _in_reports(best: Places, ordered: Places, best_of_report: int) -> tuple[InReport, ...]:
    """Each report of the `best` places with its first places, of all of them in their order."""
    reports = []
    for inspection in inspections_of(best).tolist():
        places = ordered[inspections_of(ordered) == inspection]
        reports.append(InReport(inspection, len(places), places[:best_of_report]))
    return tuple(reports)
