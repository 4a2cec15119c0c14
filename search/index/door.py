"""The interface of the index: a `Question` goes in, an `Answer` comes out.

Code outside this package imports this module alone, and does not know how the index is built. It
asks for totals, facets, counts and the first paragraphs of an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np

from search.index.close import closest
from search.index.compiling import (
    CompiledQuery,
    Scan,
    compile_query,
    scans_of,
)
from search.index.lexemes import Lexemes, lexemes_of, look_up_words, stems_of, stems_of_each
from search.index.narrowing import (
    NO_JUDGEMENT,
    Count,
    NarrowedPlaces,
    PassageKey,
    archive_columns,
    tags_of,
)
from search.index.passages import FetchedPassage, fetch, fetch_with_stems
from search.index.ranking import (
    best,
    best_of_few,
    components_of,
    in_turn,
    ranking_of,
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
from search.index.spellings import Spelling, other_forms_of, spellings_of
from search.index.synonyms import Synonym, Thesauri, expanded, thesaurus
from search.index.themes.making import ThemesInMaking, make_themes
from search.index.themes.near import NearParagraph, has_themes, near_by_part, near_each, near_within
from search.query.query import Query

__all__ = [
    "NO_JUDGEMENT",
    "Answer",
    "Count",
    "FetchedPassage",
    "ListedReport",
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
    "Thesauri",
    "ask",
    "ask_all",
    "closest",
    "count_each",
    "expanded",
    "fetch",
    "fetch_with_stems",
    "has_themes",
    "look_up_words",
    "make_themes",
    "matched_by",
    "near_by_part",
    "near_each",
    "near_within",
    "other_forms_of",
    "places_after",
    "rarity_of_stems",
    "sharing_by_part",
    "sharing_within",
    "spellings_of",
    "stems_of",
    "stems_of_each",
    "terms_of",
    "thesaurus",
    "words_of_paragraphs",
]

Order = Literal["relevance", "newest", "oldest", "authority", "report", "changed"]
"""How paragraphs are ordered.

