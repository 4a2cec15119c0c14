"""How often lexemes stand in the archive, which makes words rare or common; the database counts
them as it goes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many paragraphs lexemes stand (a beginning, which ends in a star: at most), of how
    many in all.

    `begun` are the stems of all words that have a beginning, unless they are too many to be of use.
    """

    paragraphs: dict[str, int]
    total: int
    begun: dict[str, tuple[str, ...]] = field(default_factory=dict)


def frequencies(lexemes: Collection[str]) -> Frequencies:
    """How often lexemes stand in the archive."""
    counting, asked = counting_of(lexemes)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counting}", asked)
        return frequencies_of(lexemes, cursor.fetchone()[0])


def counting_of(lexemes: Collection[str]) -> tuple[str, list[list[str]]]:
    """An expression of SQL with its parameters, of which `frequencies_of` makes frequencies; any
    query may have it.
    """
    beginnings = [lexeme for lexeme in lexemes if lexeme.endswith("*")]
    whole = [*(lexeme for lexeme in lexemes if not lexeme.endswith("*")), *COMMONEST]
    counted = f"{FREQUENCIES} {BEGUN}" if beginnings else FREQUENCIES
    return COUNTING.replace("COUNTED", counted), [whole, beginnings] if beginnings else [whole]


def frequencies_of(
    lexemes: Iterable[str], counted: list[tuple[str, int, list[str] | None]] | None
) -> Frequencies:
    """The frequencies of lexemes, of what the expression gave.

    The number of all paragraphs is taken from the commonest words of English, which hardly any
    paragraph lacks.
    """
    rows = counted or []
    found = dict.fromkeys(lexemes, 0) | {lexeme: int(count) for lexeme, count, _ in rows}
    begun = {lexeme: tuple(stems) for lexeme, _, stems in rows if stems}
    return Frequencies(found, max(1, *found.values()), begun)


COUNTING = (
    "(SELECT json_agg(json_build_array(lexeme, paragraphs, stems)) FROM (COUNTED) AS counted)"
)
COMMONEST = ["the", "of", "and", "to"]
FREQUENCIES = """
    SELECT lexeme, paragraphs, NULL::text[] AS stems FROM reports_lexeme WHERE lexeme = ANY (%s)
"""
BEGUN = """
    UNION ALL SELECT beginning, (
        SELECT coalesce(sum(paragraphs), 0) FROM reports_lexeme WHERE lexeme LIKE replace(beginning, '*', '%%')
    ), (
        SELECT CASE WHEN count(DISTINCT written) <= 40 THEN array_agg(DISTINCT each.lexeme) END
        FROM (
            SELECT substr(lexeme, 2) AS written FROM reports_lexeme
            WHERE lexeme LIKE replace(beginning, '*', '%%') LIMIT 41
        ) AS word, unnest(archive_vector(written)) AS each WHERE NOT starts_with(each.lexeme, '=')
    ) FROM unnest(%s::text[]) AS beginning
"""
