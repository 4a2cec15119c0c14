"""The ledger: the providers and files that the publisher's site lists, and the state of each.

A file has one row, by the publisher's id, even if several pages list it. The ledger shows which
files the archive lacks, so none is fetched twice.

This module also has the differences from the publisher's statistics.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone


class ListedProvider(models.Model):
    """An authority as the publisher's list names it, by its unique reference number (URN).

    `authority` is the authority of the archive with its URN or name. If there is none, it is empty
    until a person chooses one.
    """

    urn = models.CharField("URN", max_length=10, unique=True)
    name = models.CharField(max_length=200, help_text="As the list prints it.")
    address = models.CharField(max_length=500, help_text="The provider's page.")
    category = models.CharField(max_length=200, blank=True)
    latest_report = models.CharField(
        max_length=60, blank=True, help_text="The date of its latest report, as the list prints it."
    )
    closed = models.BooleanField(
        default=False, help_text="Whether it is on the list of closed providers."
    )
    authority = models.ForeignKey(
        "reports.Authority",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="listed_as",
        help_text="The authority of the archive; empty until a person chooses it.",
    )
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "urn"]

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"


class ListedFileQuerySet(QuerySet["ListedFile"]):
    def with_rows(self) -> Self:
        """With the rows that a line about a file needs, in one query."""
        return self.select_related("authority", "source", "reading", "reading__inspection")

    def removed(self) -> Self:
        """Those that the publisher has removed, the last removed first."""
        return self.filter(state=ListedFile.State.GONE).order_by("-gone_since", "-file_id")


class ListedFile(models.Model):
    """One file on the publisher's site, by its id there, and its state in the archive."""

    class State(models.TextChoices):
        LISTED = "listed", "Listed, not fetched yet"
        FETCHED = "fetched", "Fetched"
        GONE = "gone", "Removed by the publisher"
        CHANGED = "changed", "Changed: other bytes under the same id"
        REFUSED = "refused", "Refused: not a report"
        UNKNOWN_KIND = "unknown-kind", "Of an unknown kind"

    file_id = models.CharField("file", max_length=10, unique=True)
    authority = models.ForeignKey(
        "reports.Authority",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="listed_files",
        help_text="That of the first page that listed it.",
    )
    providers = models.ManyToManyField(
        ListedProvider, related_name="files", help_text="Whose pages list it today."
    )
    kind = models.CharField(max_length=200, help_text="The kind of report, as printed.")
    event_date = models.DateField(help_text="The day of the event on site.")
    published = models.DateField(help_text="The publication date.")
    address = models.CharField(max_length=500)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was asked for last, and answered."
    )
    status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The HTTP status of the last answer."
    )
    etag = models.CharField("ETag", max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField(null=True, blank=True, help_text="Bytes.")
    source = models.ForeignKey(
        "reports.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="listed_as"
    )
    reading = models.ForeignKey(
        "reports.Reading",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="listed_as",
    )
    earlier_reading = models.ForeignKey(
        "reports.Reading",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a changed file: what was read from the earlier bytes.",
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.LISTED)
    reason = models.TextField(
        blank=True, help_text="Why it is in this state, or why its reading waits."
    )
    gone_since = models.DateField(null=True, blank=True)

    objects = ListedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-file_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["listed", "fetched", "gone", "changed", "refused", "unknown-kind"]
                ),
                name="listedfile_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="gone", gone_since__isnull=False)
                | (~Q(state="gone") & Q(gone_since=None)),
                name="listedfile_gone_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"File {self.file_id}: {self.kind}, {self.published}"

    @property
    def waits(self) -> bool:
        """Whether its reading waits at the desk."""
        return self.reading is not None and self.reading.inspection_id is None


class StoredPage(models.Model):
    """A page of the publisher's site as it was last read.

    Its validators allow conditional requests (RFC 9110, 13.1): the site does not send an unchanged
    page again.
    """

    address = models.CharField(max_length=500, unique=True)
    etag = models.CharField("ETag", max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    reader_version = models.PositiveSmallIntegerField(
        help_text="The version of the code that read it; another version asks for the whole page."
    )
    content = models.JSONField(help_text="What was read from it.")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address


class StatisticsDifference(models.Model):
    """One judgement on which the archive and a file of statistics differ.

    It waits until a person settles it. A grade is empty if the source has none.
    """

    authority = models.ForeignKey(
        "reports.Authority", on_delete=models.CASCADE, related_name="statistics_differences"
    )
    inspection = models.ForeignKey(
        "reports.Inspection", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    last_day = models.DateField(null=True, blank=True, help_text="Of the inspection in the file.")
    area = models.CharField(max_length=30)
    here = models.CharField(max_length=25, blank=True, help_text="The archive's grade.")
    there = models.CharField(max_length=25, blank=True, help_text="The grade in the statistics.")
    file = models.CharField(max_length=255, help_text="The name of the file of statistics.")
    place = models.CharField(max_length=200, help_text="Where it stands in the file.")
    compared_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["authority__name", "-last_day", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "file", "place", "area"], name="statistics_difference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {self.area}: {self.here or 'nothing'}, {self.there or 'nothing'}"
