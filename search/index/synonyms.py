"""Synonyms: a query that names a thing also searches its other names, and the page says so.

Groups of names come from the vocabulary of the field, which people edit
(`search/query/vocabulary.py`), and from the abbreviations that reports explain. Spellings of one
word (organisation, organization; well-being, wellbeing; section 47, s47) are synonyms too, also
within phrases. Names are compared by the stems of their words, so singular and plural are one name.
If the stems of both differ (life, lives), a single word is searched in both forms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from django.db import connection
from django.http import QueryDict

from reports.models.indexed_text import words_of, words_of_all
from reports.models.text_search import EXACT
from reports.overview.cache import cached_by_version
from search.index.lexemes import look_up_words, stems_of
from search.index.sql import statement
from search.query.query import (
    AllOf,
    AnyOf,
    Node,
    Query,
    Words,
    words_in,
    words_side_by_side,
)
from search.query.spelling_rules import spelling_pairs
from search.query.vocabulary import (
    FieldTerm,
    plurals,
    searched_as_written,
    spellings,
    vocabulary,
)

LEAST_REPORTS = 2
"""The fewest reports that must give an abbreviation the same meaning: one may be a mistake."""
MAIN_MEANING = 0.8
"""The least share of the reports that explain an abbreviation for its main meaning."""
MEANINGS = statement("meanings")
MOST_SPELLINGS = 4
"""The most other spellings of one phrase that are searched too."""
LONGEST_SPELLING = 3
"""The most words of one spelling."""
AMERICAN = re.compile(
    r"(?!(?:cap|down|over|re|right|under|up)?siz|[a-z]*(?:pri|sei)z)"  # these everybody writes so
    r"(?P<start>[a-z]{3,}(?:i|y))z(?P<end>e[ds]?|ers?|ing|able|ation(?:s|al)?)",
    re.IGNORECASE,
)
"""A word with a z that reports write with an s: organizational, analyzing."""
PROVISION_NUMBER = re.compile(r"\d{1,3}[a-z]?", re.IGNORECASE)
"""The number of a section of an Act or of a regulation: 47, 17A."""

Stems = tuple[str, ...]
Thesaurus = Mapping[Stems, Sequence[str]]
"""The synonyms of every name, by the stems of its words."""


@dataclass(frozen=True, slots=True, eq=False)
class Thesauri:
    """The synonyms of names, among them other spellings, and the other spellings alone.

    Equal to itself alone, so that what is made of it can be cached by it.
    """

    synonyms: Thesaurus
    spellings: Thesaurus


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Names of one thing: any of `understood` in a query adds all of `searched` to it."""

    understood: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """A synonym that a search includes, or would include if the reader had not switched it off.

    `instead_of` are the words of the query that it is a synonym of. `switched_off_as` are the names
    by which the address switches it off; empty while it is on.
    """

    name: str
    instead_of: str
    switched_off_as: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        return not self.switched_off_as

    def switched(self, parameters: QueryDict) -> QueryDict:
        """The parameters of the first page with this synonym switched off, or on again."""
        switched = parameters.copy()
        off = [name for name in parameters.getlist("without") if name not in self.switched_off_as]
        switched.setlist("without", off if self.switched_off_as else [*off, self.name])
        switched.pop("page", None)
        return switched


class AbbreviationMeaning(NamedTuple):
    """The meaning that a number of reports give an abbreviation.

    `is_word`: in small letters the abbreviation is an ordinary word.
    """

    short: str
    long: str
    reports: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class NamesInReports:
    """What reports call things.

    `explained` are the groups of the abbreviations that enough reports explain alike.
    `spellings` are pairs of words that are spellings of one word by a rule. Neither says how many
    reports there are: so most reports that are published change neither. `words` are all words of
    reports, with blanks between; they are not compared, for synonyms do not depend on them.
    """

    explained: tuple[SynonymGroup, ...]
    spellings: tuple[tuple[str, str], ...]
    words: str = field(compare=False)


