"""Received files, and their readings by each version of the parser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max, Q, QuerySet

from reports.facts.vocabulary import Severity
from reports.files.originals import read_original
from reports.ingest.parsed import ParsedReport, Problem, by_gravity
from reports.models.problem_counts import ProblemCount


class SourceQuerySet(QuerySet["Source"]):
    def read_before(self, parser_version: int) -> Self:
        """Those whose latest reading was made by an older parser."""
        return self.annotate(newest_reading=Max("readings__parser_version")).filter(
            newest_reading__lt=parser_version
        )

    def of(self, slugs: Iterable[str]) -> Self:
        """Those that were read for inspections or authorities with these slugs."""
        slugs = list(slugs)
        named = Q(readings__inspection__slug__in=slugs) | Q(
            readings__inspection__authority__slug__in=slugs
        )
        return self.filter(pk__in=Source.objects.filter(named).values("pk"))


class Source(models.Model):
    """A received file. Its bytes are stored among the originals under their SHA-256."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", "Uploaded"
        PASTE = "paste", "Pasted"
        COMMAND = "command", "Imported by command"
        SAMPLE = "sample", "Sample report"
        FETCHED = "fetched", "Fetched from the publisher’s site"

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=60)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"

    def content(self) -> bytes:
        """The bytes as received. Raises `MissingOriginal` if the original does not exist."""
        return read_original(self.sha256)


class RedactedOriginal(models.Model):
    """A copy of a source that an editor supplied without words that are withheld from the public.

    It is served instead of the original. Its bytes are stored among the originals under their
    SHA-256. If a source has several, the latest is served.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="redacted")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=60)
    supplied_at = models.DateTimeField(auto_now_add=True)
    supplied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-supplied_at", "-pk"]

    def __str__(self) -> str:
        return f"Redacted copy of {self.source.name}"


class ReadingQuerySet(QuerySet["Reading"]):
    def waiting(self) -> Self:
        """Those that are neither published nor discarded."""
        return self.filter(inspection=None)

    def published(self) -> Self:
        """Those whose text is shown."""
        return self.filter(shown_by__isnull=False)

    def set_aside(self) -> Self:
        """Those of an inspection that shows another reading."""
        return self.filter(inspection__isnull=False, shown_by__isnull=True)


class Reading(models.Model):
    """The report that one version of the parser read from one source.

    It waits for a person, or belongs to an inspection.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="readings")
    parser_version = models.PositiveSmallIntegerField()
    report = models.JSONField(help_text="The parsed report, from the file alone.")
    checks = models.JSONField(
        default=list, help_text="Problems found against what the archive knows."
    )
    read_at = models.DateTimeField(auto_now_add=True)
    inspection = models.ForeignKey(
        "reports.Inspection",
        on_delete=models.SET_NULL,
        related_name="readings",
        null=True,
        blank=True,
        help_text="The inspection that it was published for; empty while it waits.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    warnings = models.GeneratedField(
        expression=ProblemCount(Severity.WARNING),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    notes = models.GeneratedField(
        expression=ProblemCount(Severity.INFO), output_field=models.IntegerField(), db_persist=True
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]
        permissions = [("publish_reading", "Can publish and unpublish reports")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "parser_version"], name="reading_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"Reading of {self.source.name} by parser {self.parser_version}"

    def parsed(self) -> ParsedReport:
        """The report as the parser read it."""
        return ParsedReport.from_json(self.report)

    def problems(self) -> list[Problem]:
        """The problems of the parser and of the checks against the archive, the gravest first."""
        return by_gravity([*self.parsed().problems, *self.archive_checks()])

    def archive_checks(self) -> list[Problem]:
        """The problems of the checks against the archive, when received or last published."""
        return [Problem.from_json(check) for check in self.checks]

    @property
    def state(self) -> str:
        """The state of the reading in words."""
        if self.inspection is None:
            return "waiting"
        if self.inspection.reading_id == self.pk:
            return "published"
        return "replaced by a later reading"
