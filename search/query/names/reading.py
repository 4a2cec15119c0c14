"""Names in a reader's words: the authorities, regions, years, grades and kinds of report that they
name, and the words without them.

Longer names win over the names inside them. Only words that a paragraph must have are read for
names: nothing in quotes, nothing excluded, nothing in brackets with operators, and nothing beside
an operator.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from search.query.names.meanings import (
    APOSTROPHES,
    ORDINARY_WORDS,
    SHORTEST_PART,
    TOGETHER,
    Name,
    NameKey,
    NameKind,
    key_of,
    longest_name,
    meanings_of_names,
)
from search.query.names.titles import first_leading_word, title_after, with_its_title
from search.query.names.typed_words import (
    TypedWord,
    are_in_capitals,
    typed_words,
    without_operands,
)
from search.query.years import MAY_HAVE_RANGE, ranges_in

FOLLOWS_A_VERB = frozenset(
    ("a", "ability", "age", "and", "for", "of", "or", "skills", "the", "to", "with")
)
"""Words after which a capital at the beginning of a query says nothing: Reading and writing."""
JOINTS: Collection[tuple[str, ...]] = (
    (),
    ("and",),
    ("or",),
    ("v",),
    ("versus",),
    ("vs",),
    ("against",),
    ("compared",),
    ("to",),
    ("with",),
)
"""The words of what only joins or compares others, as in Leeds compared with Hull; signs have none."""
TITLED_BY_YEAR: Collection[tuple[str, ...]] = (("act",), ("together",), ("regulations",))
"""Words before the year of a law: Children Act 2004, Working Together 2018."""
DANGLING = re.compile(
    r"^(?:(?:and|or|of|on|about)\s+)+|(?:\s+(?:and|or|of|in|on|for|from|at|the|to))+$",
    re.IGNORECASE,
)
"""Small words at an end of what is left without names, from which a name was taken."""
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
"""Brackets round all that is left."""
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
"""What is left of brackets round a name."""


@dataclass(frozen=True, slots=True)
class NameInWords:
    """A name that a reader typed: `values` are the slugs or codes that it may mean, of a county
    or a range of years all of them with a `+` between. `start` and `end` are the characters of what
    is typed that go with it.
    """

    kind: NameKind
    values: tuple[str, ...]
    start: int
    end: int


def authority_slugs(typed: str) -> set[str]:
    """The slugs of all authorities that words may name, also beside an operator."""
    slugs: set[str] = set()
    for name in names_in(typed, alternatives=True):
        if name.kind == "authority":
            for value in name.values:
                slugs.update(value.split(TOGETHER))
    return slugs


def names_in(
    typed: str,
    *,
    years: Collection[str] = (),
    corrected: Mapping[str, str] | None = None,
    alternatives: bool = False,
) -> list[NameInWords]:
    """The names in what a reader typed, in its order, none inside another.

    `years` are those that may be meant. `corrected` gives for words in small letters the words that
    are read instead, with blanks between them. With `alternatives`, names beside an operator are
    read, too.
    """
    words = typed_words(typed)
    if not alternatives:
        words = without_operands(words)
    if corrected:
        words = [_corrected(word, corrected) for word in words]
    ranges = _ranges_at(words, typed, years) if MAY_HAVE_RANGE.search(typed) else {}
    named: list[NameInWords] = []
    at = unread = 0  # no name has the words from `unread` on
    while at < len(words):
        name, length = ranges.get(at) or _name_at(words, at, years)
        if not name:
            at += 1
            continue
        kind, values = name
        first, last = with_its_title(words, at, at + length - 1, kind)
        first = first_leading_word(words, first, kind, unread)
        while named and named[-1].end > words[first].start:
            named.pop()  # the London of a London borough is no region
        named.append(NameInWords(kind, values, words[first].start, words[last].end))
        at = unread = last + 1
    return _joined(named, words)


def without_names(typed: str, names: Sequence[NameInWords]) -> str:
    """What a reader typed without some names."""
    pieces: list[str] = []
    last = 0
    for name in sorted(names, key=lambda name: name.start):
        pieces.append(typed[last : name.start])
        last = name.end
    pieces.append(typed[last:])
    together = EMPTY_BRACKETS.sub(" ", " ".join(pieces)) if names else " ".join(pieces)
    rest = " ".join(together.split()).replace("( ", "(").strip(" ,;:?/").rstrip("-")
    if names and (inside := IN_BRACKETS.fullmatch(rest)):
        rest = inside[1].strip()
    return DANGLING.sub("", rest) if names else rest


def _ranges_at(
    words: Sequence[TypedWord], typed: str, years: Collection[str]
) -> dict[int, tuple[Name, int]]:
    """The dates and ranges of years by the place of their first word, each with how many it has."""
    ranges: dict[int, tuple[Name, int]] = {}
    for each in ranges_in(typed, years, date.today()):  # noqa: DTZ011  # the day of this machine
        places = [
            place
            for place, word in enumerate(words)
            if word.start < each.end and each.start < word.end
        ]
        if all(words[place].is_plain for place in places):
            ranges[places[0]] = ("year", (TOGETHER.join(each.years),)), len(places)
    return ranges


def _joined(named: Sequence[NameInWords], words: Sequence[TypedWord]) -> list[NameInWords]:
    """The names, each with the `and` or comma before the next of its kind: Leeds and Bradford."""
    joined = list(named)
    for place, (one, other) in enumerate(pairwise(named)):
        between = [word.words for word in words if one.end <= word.start < other.start]
        if one.kind == other.kind and all(each in JOINTS for each in between):
            joined[place] = replace(one, end=other.start)
    return joined


def _corrected(word: TypedWord, corrected: Mapping[str, str]) -> TypedWord:
    words: list[str] = []
    for each in word.words:
        words += corrected.get(each, each).split()
    is_corrected = tuple(words) != word.words
    return replace(word, words=tuple(words), leads=word.leads or is_corrected)


def _name_at(
    words: Sequence[TypedWord], at: int, years: Collection[str]
) -> tuple[Name | None, int]:
    """The longest name that begins at a word, and of how many words; None without one."""
    if len(words[at].words) == 1 and words[at].words[0] in years and words[at].is_plain:
        is_of_act = at > 0 and words[at - 1].words in TITLED_BY_YEAR
        return (None, 0) if is_of_act else (("year", words[at].words), 1)
    names = meanings_of_names()
    for length in range(min(longest_name(), len(words) - at), 0, -1):
        run = words[at : at + length]
        if not all(word.is_plain for word in run) or _is_joint(run[-1]):
            continue
        key = key_of([each for word in run for each in word.words])
        name = names.get(key) or _name_of_possessive(key, run[-1])
        if name and _is_meant(words, at, key):
            return name, length
    return None, 0


def _is_joint(word: TypedWord) -> bool:
    """Whether a word only joins others, so that no name ends with it."""
    return word.words in ((), ("and",))


def _name_of_possessive(key: NameKey, last: TypedWord) -> Name | None:
    """The meaning of a name in the possessive: Sunderland’s, or of a council Sunderlands."""
    if not key or not key[-1].endswith("s"):
        return None
    singular = (*key[:-1], key[-1].removesuffix("s"))
    name = meanings_of_names().get(singular)
    if APOSTROPHES.sub("'", last.typed).rstrip(",.;:?")[-2:] == "'s":
        return name
    is_word = len(singular[-1]) < SHORTEST_PART or singular[-1] in ORDINARY_WORDS
    return None if is_word or not name or name[0] != "authority" else name


def _is_meant(words: Sequence[TypedWord], at: int, key: NameKey) -> bool:
    """Whether a name that is an ordinary word, too, is meant as a name."""
    if len(key) != 1 or key[0] not in ORDINARY_WORDS:
        return True
    following = words[at + 1].words if at + 1 < len(words) else ()
    if title_after(words, at) > at:
        return True
    if words[at].leads:
        return True
    if not words[at].typed[0].isupper() or (len(words) > 1 and are_in_capitals(words)):
        return False
    return at > 0 or not FOLLOWS_A_VERB.intersection(following)