def expanded(
    query: Query, switched_off: Collection[str], synonyms: Thesaurus | None = None
) -> tuple[Query, list[Synonym]]:
    """The query with its synonyms as alternatives, and a list of these synonyms.

    The list includes the synonyms that are `switched_off`; the query does not. `synonyms` are those
    of the archive unless given. An exact query has none, and excluded parts get none.
    """
    if query.root is None or query.exact:
        return query, []
    names = thesaurus() if synonyms is None else Thesauri(synonyms, {})
    # One statement for all the words that are looked up below.
    look_up_words([*words_in(query.root), *words_of_all(switched_off)])
    expansion = _Expansion(switched_off, names)
    root = expansion.node(query.root)
    return replace(query, root=root), list(dict.fromkeys(expansion.synonyms))


class _Expansion:
    """One walk through a query that replaces each name by alternatives, and collects synonyms."""

    def __init__(self, switched_off: Collection[str], names: Thesauri) -> None:
        self.synonyms_of = names.synonyms
        self.spellings_of = names.spellings
        self.names_off: dict[Stems, list[str]] = defaultdict(list)
        for name in switched_off:
            self.names_off[stems_of(words_of(name))].append(name)
        self.synonyms: list[Synonym] = []

    def node(self, node: Node) -> Node:
        if isinstance(node, Words):
            return self.alternatives(node, [node])
        if isinstance(node, AnyOf):
            return AnyOf(tuple([self.node(part) for part in node.parts]))
        if isinstance(node, AllOf):
            parts = self.sequence(list(node.parts))
            return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
        return node

    def sequence(self, parts: list[Node]) -> list[Node]:
        """The parts with names replaced; a name may be several words side by side.

        Of overlapping names, the longest is replaced.
        """
        replaced: list[Node] = []
        start = 0
        while start < len(parts):
            run = self.longest_name(parts[start:])
            whole = run[0] if len(run) == 1 else AllOf(tuple(run))
            replaced.append(self.alternatives(whole, run))
            start += len(run)
        return replaced

    def longest_name(self, parts: list[Node]) -> list[Node]:
        """The longest run of parts, from the first on, that is a name; else the first part."""
        for length in range(len(parts), 1, -1):
            if self.names_of(parts[:length]):
                return parts[:length]
        return parts[:1]

    def alternatives(self, node: Node, run: list[Node]) -> Node:
        """The node with its synonyms, if it has any; `run` are its words side by side."""
        typed = " ".join(words_side_by_side(run))
        if typed.lower() in plurals():
            return self.in_both_numbers(typed)
        names = self.names_of(run)
        searched = [name for name in names if self.is_on(name, typed)]
        whole = _words_of_name(typed) if typed in searched_as_written() else node
        alternatives = [whole, *[_words_of_name(name) for name in searched]]
        if isinstance(node, Words) and not node.has_beginning:
            respelt = self.respelt(node.words)
            if len(node.words) == 1 and respelt and not names:
                alternatives = []  # its stem is that of another word: standardized, standards
            alternatives += respelt
        if len(alternatives) > 1:
            return AnyOf(tuple(dict.fromkeys(alternatives)), of_one_thing=True)
        return alternatives[0] if names or isinstance(node, Words) else self.node(node)

    def is_on(self, name: str, instead_of: str) -> bool:
        """Collect a synonym of some words; whether it is searched."""
        switched_off_as = tuple(self.names_off.get(stems_of(words_of(name)), ()))
        self.synonyms.append(Synonym(name, instead_of, switched_off_as))
        return not switched_off_as

    def in_both_numbers(self, typed: str) -> Node:
        """A word or its plural or singular, where their stems differ: life and lives.

        The plural matches as it is written only, for its stem is often that of a verb: to live.
        """
        singular, plural = plurals()[typed.lower()]
        is_plural = typed.lower() == plural
        other = singular if is_plural else plural
        if not self.is_on(other, typed):
            return Words((typed,))
        both = Words((typed,), as_written=is_plural), Words((other,), as_written=not is_plural)
        return AnyOf(both, of_one_thing=True)

    def respelt(self, phrase: tuple[str, ...]) -> list[Words]:
        """The phrase with one of its parts in another spelling, once for each that is searched.

        If the whole phrase has other spellings, these are among its names, and not given here.
        """
        respelt: list[Words] = []
        for start in range(len(phrase)):
            for end in range(start + 1, min(start + LONGEST_SPELLING, len(phrase)) + 1):
                part = phrase[start:end]
                others = _spellings_by_rule(part)
                if len(part) < len(phrase):
                    others += self.spellings_of.get(stems_of(part), ())
                for other in others:
                    if self.is_on(other, " ".join(part)):
                        written = phrase[:start] + words_of(other) + phrase[end:]
                        respelt.append(Words(written))
        return respelt[:MOST_SPELLINGS]

    def names_of(self, run: list[Node]) -> Sequence[str]:
        """The synonyms of a run; empty if it is not a name, or has parts other than whole words."""
        words = words_side_by_side(run)
        return self.synonyms_of.get(stems_of(words), ()) if words else ()


