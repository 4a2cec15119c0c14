"""What is derived from the archive's rows: most of it by the database itself, in the same
transaction, so that it is never stale.

Triggers keep that true (migrations 0004, 0005 and 0008); nothing else writes it. Themes alone are
made by a command (`make_themes`), and serve until it makes them anew (migration 0027).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from reports.models.text_search import SECTION_BITS


class ArchiveVersion(models.Model):
    """One row, counted up by the database with every change of what the archive shows (migration
    0005).

    What is computed from the archive is cached under this number, and so can never be stale unseen.
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
    """In how many paragraphs each lexeme of the index stands: what makes a word rare, and what a
    misspelt one meant.
    """

    lexeme = models.TextField(primary_key=True)
    paragraphs = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["lexeme"], opclasses=["gin_trgm_ops"], name="lexeme_trigrams")]

    def __str__(self) -> str:
        return self.lexeme


class Section(models.Model):
    """What a paragraph may stand in: an area with its grade, as a part of a report. Each that
    occurs is here once.
    """

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
    """A paragraph as searches scan it: a narrow row with its words, out of line, and where it
    stands.

    `words` holds what `archive_entry` makes of the paragraph's vector: no positions, but levels and
    pairs; and what filters ask (`archive_tags`). `place` is one number of inspection, position and
    section (`archive_place`).
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
        # Every search reads what is not merged into the index yet (PostgreSQL manual, 65.4.4.1):
        # kept short.
        indexes = [GinIndex(fields=["words"], name="entry_words", gin_pending_list_limit=256)]

    def __str__(self) -> str:
        return str(self.place)


class Theme(models.Model):
    """What a paragraph is about: a vector that is near those of paragraphs on much the same.

    `vector` has a byte a number. `group_number` is that of the `ThemeGroup`
    whose centre is nearest.
    A paragraph whose text came in or changed since the last making has none.
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
    """What a stem adds to the vector of a paragraph that has it: two bytes a number.

    `focus` says how near its paragraphs are to each other, beside any two: 0 for as near as any, 1
    for the same.
    """

    stem = models.TextField(primary_key=True)
    vector = models.BinaryField()
    focus = models.FloatField()

    def __str__(self) -> str:
        return self.stem


class ThemeGroup(models.Model):
    """Paragraphs of near themes, so that few need be looked at: their centre and their number."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    centre = models.BinaryField()
    paragraphs = models.PositiveIntegerField(db_default=0)

    def __str__(self) -> str:
        return f"themes {self.number}"
