"""What names mean: the authorities, regions, grades and kinds of report that a name stands for.

Names come from the facts of the archive, from `data/names.csv` (abbreviations, parts of names and
older ones) and, of several words, from `data/towns.csv`. Whole names win over parts of names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from reports.facts import reference
from reports.facts.vocabulary import Grade, Kind, Region
from reports.models.indexed_text import indexed_text
from search.query.misspelling import steps_between

DATA = Path(__file__).parents[2] / "data"
FILE, TOWNS = DATA / "names.csv", DATA / "towns.csv"
TOGETHER = "+"
"""What joins the authorities of a county that has no council of its own, in the file."""
NameKind = Literal["authority", "region", "kind", "year", "grade"]
NAME_KINDS: tuple[NameKind, ...] = ("authority", "region", "kind", "year", "grade")
"""The kinds of names, those that narrow a search most reliably first; each is a filter's name."""
PARTS_OF_NAME = re.compile(r" and | with | upon |, ")
"""Where a name is parted: Blackburn with Darwen is also called Blackburn."""
COMPASS_INITIALS = {"north": "n", "east": "e", "south": "s", "west": "w"}
"""The initials of what many names begin with: N Yorkshire."""
SHORTEST_PART = 4
"""The fewest letters of a part that stands for the whole name."""
ORDINARY_WORDS = frozenset(("reading", "bury", "bath", "barking", "beds", "se"))
"""Names that are also verbs or nouns, or the Latin of “per se”: they name an authority or a region
with a capital, or as a council.
"""
BODIES = frozenset(
    [
        "authorities",
        "authority",
        "bc",
        "cbc",
        "cc",
        "council",
        "councils",
        "la",
        "las",
        "lbc",
        "mbc",
        "mdc",
    ]
)
"""What ends the title of a local authority, also as an abbreviation: Kent CC, Bury MBC."""
APOSTROPHES = re.compile(r"['’ʼ`´]")
NameKey = tuple[str, ...]
"""The words of a name in small letters, without `and`."""
Name = tuple[NameKind, tuple[str, ...]]
"""What a name means: its kind, and its values as in `NameInWords`."""
Names = Mapping[NameKey, Name]
"""What each name means."""


@cache
def meanings_of_names() -> Names:
    """What each name means. A name of the file counts before all others, a part after all."""
    names: dict[NameKey, tuple[NameKind, tuple[str, ...]]] = {}
    for key, kind, value in _parts_of_authorities():
        _, others = names.get(key, (kind, ()))
        names[key] = (kind, tuple(dict.fromkeys([*others, value])))
    whole = [*_whole_names(), *_names_of_file()]
    for key, kind, values in whole:
        names[key] = (kind, values)
    for key, slugs in _towns_of_several_words():
        names.setdefault(key, ("authority", slugs))
    for key, meaning in list(names.items()):
        if meaning[0] == "authority" and len(key) == 2 and key[0] in COMPASS_INITIALS:
            names.setdefault((COMPASS_INITIALS[key[0]], key[1]), meaning)
        if len(key) > 1 and meaning[0] in ("authority", "region"):
            names.setdefault(("".join(key),), meaning)  # typed without a blank: towerhamlets
    return names


@cache
def longest_name() -> int:
    """The most words that a name has as typed."""
    return max(len(key) for key in meanings_of_names()) + 2  # with `and` twice


def name_key(name: str) -> NameKey:
    """The words by which a name is compared with others."""
    return key_of(plain_words(name))


