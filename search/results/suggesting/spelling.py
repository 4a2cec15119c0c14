"""“Did you mean …”: another query in place of one that finds nothing, or hardly anything.

It has other spellings of words that no paragraph, or hardly any, contains, or it has the words of a
phrase, which no paragraph has, near each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from search.index.door import Spelling, spellings_of
from search.query.query import AllOf, Excluded, Near, Node, Query, Words
from search.query.small_words import SMALL_WORDS
from search.query.tokens import NEAR_WITHOUT_NUMBER

MOST_REPLACED = 3
"""The most words of a query that are corrected."""
RARE = 3
"""A long word in no more paragraphs than this may be a mistake that reports made, too."""
SHORTEST_RARE = 7
"""The fewest letters of such a word: many short words are one step from each other."""
COMMONER = 50
"""How many times as many paragraphs must have the correction of such a word."""
MOST_APART = 3
"""The most words of a phrase that are looked for near each other; of more, anywhere in a paragraph."""
MOST_TRIED = 8
"""The most corrected queries that are counted; one of them is offered."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A query with other spellings; `steps` is its distance from what was typed."""

    query: Query
    steps: int


def respellings(
    query: Query, frequencies: Mapping[str, int], other_forms: Mapping[str, Sequence[str]]
) -> list[Respelling]:
    """The corrections of a query, the nearest first; empty if there are none.

    Words that no paragraph contains are corrected, long words that hardly any contains, and words
    in place of which only `other_forms` of them were found. `frequencies` gives the number of
    paragraphs with each word in any form.
    """
    doubtful: list[str] = []
    for word, paragraphs in frequencies.items():
        is_rare = paragraphs <= RARE and len(word) >= SHORTEST_RARE
        if not paragraphs or is_rare or word in other_forms:
            doubtful.append(word)
    if query.root is None or not doubtful:
        return []
    spellings = _better_spellings(doubtful[:MOST_REPLACED], frequencies, other_forms)
    words = list(spellings)
    if not words:
        return []
    made: list[Respelling] = []
    for chosen in islice(product(*[spellings[word] for word in words]), MOST_TRIED):
        respelt = dict(zip(words, chosen, strict=True))
        steps = sum([spelling.steps for spelling in chosen])
        root = _respelt(query.root, respelt)
        made.append(Respelling(replace(query, root=root), steps))
    return made


def _better_spellings(
    doubtful: Sequence[str],
    frequencies: Mapping[str, int],
    other_forms: Mapping[str, Sequence[str]],
) -> dict[str, list[Spelling]]:
    """The spellings of each doubtful word that may be what was meant; empty if there are none.

    Beside a word that is corrected, one that was found by its stem (managment) is written right.
    """
    offered = spellings_of(doubtful, [word for word in doubtful if frequencies[word]])
    better: dict[str, list[Spelling]] = {}
    right: dict[str, list[Spelling]] = {}
    for word, spellings in offered.items():
        of_stem = other_forms.get(word, ())
        better[word] = [each for each in spellings if _is_better(each, frequencies[word], of_stem)]
        near = [each for each in spellings if each.steps == 1 and each.words[0] in of_stem]
        right[word] = better[word] or near[:1]
    is_corrected = any(better.values())
    return {word: each for word, each in right.items() if each} if is_corrected else {}


def _is_better(spelling: Spelling, paragraphs: int, other_forms: Sequence[str]) -> bool:
    """Whether a spelling may correct a word that so many paragraphs contain, if it has
    `other_forms` only in these.
    """
    if not paragraphs:
        return True
    is_near = spelling.steps == 1 and len(spelling.words) == 1
    if other_forms and is_near:
        # With these forms they are searched already, not with a word of another stem.
        return spelling.words[0] not in other_forms and spelling.paragraphs > paragraphs
    return is_near and spelling.paragraphs >= COMMONER * paragraphs


def _respelt(node: Node, spellings: Mapping[str, Spelling]) -> Node:
    """The node with words replaced by their new `spellings`."""
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
    """The word or phrase with its new spelling; a word that is split becomes two words."""
    respelt = _respelt_phrase(words, spellings)
    if len(words.words) > 1 or len(respelt.words) == 1:
        return respelt
    return AllOf(tuple([Words((word,)) for word in respelt.words]))


def _respelt_phrase(phrase: Words, spellings: Mapping[str, Spelling]) -> Words:
    words: list[str] = []
    for word in phrase.words:
        words += spellings[word].words if word in spellings else (word,)
    return replace(phrase, words=tuple(words))


def loosened(query: Query) -> list[Respelling]:
    """The query with the words of each phrase near each other, and with them anywhere.

    Empty without a phrase in quotes. Small words (in, of) are left out of the phrases, and excluded
    phrases stay as they are.
    """
    root = query.root
    if root is None or not query.has_quotes:
        return []
    parts = root.parts if isinstance(root, AllOf) else (root,)
    each_apart = [_telling_words(part) for part in parts]
    if not any(each_apart):
        return []
    near: list[Node] = []
    anywhere: list[Node] = []
    for part, words in zip(parts, each_apart, strict=True):
        near += _near_each_other(words) or [part]
        anywhere += words or [part]
    each_near = replace(query, root=near[0] if len(near) == 1 else AllOf(tuple(near)))
    return [Respelling(each_near, 1), Respelling(replace(query, root=AllOf(tuple(anywhere))), 2)]


def _telling_words(part: Node) -> list[Words]:
    """The words of a phrase one by one, without small ones; empty where fewer than two are left."""
    if not isinstance(part, Words):
        return []
    words = [
        Words((word,), beginning=part.is_beginning(place))
        for place, word in enumerate(part.words)
        if word.lower() not in SMALL_WORDS
    ]
    return words if len(words) > 1 else []


def _near_each_other(words: Sequence[Words]) -> list[Node]:
    if len(words) > MOST_APART:
        return list(words)
    return [Near(one, other, NEAR_WITHOUT_NUMBER) for one, other in pairwise(words)]
