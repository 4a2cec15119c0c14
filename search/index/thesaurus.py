"""Names by their stems: which other names a search for a name includes.

Beside the groups of the file, each abbreviation that reports of the archive explain is a group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from reports.models.indexed_text import words_of
from reports.overview.cache import cached_by_version
from search.index.lexemes import learn, lexemes_of
from search.query.query import Query
from search.query.synonyms import Synonym, SynonymGroup, expand, groups_of_file
from search.query.tree import words_in

LEAST_REPORTS = 2
"""Reports that must give an abbreviation the same meaning before it counts; one may be a slip."""
MAIN_MEANING = 0.8
"""The share of the reports explaining an abbreviation from which on a meaning is its main one."""

Stems = tuple[str, ...]

MEANINGS = """
    SELECT short, long, reports, is_word FROM (
        SELECT
            short, long, count(*) AS reports,
            bool_or(bool_or(is_word)) OVER (PARTITION BY short) AS is_word
        FROM reports_abbreviation GROUP BY short, long
    ) AS meaning
    WHERE reports >= %s ORDER BY reports DESC, short, long
"""


class AbbreviationMeaning(NamedTuple):
    """What an abbreviation stands for, in how many reports; `is_word`: small, it is a plain word.

    A report gives each meaning once, by a constraint.
    """

    short: str
    long: str
    reports: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class StemThesaurus:
    """The synonyms of every name, by the stems of its words: singular and plural are one name."""

    by_stems: dict[Stems, list[str]]

    def key(self, words: Sequence[str]) -> Stems:
        """The stems of the words."""
        return stems_of(words)

    def synonyms(self, words: Sequence[str]) -> list[str]:
        """The other names of what the words name; empty when they name nothing."""
        return self.by_stems.get(stems_of(words), [])


def expanded(query: Query, switched_off: Collection[str]) -> tuple[Query, list[Synonym]]:
    """The query with its synonyms as alternatives, and the synonyms with those `switched_off`."""
    if query.root is None or query.exact:
        return query, []
    names = thesaurus()
    # One statement for all the words that are looked up below.
    learn({*words_in(query.root), *_words_of_names(switched_off)})
    return expand(query, switched_off, names)


def meanings_in_reports() -> tuple[AbbreviationMeaning, ...]:
    """The abbreviations that enough reports explain alike, those of most reports first."""
    with connection.cursor() as cursor:
        cursor.execute(MEANINGS, [LEAST_REPORTS])
        return tuple(AbbreviationMeaning(*row) for row in cursor.fetchall())


@cached_by_version(2, content=meanings_in_reports)
def thesaurus(meanings: Sequence[AbbreviationMeaning]) -> StemThesaurus:
    """The names of the file and those that reports of the archive explain."""
    learn(_words_of_names(_names(meanings)))
    groups = [*groups_of_file(), *groups_of_meanings(meanings)]
    return StemThesaurus(synonyms_by_stems(groups))


def _names(meanings: Iterable[AbbreviationMeaning]) -> list[str]:
    names: list[str] = []
    for group in groups_of_file():
        names += group.understood
    for meaning in meanings:
        names += (meaning.short, meaning.long)
    return names


def groups_of_meanings(meanings: Sequence[AbbreviationMeaning]) -> list[SynonymGroup]:
    """A group for each meaning of an abbreviation, in the order given.

    An abbreviation that is a word when written small (FAST, SEND) would find that word, and one
    that mostly means something else would find that: these are understood, but not searched for.
    """
    of_short: Counter[str] = Counter()
    of_meaning: Counter[tuple[str, Stems]] = Counter()
    for meaning in meanings:
        of_short[meaning.short] += meaning.reports
        of_meaning[meaning.short, stems_of_name(meaning.long)] += meaning.reports
    groups = []
    for meaning in meanings:
        reports = of_meaning[meaning.short, stems_of_name(meaning.long)]
        is_main = reports >= MAIN_MEANING * of_short[meaning.short]
        both = (meaning.short, meaning.long)
        searched = both if is_main and not meaning.is_word else (meaning.long,)
        groups.append(SynonymGroup(both, searched))
    return groups


def synonyms_by_stems(groups: Iterable[SynonymGroup]) -> dict[Stems, list[str]]:
    """For the stems of each understood name its synonyms, each once, in the order of the groups."""
    synonyms: dict[Stems, dict[Stems, str]] = defaultdict(dict)
    for group in groups:
        searched = [(stems_of_name(name), name) for name in group.searched]
        for name in group.understood:
            own = stems_of_name(name)
            for stems, other in searched:
                if stems != own:
                    synonyms[own].setdefault(stems, other)
    return {stems: list(others.values()) for stems, others in synonyms.items()}


def stems_of_name(name: str) -> Stems:
    """The stems of the words of a name."""
    return stems_of(words_of(name))


def stems_of(words: Sequence[str]) -> Stems:
    """The stems of words in sequence; a word that PostgreSQL parts has several."""
    lexemes = lexemes_of(words)
    stems: list[str] = []
    for word in words:
        stems += [lexeme.stem for lexeme in lexemes[word]]
    return tuple(stems)


def _words_of_names(names: Iterable[str]) -> set[str]:
    words: set[str] = set()
    for name in names:
        words.update(words_of(name))
    return words
