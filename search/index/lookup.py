"""A query in the words of the index: what the narrow entries of the paragraphs can answer by
themselves.

An entry knows which words a paragraph has, and which common stems stand side by side, but no
positions. Phrases of two common stems, of three with a small one amid, and everything made of words
are decided by it; of other phrases it names the candidates, which the paragraphs' own vectors then
decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reports.models.text_search import PAIR, TWICE, any_of, common_stems, small_stems, tsquery_of
from search.index.lexemes import stem_of
from search.query.tree import AllOf, AnyOf, Excluded, Near, Node, Words, alternatives


@dataclass(frozen=True, slots=True)
class Lookup:
    """The text of a tsquery over the entries' words: what it finds is, or (not `decides`) holds,
    what is asked.

    None as `text` names no candidates: any paragraph may match.
    """

    text: str | None
    decides: bool


MOST_APART = 10
"""Alternatives that are looked up one by one."""
NOTHING_SAID = Lookup(None, decides=False)
Phrases = Callable[[Words], Sequence[str]]
"""What the index makes of a phrase: lexemes in sequence, none for words that it does not know."""


def lookup(node: Node, lexed: Phrases) -> Lookup:
    """What the entries can say of a query."""
    if isinstance(node, Words):
        return of_phrase(lexed(node))
    if isinstance(node, Near):
        both = _all([lookup(node.left, lexed), lookup(node.right, lexed)])
        return Lookup(
            both.text, decides=not (lexed(node.left) and lexed(node.right)) and both.decides
        )
    if isinstance(node, Excluded):
        part = lookup(node.part, lexed)
        return (
            Lookup(f"!({part.text})", decides=True) if part.decides and part.text else NOTHING_SAID
        )
    parts = [lookup(part, lexed) for part in node.parts if _says_something(part, lexed)]
    return _all(parts) if isinstance(node, AllOf) else _any(parts)


@dataclass(frozen=True, slots=True)
class Split:
    """Alternatives: the queries for those that entries decide, and the others with the query for
    their candidates.

    What is sure is no candidate, so that it is neither read nor found twice.
    """

    sure: tuple[str, ...]
    candidates: str | None
    unsure: AnyOf


def split(node: AnyOf, lexed: Phrases) -> Split | None:
    """The alternatives that entries decide, each by itself; None where they decide none, or there
    are too many.

    A name that is one word to the entries often has another that is not: only that one's paragraphs
    are then read, and of a chain of pairs only those that entries cannot decide. Where each stands
    is what the order depends on, too.
    """
    told = [
        (part, lookup(part, lexed)) for part in alternatives(node) if _says_something(part, lexed)
    ]
    unsure = [(part, found) for part, found in told if not found.decides]
    chains = [_as_chain(lexed(part)) for part, _ in unsure if isinstance(part, Words)]
    sure = tuple(
        dict.fromkeys(filter(None, [*(found.text for _, found in told if found.decides), *chains]))
    )
    candidates = _any([found for _, found in unsure]).text
    if not sure or len(told) > MOST_APART or (unsure and not candidates):
        return None
    to_read = f"({candidates}) & !({' | '.join(f'({each})' for each in sure)})" if unsure else None
    return Split(sure, to_read, AnyOf(tuple(part for part, _ in unsure)))


def _as_chain(lexemes: Sequence[str]) -> str | None:
    """The query for entries that surely have a phrase of pairs, since no word amid stands in them
    twice.

    None for a phrase that is no such chain. Another that has all the pairs may have it, or have
    them apart.
    """
    stems = [stem_of(lexeme) for lexeme in lexemes]
    pairs = [range(place, place + 2) for place in range(len(stems) - 1)]
    amid = stems[1:-1]
    if (
        stems != list(lexemes)
        or not amid
        or list(_runs(stems)) != pairs
        or small_stems() & set(amid)
    ):
        return None
    return f"{of_phrase(lexemes).text} & !({any_of(f'{stem}{TWICE}' for stem in amid)})"


def of_phrase(lexemes: Sequence[str]) -> Lookup:
    """Words in sequence: the pairs of common stems among them, and the words that are in no pair."""
    if len(lexemes) < 2:
        return Lookup(tsquery_of(lexemes) or None, decides=bool(lexemes))
    stems = [stem_of(lexeme) for lexeme in lexemes]
    joined, told = _joined(stems)
    alone = [
        lexeme
        for place, lexeme in enumerate(lexemes)
        if place not in told or lexeme != stems[place]
    ]
    text = " & ".join(tsquery_of([word]) for word in [*joined, *alone])
    return Lookup(text, decides=len(joined) == 1 and not alone)


def words_amid(stems: Sequence[str]) -> list[str]:
    """The words that an entry has, as often at least, where these stems stand side by side: runs,
    and lone stems.
    """
    joined, told = _joined(stems)
    return [*joined, *(stem for place, stem in enumerate(stems) if place not in told)]


def _joined(stems: Sequence[str]) -> tuple[list[str], set[int]]:
    """The runs of stems that entries know as one word each, and the places of all stems that are in
    one.
    """
    runs = list(_runs(stems))
    return [PAIR.join(stems[place] for place in run) for run in runs], {
        place for run in runs for place in run
    }


def _runs(stems: Sequence[str]) -> Iterator[range]:
    """Where stems stand side by side that the entries know as one word: three with a small one
    amid, else two.
    """
    common = [stem in common_stems() for stem in stems]
    amid = {
        place
        for place, stem in enumerate(stems)
        if stem in small_stems()
        and 0 < place < len(stems) - 1
        and all(common[place - 1 : place + 2])
    }
    yield from (range(place - 1, place + 2) for place in sorted(amid))
    for place in range(len(stems) - 1):
        if all(common[place : place + 2]) and not {place, place + 1} & amid:
            yield range(place, place + 2)


def _says_something(node: Node, lexed: Phrases) -> bool:
    """Whether any word of it is known to the index; a part without is no condition."""
    if isinstance(node, Words):
        return bool(lexed(node))
    if isinstance(node, Near):
        return _says_something(node.left, lexed) or _says_something(node.right, lexed)
    if isinstance(node, Excluded):
        return _says_something(node.part, lexed)
    return any(_says_something(part, lexed) for part in node.parts)


def _all(parts: Sequence[Lookup]) -> Lookup:
    texts = [f"({part.text})" for part in parts if part.text]
    return Lookup(
        " & ".join(texts) or None, decides=bool(parts) and all(part.decides for part in parts)
    )


def _any(parts: Sequence[Lookup]) -> Lookup:
    if not parts or any(part.text is None for part in parts):
        return NOTHING_SAID
    return Lookup(
        " | ".join(f"({part.text})" for part in parts), decides=all(part.decides for part in parts)
    )
