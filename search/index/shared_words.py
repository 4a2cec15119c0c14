"""The words of paragraphs, how rare each is, and the paragraphs that share them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from django.db import connection

from search.index.compiling import compile_query, condition_of
from search.index.lexemes import look_up_words, tsquery_of
from search.index.scan import COMMONEST, rarity
from search.index.sql import statement
from search.index.themes.general import general_stems, name_stems
from search.query.query import Query, leaves

MOST_READ = 6_000
"""Entries of the index that are read for one passage; each takes some microseconds."""
LEAST_LOOKED_UP = 3
"""Words that are looked up even if they are common."""
LEAST_SHARED = 2
"""The fewest words that a paragraph must share."""
LENGTH = {"b": 0.4, "average": 486.0}
"""A paragraph's weight is divided by `1 - b + b * characters / average`, as in BM25.

The average is that of 7,650 numbered paragraphs of 152 ILACS reports. b is lower than in BM25,
because only a few words are looked for.
"""

COMMON = 20
"""A word is common if it occurs in more paragraphs than this."""
FOCUSED = 0.08
"""How near to each other the paragraphs of a common word must be (`ThemeStem.focus`)."""

WORDS, STEMS = statement("words_of_paragraphs"), statement("stems")
SHARING, SHARING_WITHIN = statement("sharing"), statement("sharing_within")
TERMS_OF = statement("terms_of")


class PassageWord(NamedTuple):
    """A word at one place of a paragraph.

    `written` is the word in small letters. Its `stem` occurs in `paragraphs` paragraphs of the
    archive, which gives its `rarity`.
    """

    place: int
    stem: str
    written: str
    paragraphs: int
    rarity: float


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that paragraphs may share, and its weight.

    A term is one stem, or two of which the second comes `apart` words after the first.
    """

    stems: tuple[str, ...]
    weight: float
    apart: int = 1

    @property
    def tsquery(self) -> str:
        return f" <{self.apart}> ".join([tsquery_of([stem]) for stem in self.stems])


class Sharing(NamedTuple):
    """A paragraph, by its key, and the numbers of the terms that it has, counted from 1."""

    paragraph: int
    numbers: list[int]


def words_of_paragraphs(paragraphs: Sequence[int]) -> dict[int, list[PassageWord]]:
    """The words of each paragraph, by its key, in the order of their places.

    Left out are stop words, numbers, general words, words of authorities' names, and words that no
    other paragraph has.
    """
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {
            "paragraphs": list(paragraphs),
            "commonest": COMMONEST,
            "general": sorted(general_stems() | name_stems()),
            "common": COMMON,
            "focused": FOCUSED,
        }
        cursor.execute(WORDS, parameters)
        *rows, (*_, commonest) = cursor.fetchall()
    total = max([1, commonest, *(row[4] for row in rows)])
    words: dict[int, list[PassageWord]] = {paragraph: [] for paragraph in paragraphs}
    for paragraph, stem, written, place, count in rows:
        word = PassageWord(place, stem, written, count, rarity(count, total))
        words[paragraph].append(word)
    return {paragraph: sorted(each) for paragraph, each in words.items()}


def rarity_of_stems(stems: Collection[str]) -> dict[str, float]:
    """The rarity of stems, without those that carry no meaning or do not occur in the archive."""
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [[*stems, *COMMONEST]])
        rows = cursor.fetchall()
    total = max([1, *(paragraphs for _, paragraphs, _ in rows)])
    return {
        stem: rarity(paragraphs, total)
        for stem, paragraphs, carries_meaning in rows
        if carries_meaning and stem in stems
    }


