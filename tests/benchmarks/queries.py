"""The queries that are measured, each in the language of every system, and the phrases that are
counted literally.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """One query and its filters, by the codes of the vocabulary.

    `textbook` is a websearch query of PostgreSQL or, where it ends in `:*`, a raw one; `fts5` is a
    MATCH expression; `tantivy` goes to its parser with AND by default, one word with a star being
    the beginning of words.
    """

    group: str
    ours: str
    textbook: str = ""
    fts5: str = ""
    tantivy: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """As tables name it."""
        return ", ".join([self.ours, *(" or ".join(values) for values in self.filters.values())])


def _alike(group: str, query: str, **filters: tuple[str, ...]) -> BenchmarkQuery:
    """A query that all languages write alike."""
    return BenchmarkQuery(group, query, query, query, query, filters)


SOUTH_WEST = ("south-west",)
QUERIES = (
    _alike("rare", "whistleblowing"),
    _alike("rare", "refugees"),
    _alike("mid", "neglect"),
    _alike("mid", "exploitation"),
    _alike("common", "children"),
    _alike("and", "neglect assessments"),
    _alike("and, common", "social workers"),
    _alike("and", "missing risk delay"),
    _alike("phrase", '"return home interviews"'),
    _alike("phrase of common words", '"children in care"'),
    _alike("phrase of common words", '"care leavers"'),
    _alike("phrase and word", '"personal advisers" housing'),
    _alike("or", "neglect OR abuse OR harm"),
    _alike("or", 'uasc OR refugee OR "asylum-seeking"'),
    BenchmarkQuery(
        "not",
        "fostering -adoption",
        "fostering -adoption",
        "fostering NOT adoption",
        "fostering -adoption",
    ),
    BenchmarkQuery(
        "not, common",
        "children -adoption",
        "children -adoption",
        "children NOT adoption",
        "children -adoption",
    ),
    BenchmarkQuery("prefix", "homeless*", "homeless:*", "homeless*", "homeless*"),
    BenchmarkQuery("prefix", "safeg*", "safeg:*", "safeg*", "safeg*"),
    _alike(
        "filtered",
        "exploitation",
        region=SOUTH_WEST,
        grade=("good",),
        year=("2020", "2021", "2022"),
    ),
    _alike("filtered", "children", region=SOUTH_WEST, grade=("good",), year=("2022",)),
    _alike("phrase of common words", '"children in care"', region=SOUTH_WEST),
)
"""The twenty-one queries: rare and common words, together, in sequence, as alternatives, excluded,
begun, filtered.
"""

PHRASES_OF_COMMON_WORDS = "phrase of common words"

STOP_WORD_PHRASES = (
    "children in care",
    "children and care",
    "the voice of the child",
    "in need of help",
    "at risk of",
    "out of area",
    "step down from",
    "all of the children",
)
"""Phrases with words that stock configurations leave out of the index."""
