"""The names of things that are one: what any name brings in when it is searched for.

They come from two places: `data/equivalents.csv`, kept by hand, and the abbreviations that the
reports in the archive explain themselves. In the file, a name with a question mark behind it is
understood but never searched for: "PA?" among the names of the personal assistant lets a search for
PA find personal assistants, not the other way round.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.db import connection

from reports.models.indexed_text import words_of
from reports.overview.cache import kept
from search.index.lexemes import lexemes_of

FILE = Path(__file__).parents[1] / "data" / "equivalents.csv"
LEAST_REPORTS = 2
"""Reports that must explain an abbreviation alike before it is searched along; one may be a slip.
"""

MOSTLY = 0.8
"""Share of the reports that explain an abbreviation from which on one reading is what it means."""

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing: any of `understood` in a query brings in all of `searched`."""

    understood: tuple[str, ...]
    searched: tuple[str, ...]


@cache
def curated() -> tuple[Group, ...]:
    """The groups of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row["names"].split("|") for row in csv.DictReader(file)]
    return tuple(
        Group(
            tuple(name.rstrip("?") for name in names),
            tuple(name for name in names if not name.endswith("?")),
        )
        for names in rows
    )


Reading = tuple[str, str, int, bool]
"""An abbreviation, what it stands for, in how many reports, and whether its small letters are an
ordinary word.
"""


@kept(2)
def _readings(version: int) -> tuple[Reading, ...]:
    """How the reports of the archive explain abbreviations, the commonest first; read once for each
    `version`.
    """
    with connection.cursor() as cursor:
        cursor.execute(EXPLAINED, [LEAST_REPORTS])
        return tuple(cursor.fetchall())


def words_of_names(version: int) -> frozenset[str]:
    """The words of all names, those of the file and those that reports explain."""
    return _words_of_names(_readings(version))


@lru_cache(maxsize=2)
def _words_of_names(readings: tuple[Reading, ...]) -> frozenset[str]:
    """Most versions explain the same, and share it."""
    names = [
        *(name for row in readings for name in row[:2]),
        *(n for each in curated() for n in each.understood),
    ]
    return frozenset(word for name in names for word in words_of(name))


def explained(readings: tuple[Reading, ...]) -> tuple[Group, ...]:
    """The abbreviations that reports of the archive explain, a group for each reading.

    One that reads as an ordinary word when its letters are small (FAST, SEND) would find that word
    too, and one that mostly means something else would find that: they are understood, and not
    searched for.
    """
    of_all: Counter[str] = Counter()
    of_reading: Counter[tuple[str, Stems]] = Counter()
    for short, long, reports, _ in readings:
        of_all[short] += reports
        of_reading[short, stems_of_name(long)] += reports
    return tuple(
        Group((short, long), (long,) if is_word or share < MOSTLY else (short, long))
        for short, long, _, is_word in readings
        for share in [of_reading[short, stems_of_name(long)] / of_all[short]]
    )


# A report tells each reading once, by a constraint. A short form that is a word anywhere is one in
# all its readings.
EXPLAINED = """
    SELECT short, long, reports, is_word FROM (
        SELECT short, long, count(*) AS reports, bool_or(bool_or(is_word)) OVER (PARTITION BY short) AS is_word
        FROM reports_abbreviation GROUP BY short, long
    ) AS reading
    WHERE reports >= %s ORDER BY reports DESC, short, long
"""


@kept(2)
def by_stems(version: int) -> dict[Stems, list[str]]:
    """What each name brings in, by the stems of its words, so that singular and plural are one
    name.

    Made once for each `version` of the archive.
    """
    return _by_stems(_readings(version))


@lru_cache(maxsize=2)
def _by_stems(readings: tuple[Reading, ...]) -> dict[Stems, list[str]]:
    """Most versions explain the same, and share it."""
    groups = [*curated(), *explained(readings)]
    found: dict[Stems, dict[Stems, str]] = defaultdict(dict)
    for group in groups:
        searched = {stems_of_name(name): name for name in reversed(group.searched)}
        for name in group.understood:
            own = stems_of_name(name)
            for stems, other in reversed(searched.items()):
                if stems != own:
                    found[own].setdefault(stems, other)
    return {stems: list(others.values()) for stems, others in found.items() if others}


@lru_cache(maxsize=10_000)
def stems_of_name(name: str) -> Stems:
    """The stems of the words of a name; they never change while the archive runs."""
    return stems_of(words_of(name))


def stems_of(words: Iterable[str]) -> Stems:
    """What tells whether words are a name: their stems."""
    words = list(words)
    known = lexemes_of(words)
    return tuple(lexeme.stem for word in words for lexeme in known[word])
