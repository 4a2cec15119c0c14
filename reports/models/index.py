"""Rows that are derived from other rows.

Triggers write most of them in the transaction of the change (migrations 0004, 0005 and 0008), so
they are never out of date; nothing else writes them. Only themes are made by a command
(`make_themes`), and stay as they are until its next run (migration 0027).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now

from reports.models.text_search import SECTION_BITS

PENDING = 2048
"""Kilobytes of entries that are collected before they are merged, while many reports are written.

A search then reads up to this much, in a millisecond a scan; twice as much would save little.
"""


class ArchiveVersion(models.Model):
    """One row with a number that triggers increase with every change of what the archive shows
    (migration 0005).

    Results that are computed from the archive are cached under this number.
    """

    number = models.BigIntegerField(default=1)
    changed_at = models.DateTimeField(
        db_default=Now(), help_text="When the number was counted up last."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="archive_has_one_version")]

    def __str__(self) -> str:
        return str(self.number)


class Lexeme(models.Model):
    """The number of paragraphs that contain a lexeme. It shows how rare a word is, and which word a
    misspelt one may mean.
    """

    lexeme = models.TextField(primary_key=True)
    paragraphs = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["lexeme"], opclasses=["gin_trgm_ops"], name="lexeme_trigrams")]

    def __str__(self) -> str:
        return self.lexeme


class Section(models.Model):
    """A combination of area, grade and part of a report that some paragraph has; each once."""

    id = models.SmallAutoField(primary_key=True)
    area = models.CharField(max_length=30, blank=True)
    grade = models.CharField(max_length=25, blank=True)
    role = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "grade", "role"], name="section_once"),
            models.CheckConstraint(condition=Q(pk__lt=2**SECTION_BITS), name="section_fits_place"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.role, self.area, self.grade)))


class Entry(models.Model):
    """A narrow row for each paragraph, which searches scan instead of the paragraph.

    `words` has the lexemes of the paragraph's vector without positions, with levels and pairs
    (`archive_entry`), and tags for the filters (`archive_tags`). It is stored out of line. `place`
    is one number made of inspection, position and section (`archive_place`).
    """

    paragraph = models.OneToOneField(
        "reports.Paragraph",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="entry",
        db_constraint=False,
    )
    place = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "entries"
        # The trigger keeps its pending list short, for every search reads it (migration 0029).
        indexes = [GinIndex(fields=["words"], name="entry_words")]

    def __str__(self) -> str:
        return str(self.place)


@contextmanager
def merging_entries_together() -> Iterator[None]:
    """Let the index collect the entries of several reports before it merges them, in this block.

    That takes half the time of merging each report's own. At the end of the block all are merged.
    If it fails, the session ends or its transaction is rolled back, and the next report that is
    published merges them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('archive.pending_list_limit', %s, false)", [str(PENDING)])
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET archive.pending_list_limit")
        cursor.execute("SELECT gin_clean_pending_list('entry_words')")


class Theme(models.Model):
    """What a paragraph is about, as a vector: vectors of paragraphs on similar subjects are near.

    `vector` has one byte for each number. `group_number` is that of the `ThemeGroup` with the
    nearest centre. A paragraph whose text is newer than the last run of `make_themes` has no theme.
    """

    paragraph = models.OneToOneField(
        "reports.Paragraph",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="theme",
        db_constraint=False,
    )
    group_number = models.PositiveSmallIntegerField(db_index=True)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return f"theme of paragraph {self.paragraph_id}"


class ThemeStem(models.Model):
    """The vector that a stem adds to each paragraph that has it: two bytes for each number.

    `focus` says how near the paragraphs with this stem are to each other: 0 for as near as any two
    paragraphs, 1 for equal vectors.
    """

    stem = models.TextField(primary_key=True)
    vector = models.BinaryField()
    focus = models.FloatField()

    def __str__(self) -> str:
        return self.stem


class ThemeGroup(models.Model):
    """A group of paragraphs with near themes, so that a query compares few: its centre and size."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    centre = models.BinaryField()
    paragraphs = models.PositiveIntegerField(db_default=0)

    def __str__(self) -> str:
        return f"themes {self.number}"
