"""“Did you mean …”: a query with other spellings of the words that no paragraph contains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from search.index.door import Spelling, spellings_of
from search.query.query import AllOf, Excluded, Near, Node, Query, Words

MOST_REPLACED = 3
"""Words of a query for which another is suggested."""
MOST_TRIED = 8
"""Corrected queries that are counted, of which one is offered."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A query with other spellings, `steps` from what was typed."""

    query: Query
    steps: int


def respellings(query: Query, missing: Sequence[str]) -> list[Respelling]:
    """The query with the `missing` words spelt otherwise, the nearest first; empty without any."""
    if query.root is None or not missing:
        return []
    spellings = spellings_of(missing[:MOST_REPLACED])
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
