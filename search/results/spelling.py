"""“Did you mean …”: a query with other spellings of words that no paragraph, or hardly any, contains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from search.index.door import Spelling, spellings_of
from search.query.query import AllOf, Excluded, Near, Node, Query, Words

MOST_REPLACED = 3
"""Words of a query for which another is suggested."""
RARE = 3
"""In so few paragraphs a long word may be a slip that reports made, too."""
SHORTEST_RARE = 7
"""The fewest letters of such a word: many short words are one step from each other."""
COMMONER = 50
"""In how many times as many paragraphs the word must be that was meant instead."""
MOST_TRIED = 8
"""Corrected queries that are counted, of which one is offered."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A query with other spellings, `steps` from what was typed."""

    query: Query
    steps: int


def respellings(query: Query, frequencies: Mapping[str, int]) -> list[Respelling]:
    """The query with words spelt otherwise, the nearest first: those that no paragraph contains,
    and long ones that hardly any does. `frequencies` says how many contain each; empty without any.
    """
    doubtful: list[str] = []
    for word, paragraphs in frequencies.items():
        if not paragraphs or (paragraphs <= RARE and len(word) >= SHORTEST_RARE):
            doubtful.append(word)
    if query.root is None or not doubtful:
        return []
    present = [word for word in doubtful if frequencies[word]]
    spellings = {
        word: [each for each in offered if _is_better(each, frequencies[word])]
        for word, offered in spellings_of(doubtful[:MOST_REPLACED], present).items()
    }
    words = [word for word, offered in spellings.items() if offered]
    if not words:
        return []
    made: list[Respelling] = []
    for chosen in islice(product(*[spellings[word] for word in words]), MOST_TRIED):
        respelt = dict(zip(words, chosen, strict=True))
        steps = sum([spelling.steps for spelling in chosen])
        root = _respelt(query.root, respelt)
        made.append(Respelling(replace(query, root=root), steps))
    return made


def _is_better(spelling: Spelling, paragraphs: int) -> bool:
    """Whether a spelling may be meant by a word that so many paragraphs contain."""
    is_near = spelling.steps == 1 and len(spelling.words) == 1
    return not paragraphs or (is_near and spelling.paragraphs >= COMMONER * paragraphs)


def _respelt(node: Node, spellings: Mapping[str, Spelling]) -> Node:
    """The node with words replaced as `spellings` says."""
    if isinstance(node, Words):
        return _respelt_word(node, spellings)
    if isinstance(node, Near):
        left, right = _respelt_phrase(node.left, spellings), _respelt_phrase(node.right, spellings)
        return replace(node, left=left, right=right)
    if isinstance(node, Excluded):
        return Excluded(_respelt(node.part, spellings))
    parts: list[Node] = []
    for part in node.parts:
        respelt = _respelt(part, spellings)
        is_split = isinstance(part, Words) and isinstance(respelt, AllOf)
        if is_split and isinstance(respelt, AllOf) and isinstance(node, AllOf):
            parts += respelt.parts
        else:
            parts.append(respelt)
    return replace(node, parts=tuple(parts))


def _respelt_word(words: Words, spellings: Mapping[str, Spelling]) -> Node:
    """The word or phrase; a word that was two becomes two words."""
    respelt = _respelt_phrase(words, spellings)
    if len(words.words) > 1 or len(respelt.words) == 1:
        return respelt
    return AllOf(tuple([Words((word,)) for word in respelt.words]))


def _respelt_phrase(phrase: Words, spellings: Mapping[str, Spelling]) -> Words:
    words: list[str] = []
    for word in phrase.words:
        words += spellings[word].words if word in spellings else (word,)
    return replace(phrase, words=tuple(words))
