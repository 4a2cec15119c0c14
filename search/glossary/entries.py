"""The entries of the glossary: terms, frameworks, grades and kinds of report, each in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from reports.facts.frameworks import Framework, Scale
from reports.facts.vocabulary import Grade, Kind
from reports.models.addresses import address
from reports.models.indexed_text import words_of_all
from reports.overview.cache import cached_by_version
from reports.web.tables import columns
from reports.web.tables.table import Cell, CellType, Column, Table
from search.index.door import (
    Question,
    Thesauri,
    ask,
    count_each,
    expanded,
    look_up_words,
    thesaurus,
)
from search.query.parser import parse
from search.query.query import Query
from search.query.vocabulary import FieldTerm, vocabulary

AT_A_TIME = 100
"""The most terms that are counted in one statement."""
MOST_EVERYDAY = 3
"""The most everyday words of an entry that the page shows; the file has them all."""
COLUMNS = (
    Column("sort", "term, framework, grade or kind"),
    Column("name", "The word"),
    Column("other_names", "Its other names and abbreviations"),
    Column("meaning", "What it means, in a sentence"),
    Column("related", "What it is related to, in sentences"),
    Column("everyday", "Words that the public uses for it"),
    Column("paragraphs", "How many paragraphs have it; empty: not counted", CellType.NUMBER),
    columns.SEARCH,
)


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One word of the field, explained.

    `sort` is `term`, `framework`, `grade` or `kind`. `related` are sentences on other terms;
    `everyday` are words that the public uses. `paragraphs` is the number of paragraphs with the
    term, or in sections or reports with the grade or kind; None if it is not counted. `address` is
    the search that finds them; empty if there is none.
    """

    sort: str
    name: str
    other_names: tuple[str, ...]
    meaning: str
    related: tuple[str, ...]
    everyday: tuple[str, ...]
    paragraphs: int | None
    address: str

    @property
    def everyday_sentence(self) -> str:
        """The first everyday words, and how many more there are; empty without any."""
        if not self.everyday:
            return ""
        sentence = f"In everyday words: {', '.join(self.everyday[:MOST_EVERYDAY])}"
        more = len(self.everyday) - MOST_EVERYDAY
        return f"{sentence} and {more} more." if more > 0 else f"{sentence}."

    @property
    def anchor(self) -> str:
        letters = [sign if sign.isalnum() else "-" for sign in self.name.lower()]
        return f"{self.sort}-{''.join(letters)}"


@cached_by_version(2)
def glossary() -> tuple[GlossaryEntry, ...]:
    """All entries: terms by name, then frameworks, grades and kinds in their own order."""
    counts = _counts_of_terms()
    of_archive = ask(Question(facets=("kind", "grade"))).facets
    entries = [_of_term(term, count) for term, count in zip(_terms(), counts, strict=True)]
    entries += [_of_framework(framework) for framework in Framework]
    entries += list(_of_grades(of_archive["grade"]))
    entries += [_of_kind(kind, of_archive["kind"]) for kind in Kind]
    return tuple(entries)


def glossary_table(absolute: str) -> Table:
    """The glossary as a table; `absolute` is the site's address."""
    return Table(
        name="glossary",
        sheet="Glossary",
        columns=COLUMNS,
        rows=lambda: _rows(absolute),
        states_coverage=True,
    )


def _rows(absolute: str) -> Iterator[list[Cell]]:
    for each in glossary():
        yield [
            each.sort,
            each.name,
            "; ".join(each.other_names),
            each.meaning,
            " ".join(each.related),
            "; ".join(each.everyday),
            each.paragraphs,
            absolute + each.address.removeprefix("/") if each.address else "",
        ]


def _counts_of_terms() -> list[int]:
    """The number of paragraphs that have each of `_terms`, under any of its names."""
    queries = _queries_of_terms()
    counts: list[int] = []
    for start in range(0, len(queries), AT_A_TIME):
        counts += count_each(queries[start : start + AT_A_TIME])
    return counts


@cache
def _terms() -> tuple[FieldTerm, ...]:
    """The terms of the vocabulary by name."""
    return tuple(sorted(vocabulary(), key=lambda term: term.name.casefold()))


@cached_by_version(2, content=thesaurus)
def _queries_of_terms(_: Thesauri) -> tuple[Query, ...]:
    """The query of each of `_terms`, with its synonyms; the same until these change."""
    names: list[str] = []
    for term in _terms():
        names += [*term.searched, *term.understood]
    words = words_of_all(names)
    words |= {f"s{word}" for word in words if word.isdigit()}  # section 17 is also written s17
    look_up_words(words)  # In one statement for all terms.
    return tuple([expanded(parse(_typed(term)), ())[0] for term in _terms()])


def _typed(term: FieldTerm) -> str:
    return f'"{term.name}"'


def _search(**parameters: str) -> str:
    return f"{address('search')}?{urlencode(parameters)}"


def _of_term(term: FieldTerm, count: int) -> GlossaryEntry:
    related = [f"Part of {other}." for other in term.part_of]
    related += [f"Took over from {each.name} in {each.year}." for each in term.successor_of]
    related += [f"Called {each.name} until {each.year}." for each in term.former]
    other_names = (*term.same, *term.abbreviations, *term.understood)
    return GlossaryEntry(
        "term",
        term.name,
        other_names,
        term.meaning,
        tuple(related),
        term.everyday,
        count,
        _search(q=_typed(term)),
    )


def _of_framework(framework: Framework) -> GlossaryEntry:
    areas = ", ".join([area.label.lower() for area in framework.areas])
    meaning = f"{framework.kind.label}: {_days(framework.first_day, framework.last_day)}."
    judged = (f"Judges {areas}.",) if areas else ()
    return GlossaryEntry("framework", framework.label, (), meaning, judged, (), None, "")


def _of_grades(paragraphs: Counter[str]) -> Iterator[GlossaryEntry]:
    for grade in Grade:
        scales = [scale for scale in Scale if grade in scale.grades]
        places = [
            f"{_ordinal(scale.grades.index(grade))} of {len(scale.grades)} {scale.in_a_sentence}"
            for scale in scales
        ]
        meaning = "No grade was given."
        if places:
            meaning = f"From the best: {'; '.join(places)}."
        address = _search(grade=grade.value)
        yield GlossaryEntry(
            "grade", grade.label, (), meaning, (), (), paragraphs[grade.value], address
        )


def _of_kind(kind: Kind, paragraphs: Counter[str]) -> GlossaryEntry:
    definition = "A report on one part of services, or on one subject"
    if kind.full:
        definition = "A report that grades an authority’s services for children as a whole"
    elif kind.visit:
        definition = "A letter about a visit of a few days, without grades"
    elif kind.outcomes:
        definition = "A report that ends in one of three outcomes, not in grades"
    meaning = f"{definition}, {_days(kind.first_day, kind.last_day)}."
    address = _search(kind=kind.value)
    return GlossaryEntry("kind", kind.label, (), meaning, (), (), paragraphs[kind.value], address)


def _days(first: date, last: date) -> str:
    since = f"{first:%B %Y}"
    return f"since {since}" if last == date.max else f"{since} to {last:%B %Y}"


def _ordinal(index: int) -> str:
    return ("first", "second", "third", "fourth", "fifth", "sixth")[index]
