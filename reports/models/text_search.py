"""How the archive's text is indexed in PostgreSQL: the names and expressions that models and
queries share.

The objects themselves are made in migrations 0001, 0012, 0022 and 0024; this module is the one
place in Python that knows their names. `reports/models/indexed_text.py` has the texts that the vectors are made of.

A paragraph's vector holds each word twice at the same place: as its stem (`interview`) and, behind
an equals sign that no word can contain, as it is written (`=interviews`), lower case and without
accents in both. One index so answers stemmed words, exact words and beginnings of words, and every
word has its place, for there is no stop list.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func

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
