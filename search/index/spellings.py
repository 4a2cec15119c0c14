"""What paragraphs contain instead of words that none contains: similar words, and other forms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from reports.models.text_search import EXACT
from search.index.lexemes import stems_of_each
from search.index.sql import statement
from search.index.synonyms import written_words
from search.query.misspelling import halves_of, one_step_from, steps_between

ALIKE = 0.3
"""The least similarity (of trigrams) of words that are more than one step apart."""
MOST_STEPS = 2
"""Steps between a word and another spelling of it."""
LEAST_OF_TWO_STEPS = 6
"""The fewest letters of a word that may be two steps wrong; its first letter must be right."""
LONGEST_ABBREVIATION = 4
"""The most capitals that are an abbreviation by themselves; longer ones may be a heading."""
MOST_OFFERED = 3
"""The most spellings offered for one word."""

SHORTEST_STEM = 4
"""The fewest letters of a stem whose words are listed: too many words begin like shorter ones."""
WRITTEN, OTHER_FORMS = statement("written"), statement("other_forms")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a word: one word, or two that were typed as one.

    `steps` is its distance from what was typed; `paragraphs` is how many paragraphs have it, of two
    words the rarer one.
    """

    words: tuple[str, ...]
    steps: int
    paragraphs: int


def spellings_of(words: Sequence[str], present: Collection[str] = ()) -> dict[str, list[Spelling]]:
    """The spellings of each word that occur in paragraphs: the nearest first, then the commonest.

    One statement for all words, and none where no spelling can occur. A word of up to four capitals
    is an abbreviation, in which every letter counts: it is left out. Words that are `present` in
    some paragraphs get only spellings one step away: comparing them with all similar words takes
    longer than the search.
    """
    small = {word: word.casefold() for word in words if not _is_abbreviation(word)}
    if not small:
        return {}
    missing = [folded for word, folded in small.items() if word not in present]
    candidates: set[str] = set()
    for word in small.values():
        candidates |= one_step_from(word)
    for word in missing:
        for halves in halves_of(word):
            candidates.update(halves)
    candidates &= written_words()
    if not missing and not candidates:
        return {word: [] for word in small}
    parameters: dict[str, Any] = {
        "candidates": [EXACT + candidate for candidate in candidates],
        "words": missing,
        "alike": ALIKE,
        "most_steps": MOST_STEPS,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, parameters)
        written: dict[str, int] = dict(cursor.fetchall())
    return {word: _nearest(folded, written) for word, folded in small.items()}


def other_forms_of(words: Sequence[str]) -> dict[str, list[str]]:
    """For each word the words of the archive that have its stem, the commonest first.

    One statement for all words. A word whose stem is short has none.
    """
    parameters: dict[str, list[str]] = {"words": [], "stems": [], "beginnings": []}
    for word, stems in stems_of_each(words).items():
        stem = "".join(stems)
        if len(stem) >= SHORTEST_STEM:
            parameters["words"].append(word)
            parameters["stems"].append(stem)
            # A stem may end in another letter than the word: happi of happy.
            parameters["beginnings"].append(EXACT + stem[:-1])
    forms: dict[str, list[str]] = {word: [] for word in words}
    if not parameters["words"]:
        return forms
    with connection.cursor() as cursor:
        cursor.execute(OTHER_FORMS, parameters)
        for word, form in cursor.fetchall():
            forms[word].append(form)
    return forms


def _is_abbreviation(word: str) -> bool:
    return len(word) <= LONGEST_ABBREVIATION and word.isupper()


def _nearest(word: str, written: Mapping[str, int]) -> list[Spelling]:
    spellings = [*_alike(word, written), *_in_two(word, written)]
    spellings.sort(key=lambda spelling: (spelling.steps, -spelling.paragraphs, spelling.words))
    return spellings[:MOST_OFFERED]


def _alike(word: str, written: Mapping[str, int]) -> Iterator[Spelling]:
    for other, paragraphs in written.items():
        if abs(len(other) - len(word)) > MOST_STEPS or not paragraphs:
            continue
        steps = steps_between(word, other)
        is_sure = len(word) >= LEAST_OF_TWO_STEPS and word[0] == other[0]
        if steps == 1 or (steps == MOST_STEPS and is_sure):
            yield Spelling((other,), steps, paragraphs)


def _in_two(word: str, written: Mapping[str, int]) -> Iterator[Spelling]:
    for halves in halves_of(word):
        paragraphs = min([written.get(half, 0) for half in halves])
        if paragraphs:
            yield Spelling(halves, 1, paragraphs)
