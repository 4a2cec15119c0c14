"""What every system that is measured answers: ours and its peers, over the same paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from tests.benchmarks.queries import BenchmarkQuery

PAGE_SIZE = 20
FACETS = ("region", "grade", "year", "area")

Counts = dict[str, dict[str, int]]
"""For each facet, how many paragraphs each value would leave; neither an empty value nor one that
leaves none.
"""


@dataclass(frozen=True, slots=True)
class ListedParagraph:
    """One paragraph of a page: its key, how it is cited, and its text with what was found between
    `<mark>`s.
    """

    key: int
    authority: str
    ended: date
    marked: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results as every system gives it; a facet ignores its own choice and obeys all
    others.
    """

    total: int
    facets: Counts
    hits: list[ListedParagraph]


class System(Protocol):
    """A search engine that holds the paragraphs of the archive."""

    name: str

    def build(self) -> None:
        """Take in all paragraphs of the archive, as the engine's manual advises for a full load."""

    def forget(self) -> None:
        """Drop what is kept of earlier queries, before each that is timed."""

    def answer(self, query: BenchmarkQuery, *, page: int = 1, newest: bool = False) -> Answer:
        """A page of an answer: its exact total, four facets, and twenty marked hits, the best or
        the newest first.
        """

    def export(self, query: BenchmarkQuery) -> Iterator[str]:
        """A CSV file of the whole answer, the best first, in pieces of text."""

    def sizes(self) -> dict[str, int]:
        """The bytes on disk, by what they hold."""


def size_of(folder: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    return (
        folder.stat().st_size
        if folder.is_file()
        else sum(size_of(each) for each in folder.iterdir())
    )
