"""In how many paragraphs lexemes occur, which makes words rare or common; the database counts them
as paragraphs come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import log

from django.db import connection

from search.index.sql import statement

COMMONEST = ["the", "of", "and", "to"]
"""The commonest words of English, which hardly any paragraph lacks."""
FREQUENCIES, OF_BEGINNINGS = statement("frequencies"), statement("beginnings")
COUNTING = (
    "(SELECT json_agg(json_build_array(lexeme, paragraphs, stems)) FROM (COUNTED) AS counted)"
)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many paragraphs lexemes occur (a beginning, which ends in a star: at most).

    `total` is how many paragraphs there are, taken from the commonest words. `stems_of_beginnings`
    are the stems of all words with a beginning, unless they are too many to be of use.
    """

    paragraphs: dict[str, int]
    total: int
    stems_of_beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)


def frequencies(lexemes: Collection[str]) -> Frequencies:
    """How often lexemes occur in the archive."""
    counting, arguments = counting_of(lexemes)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counting}", arguments)
        return frequencies_of(lexemes, cursor.fetchone()[0])


def counting_of(lexemes: Collection[str]) -> tuple[str, list[list[str]]]:
    """An expression for any statement, with its arguments, whose value `frequencies_of` takes."""
    beginnings = [lexeme for lexeme in lexemes if lexeme.endswith("*")]
    whole = [lexeme for lexeme in lexemes if not lexeme.endswith("*")] + COMMONEST
    counted = f"{FREQUENCIES} {OF_BEGINNINGS}" if beginnings else FREQUENCIES
    return COUNTING.replace("COUNTED", counted), [whole, beginnings] if beginnings else [whole]


def frequencies_of(
    lexemes: Iterable[str], counted: list[tuple[str, int, list[str] | None]] | None
) -> Frequencies:
    """The frequencies of lexemes, of the value of the expression that `counting_of` gives."""
    paragraphs = dict.fromkeys(lexemes, 0)
    stems_of_beginnings = {}
    for lexeme, count, stems in counted or []:
        paragraphs[lexeme] = int(count)
        if stems:
            stems_of_beginnings[lexeme] = tuple(stems)
    return Frequencies(paragraphs, max(1, *paragraphs.values()), stems_of_beginnings)


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what occurs in `paragraphs` of `total`; above zero."""
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))
