"""How the archive's text is indexed in PostgreSQL: the names and expressions that models and
queries share.

The objects themselves are made in migrations 0001 and 0012; this module is the one place in Python
that knows their names. `reports/models/indexed_text.py` has the texts that the vectors are made of.

A paragraph's vector holds each word twice at the same place: as its stem (`interview`) and, behind
an equals sign that no word can contain, as it is written (`=interviews`), lower case and without
accents in both. One index so answers stemmed words, exact words and beginnings of words, and every
word has its place, for there is no stop list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import BooleanField, F, Func, Value

EXACT = "="
"""What stands before a word as it is written; the parser of PostgreSQL can make no such word of a
text.
"""
PAIR = "~"
"""What joins common stems that stand side by side, in a paragraph's entry."""
TAG = ":"
"""What stands between a filter and its value, in a paragraph's entry."""
LEVEL = "^"
"""What stands between a stem and its level, in a paragraph's entry."""
LEVELS = (1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 1.85, 1.9, 1.95, 2.0, 2.05)
"""The least `archive_saturation` of each level, from level 1."""
MOST_SATURATED = 2.2
"""What `archive_saturation` never reaches."""
POSITION_BITS, SECTION_BITS = 16, 10
"""The lowest bits of a place are the section's, those above them the position's, the others the
inspection's.
"""


class ArchiveVector(Func):
    """The search vector of a text: immutable, so that a generated column may hold it."""

    function = "archive_vector"
    output_field = SearchVectorField()


class Matches(Func):
    """Whether a vector matches a query, given as the text of a tsquery made of quoted lexemes."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, vector: str, query: str) -> None:
        super().__init__(F(vector), Value(query))


@dataclass(frozen=True, slots=True)
class Matching:
    """What paragraphs must match: the text of a tsquery over their entries' words, and what that
    cannot decide.

    `entries` None: any entry may match. `paragraphs`, over the vectors, is None where the entries
    decide. What matches one of `besides`, over the entries, is found in any case.
    """

    entries: str | None
    paragraphs: str | None = None
    besides: tuple[str, ...] = ()

    def within(self, tags: str) -> Matching:
        """The same, of entries that match another query, too."""
        besides = tuple(f"({each}) & ({tags})" for each in self.besides)
        return Matching(
            f"({self.entries}) & ({tags})" if self.entries else tags, self.paragraphs, besides
        )

    @property
    def parts(self) -> tuple[Matching, ...]:
        """What is looked up one by one, of which all is found."""
        if not self.besides:
            return (self,)
        return (*map(Matching, self.besides), Matching(self.entries, self.paragraphs))


@cache
def stems_in_pairs() -> tuple[frozenset[str], frozenset[str]]:
    """The common and the small stems; they never change while the archive runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_common(), archive_small()")
        common, small = cursor.fetchone()
    return frozenset(common), frozenset(small)


def common_stems() -> frozenset[str]:
    """The stems whose pairs have a word of their own."""
    return stems_in_pairs()[0]


def small_stems() -> frozenset[str]:
    """The common stems that make one word with those on both sides."""
    return stems_in_pairs()[1]


class CarriesMeaning(Func):
    """Whether a word is none of PostgreSQL's English stop words (PostgreSQL manual 12.6.1): "the",
    "they", "not".

    For lists of words alone: the index has no stop words.
    """

    template = "to_tsvector('pg_catalog.english', %(expressions)s) <> ''::tsvector"
    output_field = BooleanField()


def tsquery_of(phrase: Iterable[str]) -> str:
    """Lexemes in sequence as the text of a tsquery; one that ends in a star is the beginning of a
    word.

    They are made of letters, digits and our own sign, so that quotes suffice to make them nothing
    but words.
    """
    return " <-> ".join(
        f"'{lexeme.removesuffix('*')}'" + ":*" * lexeme.endswith("*") for lexeme in phrase
    )


def any_of(lexemes: Iterable[str]) -> str:
    """Lexemes, no beginnings, as the text of a tsquery for what has one of them."""
    return "'" + "' | '".join(lexemes) + "'"