`report`: by inspection, then as they stand in the report. `changed`: by when they came into the
archive or changed there, the latest first.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the index. A part of the answer that is not requested costs nothing.

    Which paragraphs match:
    - `query`, with its synonyms. None, or an empty query, matches every paragraph; a query without
      a letter or digit matches none.
    - `chosen`: the values chosen for each filter (`region`, `authority`, `kind`, `year`, `overall`,
      `area`, `family`, `grade`, `role`, `report` by slug, `ended` by day). A filter without a value
      is off.
    - `inspections`: the keys of the inspections to look in; None for all.

    Which matches are listed: the `first` (None: all) in `order`, after the first `skip`. With
    `best_of_report` above zero, `first` and `skip` count reports, and at most so many of the best
    paragraphs of each report are listed.

    What is counted besides:
    - `facets`: the filters whose values are counted.
    - `count_by`: columns of reports (`region`, `authority`, `kind`, `year`, `overall`,
      `inspection`); paragraphs and reports are counted for each combination of their values.
    - `sections_by_grade`: whether sections are counted by grade.
    - `words`: the words whose document frequencies are looked up.
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
class ListedReport:
    """A report in an answer: its inspection's key, how many of its paragraphs match, and the places
    of the best of them.
    """

    inspection: int
    paragraphs: int
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question; every number is exact.

    `has_words`: whether the query has a word that the index knows. Only then can matches be ordered
    by relevance. `paragraphs`, `reports` and `authorities`: how many match. `places`: the listed
    paragraphs, in order. `listed_reports`: the listed reports, if `best_of_report` was requested.

    `facets`: for each filter, how many paragraphs each of its values would leave, with all other
    filters as they are. `counts`: paragraphs and reports for each combination of values that
    occurs. `sections`: for each grade, how many sections have a matching paragraph; a section is
    what one report says on one judgement. `document_frequencies`: in how many paragraphs of the
    whole archive each word occurs; words that the index splits are left out. `written_frequencies`:
    in how many it occurs as it is written, and not only in other forms.
    """

    has_words: bool
    paragraphs: int
    reports: int
    authorities: int
    places: Places
    listed_reports: tuple[ListedReport, ...]
    facets: Mapping[str, Counter[str]]
    counts: Mapping[tuple[str, ...], Count]
    sections: Counter[str]
    document_frequencies: Mapping[str, int]
    written_frequencies: Mapping[str, int]


def ask(question: Question) -> Answer:
    """The answer to one question, for the version of the archive that the request began with."""
    return ask_all([question])[0]


def ask_all(questions: Sequence[Question]) -> list[Answer]:
    """The answers to several questions. One statement looks up the paragraphs for all of them."""
    lookups = [_lookup(question) for question in questions]
    scans: list[Scan] = []
    lexemes: set[str] = set()
    for lookup in lookups:
        scans += lookup.scans
        lexemes |= lookup.lexemes
    components = lookups[0].components if len(lookups) == 1 else None
    scanned = look_up(scans, lexemes, components)
    return [_answer(lookup, scanned) for lookup in lookups]


def count_each(queries: Sequence[Query]) -> list[int]:
    """How many paragraphs match each query, without filters: `paragraphs` of an `Answer` to it.

    Each query has a word that the index knows, or matches none. One statement looks up all of them.
    """
    scans_of_each = [_scans_of_query(query) for query in queries]
    scanned = look_up([scan for scans in scans_of_each for scan in scans])
    columns = archive_columns()
    counts = []
    for scans in scans_of_each:
        places = united([scanned.places[scan] for scan in scans]) if scans else NOWHERE
        counts.append(int(np.count_nonzero(columns.rows_of(places) >= 0)))
    return counts


@lru_cache(maxsize=1_000)
def _scans_of_query(query: Query) -> tuple[Scan, ...]:
    """The scans of a query: made of its words alone, so they are the same in every version."""
    return scans_of(compile_query(query))


def places_after(places: Places, order: Order, key: PassageKey) -> Places:
    """The places after a passage; `places` are in the order `order`, which is not by relevance."""
    columns = archive_columns()
    turns = columns.turns(order, places)
    return places[int(np.searchsorted(turns, columns.turn_of(order, key), side="right")) :]


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A question, and what has to be looked up to answer it.

    `tags` is the tsquery over entries that limits the scans. `components` computes the scores; None
    where paragraphs are not ordered by relevance. `word_lexemes` gives the lexemes of each word of
    the question. `lexemes` are all lexemes whose frequencies are needed, for scores and for these
    words.
    """

    question: Question
    query: CompiledQuery
    has_words: bool
    tags: str | None
    scans: tuple[Scan, ...]
    components: ScoreComponents | None
    word_lexemes: dict[str, Lexemes]
    lexemes: set[str]


def _lookup(question: Question) -> _Lookup:
    typed = question.query or Query("", None)
    query = compile_query(typed)
    scans = scans_of(query)
    has_words = bool(scans)
    if not has_words and not typed.typed.strip():
        scans = EVERYTHING  # A query of signs alone keeps no scan, and matches nothing.
    tags = None
    # Questions that count by columns come many at a time, and share one scan.
    is_shared = bool(question.count_by) or question.sections_by_grade
    if not is_shared and not is_cached(scans):
        tags = tags_of(question.chosen, archive_columns(), for_facets=bool(question.facets))
    if tags:
        scans = tuple([scan.within(tags) for scan in scans])
    by_relevance = bool(query.ranked) and question.order == "relevance" and question.first != 0
    words = _lexemes_of_each(question.words)
    lexemes: set[str] = set()
    for of_word in words.values():
        lexemes.update((of_word.exact,) if typed.exact else (of_word.stem, of_word.exact))
    components = None
    if by_relevance:
        components = components_of(query)
        for phrase in query.ranked:
            lexemes.update(phrase)
    return _Lookup(question, query, has_words, tags, scans, components, words, lexemes)