def sharing_by_part(
    terms: Sequence[SharedTerm],
    paragraphs: Sequence[int],
    *,
    left_out: Collection[int],
    roles: Mapping[str, str],
    most: int,
) -> dict[str, list[Sharing]]:
    """The paragraphs that share most terms, by part: `most` of each, the best first, one a report.

    The first terms are single words, the rarest first; `paragraphs` says in how many paragraphs
    each of them occurs. Candidates have two of these words, so that little is read however large
    the archive is. They are then weighed by all terms. `left_out` are the keys of authorities.
    `roles` names the roles to look at, each with the part that it belongs to; an empty part means
    that the grade of the paragraph's section is the part.
    """
    candidates = candidates_of(terms, paragraphs)
    if not candidates:
        return {}
    parameters: dict[str, Any] = {
        "candidates": candidates,
        "queries": [term.tsquery for term in terms],
        "weights": [term.weight for term in terms],
        "left_out": sorted(left_out),
        "roles": list(roles),
        "parts": list(roles.values()),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(SHARING, parameters | LENGTH)
        rows = cursor.fetchall()
    parts: dict[str, list[Sharing]] = {}
    for part, paragraph, numbers in rows:
        parts.setdefault(part, []).append(Sharing(paragraph, numbers))
    return parts


def candidates_of(terms: Sequence[SharedTerm], paragraphs: Sequence[int]) -> str:
    """The tsquery over entries for candidates: any two of the rarest words; empty for none.

    If even the rarest words are common, the three rarest must all occur, which the index finds
    quickly.
    """
    rare = sum([read <= MOST_READ for read in accumulate(paragraphs)])
    number = min(len(paragraphs), max(rare, LEAST_LOOKED_UP))
    queries = [term.tsquery for term in terms[:number]]
    if len(queries) < LEAST_SHARED:
        return ""
    return _any_two(queries) if rare >= LEAST_SHARED else " & ".join(queries)


def _any_two(queries: Sequence[str]) -> str:
    """The tsquery for at least two of the words.

    It divides the words in halves, which is far shorter, and so quicker, than all pairs.
    """
    half = len(queries) // 2
    left, right = queries[:half], queries[half:]
    within = [_any_two(part) for part in (left, right) if len(part) > 1]
    return " | ".join([*within, f"({' | '.join(left)}) & ({' | '.join(right)})"])


def sharing_within(
    questions: Iterable[tuple[int, int, Sequence[SharedTerm]]],
) -> dict[tuple[int, int], list[Sharing]]:
    """The paragraphs of an inspection that share the terms of a passage, the best first.

    Each question is a passage and an inspection, by their keys, and the terms of the passage. One
    statement answers all questions.
    """
    columns: dict[str, Any] = {
        "passages": [],
        "inspections": [],
        "numbers": [],
        "queries": [],
        "weights": [],
    }
    for passage, inspection, terms in questions:
        for number, term in enumerate(terms, 1):
            row = (passage, inspection, number, term.tsquery, term.weight)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    if not columns["passages"]:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SHARING_WITHIN, columns | LENGTH)
        rows = cursor.fetchall()
    sharing: dict[tuple[int, int], list[Sharing]] = {}
    for passage, inspection, paragraph, numbers in rows:
        sharing.setdefault((passage, inspection), []).append(Sharing(paragraph, numbers))
    return sharing


def terms_of(paragraphs: Collection[int], terms: Sequence[SharedTerm]) -> dict[int, list[int]]:
    """The numbers of the terms, counted from 1, of each paragraph that has any of them."""
    if not paragraphs or not terms:
        return {}
    queries = [term.tsquery for term in terms]
    return _matching_numbers(paragraphs, queries)


def matched_by(queries: Sequence[Query], paragraphs: Collection[int]) -> dict[int, frozenset[int]]:
    """The indices of the queries that match each paragraph, by the paragraph's key.

    Paragraphs that no query matches are left out.
    """
    if not paragraphs or not queries:
        return {}
    matching = _matching_numbers(paragraphs, _conditions(tuple(queries)))
    return {
        paragraph: frozenset([number - 1 for number in numbers])
        for paragraph, numbers in matching.items()
    }


@lru_cache(maxsize=8)
def _conditions(queries: tuple[Query, ...]) -> tuple[str, ...]:
    """The tsquery over search vectors of each query; a query without words has an empty one."""
    words: list[str] = []
    for query in queries:
        for leaf in leaves(query.root):
            words += leaf.words
    look_up_words(words)  # In one statement for all queries.
    conditions = [condition_of(compile_query(query)) for query in queries]
    return tuple([condition.paragraphs if condition else "" for condition in conditions])


def _matching_numbers(paragraphs: Collection[int], queries: Sequence[str]) -> dict[int, list[int]]:
    """The numbers of the tsqueries, counted from 1, that match each paragraph."""
    with connection.cursor() as cursor:
        cursor.execute(TERMS_OF, {"paragraphs": list(paragraphs), "queries": list(queries)})
        return dict(cursor.fetchall())
