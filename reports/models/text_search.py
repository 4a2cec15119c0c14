"""Names and expressions of the full-text index in PostgreSQL, for models and queries.

Migrations 0001, 0012, 0022 and 0024 make the objects; only this module knows their names in Python.
`reports/models/indexed_text.py` has the normalised texts that the vectors are made of.

A paragraph's vector has each word twice at the same position: as its stem (`interview`), and as
written (`=interviews`), after an equals sign, which no word can contain. Both are in lower case and
without accents. So one index finds stems, exact words and prefixes. There are no stop words, so
every word has its position.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func

EXACT = "="
"""The prefix of a word as written. PostgreSQL's parser never makes such a word from a text."""
PAIR = "~"
"""Joins two adjacent common stems in a paragraph's entry."""
TAG = ":"
"""Separates a filter from its value in a paragraph's entry."""
LEVEL = "^"
"""Separates a stem from its level in a paragraph's entry."""
LEVELS = (1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 1.85, 1.9, 1.95, 2.0, 2.05)
"""The least `archive_saturation` of each level, from level 1."""
MOST_SATURATED = 2.2
"""The limit of `archive_saturation`, which it never reaches."""
POSITION_BITS, SECTION_BITS = 16, 10
"""Bits of a place: the lowest are the section's, then come the position's, then the inspection's.
"""


class ArchiveVector(Func):
    """The search vector of a text: immutable, so that a generated column may hold it."""

    function = "archive_vector"
    output_field = SearchVectorField()