def _lexemes_of_each(words: Sequence[str]) -> dict[str, Lexemes]:
    """The lexemes of each word, without the words that the index splits or does not know."""
    lexemes_of_word: dict[str, Lexemes] = {}
    for word, lexemes in lexemes_of(words).items():
        if len(lexemes) == 1:
            lexemes_of_word[word] = lexemes[0]
    return lexemes_of_word


def _answer(lookup: _Lookup, scanned: Scanned) -> Answer:
    question = lookup.question
    matches = united([scanned.places[scan] for scan in lookup.scans]) if lookup.scans else NOWHERE
    narrowed = NarrowedPlaces(matches, archive_columns(), question.chosen, question.inspections)
    places, listed_reports = _listed(lookup, scanned, matches, narrowed)
    frequencies = scanned.frequencies.paragraphs
    lexemes = lookup.word_lexemes.items()
    is_exact = question.query is not None and question.query.exact
    return Answer(
        has_words=lookup.has_words,
        paragraphs=len(narrowed.places),
        reports=narrowed.report_count,
        authorities=narrowed.authority_count,
        places=places,
        listed_reports=listed_reports,
        facets={name: narrowed.facet(name) for name in question.facets},
        counts=narrowed.counted_by(question.count_by) if question.count_by else {},
        sections=narrowed.sections_by_grade() if question.sections_by_grade else Counter(),
        document_frequencies={
            word: frequencies[each.exact if is_exact else each.stem] for word, each in lexemes
        },
        written_frequencies={word: frequencies[each.exact] for word, each in lexemes},
    )


def _listed(
    lookup: _Lookup, scanned: Scanned, matches: Places, narrowed: NarrowedPlaces
) -> tuple[Places, tuple[ListedReport, ...]]:
    """The places that a question lists, in order, and their reports if it lists reports."""
    question = lookup.question
    by_report = question.best_of_report > 0
    count = narrowed.report_count if by_report else len(narrowed.places)
    last = count if question.first is None else min(count, question.skip + question.first)
    if last <= question.skip:
        return NOWHERE, ()
    listed = _ordered(lookup, scanned, matches, narrowed.places, last, by_report=by_report)
    listed = listed[question.skip :]
    if not by_report or not len(listed):
        return listed, ()
    in_reports = np.isin(inspections_of(narrowed.places), inspections_of(listed))
    of_reports = narrowed.places[in_reports]
    ordered = _ordered(lookup, scanned, matches, of_reports, len(of_reports))
    reports = _listed_reports(listed, ordered, question.best_of_report)
    return np.concatenate([report.places for report in reports]), reports


def _ordered(
    lookup: _Lookup,
    scanned: Scanned,
    matches: Places,
    places: Places,
    first: int,
    *,
    by_report: bool = False,
) -> Places:
    """The first `first` of `places`, some of the `matches`, in the order of the question."""
    order = lookup.question.order
    if order == "report":
        return in_turn(places, places, first, by_report=by_report)
    columns = archive_columns()
    if lookup.components is None:
        turns = columns.turns("newest" if order == "relevance" else order, places)
        return in_turn(places, turns, first, by_report=by_report)
    turns = columns.turns("newest", places)
    ranking = ranking_of(
        lookup.query, lookup.components, scanned.frequencies, len(matches), lookup.tags
    )
    if scanned.components is None:
        return best(places, turns, ranking, first, by_report=by_report)
    scores = scores_of(scanned.components, ranking)[np.searchsorted(matches, places)]
    return best_of_few(places, turns, scores, first, by_report=by_report)


def _listed_reports(best: Places, ordered: Places, best_of_report: int) -> tuple[ListedReport, ...]:
    """The report of each of the `best` places, which are one a report.

    `ordered` are all matching places of these reports; each report keeps its first few.
    """
    reports = []
    for inspection in inspections_of(best).tolist():
        places = ordered[inspections_of(ordered) == inspection]
        reports.append(ListedReport(inspection, len(places), places[:best_of_report]))
    return tuple(reports)