def _words_of_name(name: str) -> Words:
    """The words of a name as a query has them."""
    return Words(words_of(name), as_written=name in searched_as_written())


def _spellings_by_rule(words: Sequence[str]) -> list[str]:
    """Other spellings by rule, whether or not a report has them.

    A section of an Act (section 47) is also written s47 and s.47, a regulation (regulation 44) is
    also written reg 44; a word in -ize or -yze is also written with an s.
    """
    if len(words) == 1 and (american := AMERICAN.fullmatch(words[0])):
        return [f"{american['start']}s{american['end']}"]
    if len(words) != 2 or not PROVISION_NUMBER.fullmatch(words[1]):
        return []
    if words[0].lower() == "section":
        return [f"s{words[1]}", f"s.{words[1]}"]
    return [f"reg {words[1]}"] if words[0].lower() == "regulation" else []


@lru_cache(maxsize=20_000)
def _stems_of_name(name: str) -> Stems:
    """The stems of a name's words: looked up once, they stay the same while the archive runs."""
    return stems_of(words_of(name))


@cache
def groups_of_file() -> tuple[SynonymGroup, ...]:
    """The groups of the vocabulary, in its order: those of terms with several names."""
    groups = [_group(term) for term in vocabulary()]
    return tuple([group for group in groups if len(group.understood) > 1])


def _group(term: FieldTerm) -> SynonymGroup:
    return SynonymGroup((*term.searched, *term.understood), term.searched)


@cache
def spelling_groups() -> tuple[SynonymGroup, ...]:
    """The groups of `spellings.csv`, in its order."""
    return tuple([SynonymGroup(group, group) for group in spellings()])


@cached_by_version(2)
def names_in_reports() -> NamesInReports:
    """The names of things that reports give in several ways."""
    with connection.cursor() as cursor:
        cursor.execute(MEANINGS, [LEAST_REPORTS])
        meanings, lexemes = cursor.fetchone()
    words = (lexemes or "").replace(EXACT, "")
    return NamesInReports(
        tuple(groups_of_meanings([AbbreviationMeaning(*row) for row in meanings or []])),
        tuple(spelling_pairs(words)),
        words,
    )


def written_words() -> frozenset[str]:
    """All words of the archive as they are written, in small letters."""
    return _each_word(names_in_reports().words)


@lru_cache(maxsize=2)
def _each_word(words: str) -> frozenset[str]:
    """Each of some words: made anew only after a change that brings or takes a word."""
    return frozenset(words.split(" "))


