"""The vocabulary of the field (`data/vocabulary.csv`): terms with their names and relations.

*Same* names, abbreviations and *former* names mean the term itself: a search for one finds all. A
term that is *part of* another, its *successor*, or an *everyday word* for it means something else:
it is offered, but never searched without being chosen. Relations are not followed further.

In the file, names in one cell are separated by `|`. A question mark after an abbreviation (`TAC?`)
means that it is understood but never searched, because it is an ordinary word or mostly means
something else. An equals sign (`SEND=`) means that it is searched as written only, because the
other words of its stem (sending) mean something else. `+s` (`RHI+s`) means that it has a plural. A
year after `@` says until when a former name was used, or since when a successor has replaced a
term.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
VOCABULARY, SPELLINGS = DATA / "vocabulary.csv", DATA / "spellings.csv"
PLURALS = DATA / "plurals.csv"
UNDERSTOOD_ONLY = "?"
AS_WRITTEN = "="
WITH_PLURAL = "+s"


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name, and the year until which it was used, or since which the term has been replaced."""

    name: str
    year: int


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A term of the field with its other names, its relations, and its meaning in one sentence.

    `understood` are abbreviations that mean the term, but are not searched; `as_written` those of
    `abbreviations` that are searched without other words of their stem. `part_of` and the names of
    `successor_of` are terms, too.
    """

    name: str
    same: tuple[str, ...]
    abbreviations: tuple[str, ...]
    understood: tuple[str, ...]
    as_written: tuple[str, ...]
    former: tuple[DatedName, ...]
    part_of: tuple[str, ...]
    successor_of: tuple[DatedName, ...]
    everyday: tuple[str, ...]
    meaning: str

    @property
    def searched(self) -> tuple[str, ...]:
        """All names that mean the term: a search for one of them searches all."""
        former = tuple([each.name for each in self.former])
        return (self.name, *self.same, *self.abbreviations, *former)


@cache
def vocabulary() -> tuple[FieldTerm, ...]:
    """The terms of the file, in its order."""
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        return tuple([_term(row) for row in csv.DictReader(file)])


@cache
def searched_as_written() -> frozenset[str]:
    """The abbreviations that are searched without other words of their stem."""
    return frozenset([name for term in vocabulary() for name in term.as_written])


@cache
def everyday_words() -> frozenset[str]:
    """Every word of the everyday names, in small letters: none of them is misspelt."""
    names = [name for term in vocabulary() for name in term.everyday]
    return frozenset([word.casefold() for name in names for word in name.split()])


@cache
def spellings() -> tuple[tuple[str, ...], ...]:
    """The words with several spellings; each is the tuple of its spellings."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return tuple([tuple(row["spellings"].split("|")) for row in csv.DictReader(file)])


@cache
def plurals() -> dict[str, tuple[str, str]]:
    """For each form of a word whose plural has a stem of its own, or of a verb: singular and plural."""
    forms: dict[str, tuple[str, str]] = {}
    with PLURALS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            both = row["singular"], row["plural"]
            forms |= dict.fromkeys(both, both)
    return forms


def _term(row: dict[str, str]) -> FieldTerm:
    abbreviations: list[str] = []
    understood: list[str] = []
    as_written: list[str] = []
    for name in _names(row["abbreviations"]):
        if name.endswith(UNDERSTOOD_ONLY):
            understood.append(name.removesuffix(UNDERSTOOD_ONLY))
            continue
        short = name.removesuffix(AS_WRITTEN).removesuffix(WITH_PLURAL)
        abbreviations.append(short)
        if name.endswith(AS_WRITTEN):
            as_written.append(short)
        if name.endswith(WITH_PLURAL):
            abbreviations.append(f"{short}s")
    return FieldTerm(
        name=row["term"],
        same=_names(row["same"]),
        abbreviations=tuple(abbreviations),
        understood=tuple(understood),
        as_written=tuple(as_written),
        former=_dated(row["former"]),
        part_of=_names(row["part_of"]),
        successor_of=_dated(row["successor_of"]),
        everyday=_names(row["everyday"]),
        meaning=row["meaning"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _dated(cell: str) -> tuple[DatedName, ...]:
    dated = []
    for each in _names(cell):
        name, year = each.split("@")
        dated.append(DatedName(name, int(year)))
    return tuple(dated)


def faults_of(terms: Sequence[FieldTerm]) -> list[str]:
    """The mistakes in a vocabulary, as sentences: double names, unknown terms, cycles."""
    names: Counter[str] = Counter()
    for term in terms:
        own = [*term.searched, *term.everyday]
        names.update({" ".join(name.casefold().replace("-", " ").split()) for name in own})
    faults = [
        f"“{name}” is a name of {count} terms; a name may mean only one."
        for name, count in names.items()
        if count > 1
    ]
    terms_by_name = {term.name for term in terms}
    above = {term.name: _related_terms(term) for term in terms}
    for name, related in above.items():
        faults += [
            f"“{name}” is related to “{other}”, which is no term."
            for other in related - terms_by_name
        ]
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        faults.append(f"Terms are part of each other or each other’s successor: {circle}.")
    return faults


def _related_terms(term: FieldTerm) -> set[str]:
    return {*term.part_of, *[each.name for each in term.successor_of]}