def key_of(words: Sequence[str]) -> NameKey:
    """The words of a name as they are compared: `and` and `&` may be left out."""
    return tuple([word for word in words if word != "and"])


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and apostrophes."""
    return tuple(indexed_text(APOSTROPHES.sub("", text)).words.casefold().split())


@cache
def name_words() -> frozenset[str]:
    """Every word of a name with four letters or more, in small letters."""
    words: set[str] = set()
    for key in meanings_of_names():
        words.update([word for word in key if len(word) >= SHORTEST_PART])
    return frozenset(words)


@cache
def counties() -> Mapping[frozenset[str], str]:
    """The names of counties that have no council of their own, by the slugs of their authorities."""
    names: dict[frozenset[str], str] = {}
    for row in _rows_of_file():
        slugs = row["values"].split(TOGETHER)
        if len(slugs) > 1 and row["kind"] == "authority":
            names[frozenset(slugs)] = row["names"].split("|")[0]
    return names


def names_of_authorities() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of `data/names.csv` for an authority, by itself or with others: its slug, and they."""
    for row in _rows_of_file():
        if row["kind"] == "authority":
            for slug in row["values"].replace(TOGETHER, "|").split("|"):
                yield slug, tuple(row["names"].split("|"))


def towns_of_file() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of `data/towns.csv`: an authority's slug, and its towns and nicknames."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["authority"], tuple(row["names"].split("|"))) for row in rows]


def nearest_name_word(word: str, words: Collection[str]) -> str | None:
    """The word of a name that a misspelt word in small letters most probably means; None for none.

    One letter may be wrong, or two of a word of eight letters or more; the first letter is right.
    """
    most = 2 if len(word) >= 8 else 1
    if len(word) < SHORTEST_PART:
        return None
    near = [
        (steps_between(word, each), each)
        for each in words
        if each[0] == word[0] and abs(len(each) - len(word)) <= most and each not in ORDINARY_WORDS
    ]
    distance, nearest = min(near, default=(most + 1, ""))
    return nearest if 0 < distance <= most else None


def _whole_names() -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    """The names of the facts: of regions, grades, kinds and authorities."""
    for region in Region:
        yield name_key(region.label), "region", (region.value,)
    for grade in Grade:
        if grade.is_level:
            yield name_key(grade.label), "grade", (grade.value,)
    for kind in Kind:
        yield from _with_plural(name_key(kind.label), "kind", (kind.value,))
    for fact in reference.authorities():
        for name in (*fact.aliases, fact.name):
            key = name_key(name)
            yield key, "authority", (fact.slug,)
            if len(key) > 1 and key[-1] in BODIES:
                yield key[:-1], "authority", (fact.slug,)


def _names_of_file() -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    for row in _rows_of_file():
        kind: NameKind = next(each for each in NAME_KINDS if each == row["kind"])
        values = tuple(row["values"].split("|"))
        for name in row["names"].split("|"):
            yield from _with_plural(name_key(name), kind, values)


def _towns_of_several_words() -> Iterator[tuple[NameKey, tuple[str, ...]]]:
    """The towns whose names are no ordinary words, each with the authorities that it belongs to."""
    slugs: dict[NameKey, list[str]] = {}
    for slug, towns in towns_of_file():
        for town in towns:
            slugs.setdefault(name_key(town), []).append(slug)
    for key, of_town in slugs.items():
        if len(key) > 1:
            yield key, tuple(of_town)


@cache
def _rows_of_file() -> tuple[dict[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _with_plural(
    key: NameKey, kind: NameKind, values: tuple[str, ...]
) -> Iterator[tuple[NameKey, NameKind, tuple[str, ...]]]:
    """A name, and of kinds of report its plural, too."""
    yield key, kind, values
    if kind == "kind":
        yield (*key[:-1], key[-1] + "s"), kind, values


def _parts_of_authorities() -> Iterator[tuple[NameKey, NameKind, str]]:
    """The parts of the names of authorities, as Brighton is one of Brighton and Hove."""
    for fact in reference.authorities():
        if fact.invented or "(" in fact.name:
            continue
        for part in PARTS_OF_NAME.split(fact.name):
            key = name_key(part)
            if part != fact.name and len("".join(key)) >= SHORTEST_PART:
                yield key, "authority", fact.slug