@cached_by_version(2, content=names_in_reports)
def thesaurus(in_reports: NamesInReports) -> Thesauri:
    """The synonyms from the files, and from reports that explain or spell names in other ways."""
    names = list(plurals())
    for group in (*groups_of_file(), *spelling_groups()):
        names += group.understood
    for explained in in_reports.explained:
        names += explained.understood
    for pair in in_reports.spellings:
        names += pair
    look_up_words(words_of_all(names))  # In one statement for all groups below.
    spelt = [*spelling_groups(), *[SynonymGroup(pair, pair) for pair in in_reports.spellings]]
    spellings_of = synonyms_by_stems(spelt)
    terms = with_explained(groups_of_file(), in_reports.explained)
    groups = [*[in_any_spelling(group, spellings_of) for group in terms], *spelt]
    return Thesauri(synonyms_by_stems(groups), spellings_of)


def with_explained(
    groups: Sequence[SynonymGroup], explained: Sequence[SynonymGroup]
) -> list[SynonymGroup]:
    """The groups of the vocabulary, together with those that reports explain.

    For an abbreviation of the vocabulary, the vocabulary decides, whatever reports explain. An
    abbreviation that reports explain by a term of the vocabulary joins the group of that term, so
    that all names of the term find the same.
    """
    together = list(groups)
    place_of: dict[Stems, int] = {}
    for number, each in enumerate(groups):
        for name in each.understood:
            place_of.setdefault(_stems_of_name(name), number)
    for group in explained:
        short, long = group.understood[:2]
        if _stems_of_name(short) in place_of:
            continue
        place = place_of.get(_stems_of_name(long))
        if place is None:
            together.append(group)
        else:
            own = together[place]
            searched = [name for name in group.searched if name != long]
            together[place] = SynonymGroup(
                (*own.understood, *group.understood), (*own.searched, *searched)
            )
    return together


def in_any_spelling(group: SynonymGroup, spellings_of: Thesaurus) -> SynonymGroup:
    """The group, which then also understands its names with a part in another spelling."""
    understood = list(group.understood)
    for name in group.understood:
        written = _respelt(words_of(name), spellings_of)
        understood.extend([" ".join(words) for words in written])
    return replace(group, understood=tuple(understood))


def _respelt(phrase: tuple[str, ...], spellings_of: Thesaurus) -> Iterator[tuple[str, ...]]:
    """A phrase with one of its parts in another spelling."""
    for start in range(len(phrase)):
        for end in range(start + 1, min(start + LONGEST_SPELLING, len(phrase)) + 1):
            for other in spellings_of.get(stems_of(phrase[start:end]), ()):
                yield phrase[:start] + words_of(other) + phrase[end:]


def groups_of_meanings(meanings: Sequence[AbbreviationMeaning]) -> list[SynonymGroup]:
    """A group for each meaning of an abbreviation, in the order given.

    Two sorts of abbreviations are understood, but not searched: those that are ordinary words in
    small letters (FAST, SEND), which would find these words, and those that mostly mean something
    else.
    """
    look_up_words(words_of_all([meaning.long for meaning in meanings]))  # In one statement.
    of_short: Counter[str] = Counter()
    of_meaning: Counter[tuple[str, Stems]] = Counter()
    for meaning in meanings:
        of_short[meaning.short] += meaning.reports
        of_meaning[meaning.short, _stems_of_name(meaning.long)] += meaning.reports
    groups = []
    for meaning in meanings:
        reports = of_meaning[meaning.short, _stems_of_name(meaning.long)]
        is_main = reports >= MAIN_MEANING * of_short[meaning.short]
        both = (meaning.short, meaning.long)
        searched = both if is_main and not meaning.is_word else (meaning.long,)
        groups.append(SynonymGroup((*both, f"{meaning.short}s"), searched))
    return groups


def synonyms_by_stems(groups: Iterable[SynonymGroup]) -> dict[Stems, list[str]]:
    """The synonyms of each understood name, by its stems, each once, in the order of the groups."""
    synonyms: dict[Stems, dict[Stems, str]] = defaultdict(dict)
    for group in groups:
        searched = [(_stems_of_name(name), name) for name in group.searched]
        for name in group.understood:
            own = _stems_of_name(name)
            for stems, other in searched:
                if stems != own:
                    synonyms[own].setdefault(stems, other)
    return {stems: list(others.values()) for stems, others in synonyms.items()}
