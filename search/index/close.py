"""Paragraphs that come closest to a query that few match: those with most of its words by weight.

A word weighs by its rarity (`rarity`), however often it occurs, so that a paragraph with two rare
words stands before one with three common ones. The first by that are put in order by it and, with
equal weight, by how much they are on these words, as in BM25 (docs/relevance.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search.index.compiling import CompiledQuery, Scan, compile_query, scans_of, stems_in_pairs
from search.index.lexemes import LexemePhrase, tsquery_of
from search.index.narrowing import Chosen, NarrowedPlaces, archive
from search.index.ranking import SATURATED, SCORES
from search.index.scan import (
    NOWHERE,
    Frequencies,
    Places,
    as_array,
    look_up,
    rarity,
    united,
)
from search.query.query import AllOf, AnyOf, Node, Query, Words

MOST_PARTS = 8
"""The rarest words of a query that are looked for: each costs as much as a search for it."""
MOST_SCORED = 400
"""Paragraphs with most of the words that are scored; as many as a page needs, with room."""
MOST_PHRASES = 24
"""Words and phrases, synonyms among them, that are scored."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """A query that not every word must match: what still must, and the words that may be missing."""

    required: tuple[Node, ...]
    optional: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A word that may be missing, or one of its synonyms: what finds it, and its phrases."""

    scans: tuple[Scan, ...]
    phrases: tuple[LexemePhrase, ...]


def loosened(query: Query) -> Loosened | None:
    """The query with its single words optional; None where fewer than two are.

    Phrases, NEAR and what is excluded are kept, and an exact query is kept whole. Alternatives of
    single words, be they typed or synonyms that `expanded` adds, count as one word.
    """
    if query.exact or not isinstance(query.root, AllOf):
        return None
    required: list[Node] = []
    optional: list[Node] = []
    for part in query.root.parts:
        (optional if _is_optional(part, has_phrases=query.has_quotes) else required).append(part)
    return Loosened(tuple(required), tuple(optional)) if len(optional) > 1 else None


def _is_optional(part: Node, *, has_phrases: bool) -> bool:
    """Whether a part is a single word, or single words side by side with their synonyms."""
    if isinstance(part, AnyOf):
        part = part.parts[0]
    words = part.parts if isinstance(part, AllOf) else (part,)
    return all(
        isinstance(each, Words) and (len(each.words) == 1 or not has_phrases) for each in words
    )


def closest(query: Query, chosen: Chosen, first: int) -> Places:
    """The places of the `first` paragraphs with most of a query's words by weight, the best first,
    none that has all; nowhere where no word may be missing.
    """
    loose = loosened(query)
    if loose is None:
        return NOWHERE
    whole = compile_query(query)
    parts, frequencies = _rarest(query, loose)
    if not parts:
        return NOWHERE
    scans = [scan for part in parts for scan in part.scans]
    places_of = look_up([*scans, *scans_of(whole)]).places
    of_parts = [united([places_of[scan] for scan in part.scans]) for part in parts]
    matching_all = united([places_of[scan] for scan in scans_of(whole)])
    some = np.setdiff1d(np.unique(np.concatenate(of_parts)), matching_all, assume_unique=True)
    some = NarrowedPlaces(some, archive(), chosen, None).places
    shares = np.array([rarity(len(places), frequencies.total) for places in of_parts])
    has = np.array([np.isin(some, places, assume_unique=True) for places in of_parts])
    weights = shares @ has
    order = np.lexsort((archive().turns("newest", some), -weights))[:MOST_SCORED]
    candidates, weights = some[order], weights[order]
    scores = weights + _scores(candidates, parts, shares)
    return candidates[np.lexsort((np.arange(len(order)), -scores))][:first]


def _rarest(query: Query, loose: Loosened) -> tuple[list[_Part], Frequencies]:
    """The rarest words that may be missing, at most `MOST_PARTS`, none that nearly all paragraphs
    have; and how often words occur.
    """
    parts = [(part, compile_query(replace(query, root=part))) for part in loose.optional]
    lexemes = {lexeme for _, part in parts for phrase in part.ranked for lexeme in phrase}
    frequencies = look_up([], lexemes).frequencies
    paragraphs = [_paragraphs(part, frequencies) for _, part in parts]
    by_rarity = sorted(range(len(parts)), key=paragraphs.__getitem__)
    rarest = [at for at in by_rarity if paragraphs[at] and _has_meaning(parts[at][1])][:MOST_PARTS]
    made: list[_Part] = []
    for at in sorted(rarest):
        node, compiled = parts[at]
        root = AllOf((*loose.required, node)) if loose.required else node
        scans = scans_of(compile_query(replace(query, root=root)))
        made.append(_Part(scans, compiled.ranked))
    return made, frequencies


def _has_meaning(part: CompiledQuery) -> bool:
    """Whether a part is more than small words: of, in, the."""
    _, small = stems_in_pairs()
    return any(not small.issuperset(phrase) for phrase in part.ranked)


def _paragraphs(part: CompiledQuery, frequencies: Frequencies) -> int:
    """In about how many paragraphs a part occurs: of its synonyms in that of the commonest."""
    rarest = [min([frequencies.paragraphs[lexeme] for lexeme in each]) for each in part.ranked]
    return max(rarest, default=0)


def _scores(
    places: Places, parts: Sequence[_Part], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much each paragraph is on the words: for each part that of its best synonym."""
    of_phrases: list[tuple[int, LexemePhrase]] = []
    for number, part in enumerate(parts):
        of_phrases += [(number, phrase) for phrase in part.phrases]
    of_phrases = of_phrases[:MOST_PHRASES]
    parameters = {f"phrase_{at}": tsquery_of(phrase) for at, (_, phrase) in enumerate(of_phrases)}
    sent = [f"float8send(coalesce({SATURATED.format(name)}, 0))" for name in parameters]
    statement = SCORES.format(components=" || ".join(sent))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"places": as_array(places), **parameters})
        sent_numbers = cursor.fetchone()[0] or b""
    numbers = np.frombuffer(sent_numbers, dtype=">f8").reshape(-1, len(sent))
    best = np.zeros((len(parts), len(places)))
    for at, (number, _) in enumerate(of_phrases):
        best[number] = np.maximum(best[number], numbers[:, at])
    scores: NDArray[np.float64] = shares @ best
    return scores
