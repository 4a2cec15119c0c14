"""Words that never say what a passage is about: general words, and names of authorities.

General words are listed in `search/data/general_words.txt`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.models.indexed_text import words_of_all
from reports.overview.cache import cached_by_version
from reports.overview.outline import authorities
from search.index.lexemes import stems_of

FILE = Path(__file__).parents[2] / "data" / "general_words.txt"


def words_in(text: str) -> list[str]:
    """The words of a list, without lines that begin with `#`."""
    words: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            words += line.split()
    return words


@cache
def general_stems() -> frozenset[str]:
    """The stems of the general words, looked up once a process."""
    return frozenset(stems_of(words_in(FILE.read_text(encoding="utf-8"))))


def names_of_authorities() -> tuple[str, ...]:
    """The names of all authorities, by name."""
    return tuple(authority.name for authority in authorities())


@cached_by_version(2, content=names_of_authorities)
def name_stems(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words of authorities' names."""
    return frozenset(stems_of(sorted(words_of_all(names))))
