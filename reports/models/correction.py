"""Corrections by editors, published changes, and mistakes that readers reported.

All refer to their inspection by its slug, without a constraint: an inspection that was unpublished
keeps its history, and has its corrections again when it returns under its slug. Read the inspection
with `select_related`: it is None if the inspection no longer exists.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone


def _inspection(related_name: str) -> models.ForeignKey[Any, Any]:
    # Nullable only for Django: then it uses an outer join, which keeps rows without inspection. A
    # constraint of the database requires the slug.
    return models.ForeignKey(
        "reports.Inspection",
        to_field="slug",
        db_column="slug",
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        null=True,
        related_name=related_name,
    )


def _person(**options: Any) -> models.ForeignKey[Any, Any]:
    # An account with actions cannot be deleted, only deactivated.
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options
    )


class CorrectionQuerySet(QuerySet["Correction"]):
    def active(self) -> Self:
        """Those that are not withdrawn."""
        return self.filter(withdrawn_at=None)


class Correction(models.Model):
    """A value that an editor gave in place of the reading's.

    It takes precedence over every reading until it is withdrawn, and is never deleted.
    """

    class Standing(models.TextChoices):
        APPLIED = "applied", "Applied"
        NEEDLESS = "needless", "Needless: the reading says the same"
        UNAPPLIED = "unapplied", "Not applied: what it corrects is not in the reading"
        IMPOSSIBLE = "impossible", "Not applied: impossible beside what else the inspection says"

    inspection = _inspection("corrections")
    authority = models.ForeignKey("reports.Authority", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(
        max_length=120,
        help_text="What is corrected: a `Target` of `reports/publishing/content/targets.py`.",
    )
    passage = models.TextField(
        blank=True, help_text="The paragraph's text as it was read; it tells which one is meant."
    )
    before = models.TextField(blank=True, help_text="What it said before any correction.")
    after = models.TextField(blank=True, help_text="What it says instead; empty for nothing.")
    reason = models.TextField()
    by = _person()
    at = models.DateTimeField(auto_now_add=True)
    withheld_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its words were withheld from the public; empty where they are not.",
    )
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.APPLIED)
    withdrawn_by = _person(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=False), name="correction_names_inspection"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=Q(standing__in=["applied", "needless", "unapplied", "impossible"]),
                name="correction_standing_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="correction_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["inspection", "what"],
                condition=Q(withdrawn_at=None),
                name="correction_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: “{self.before}” corrected to “{self.after}”"


class ChangeQuerySet(QuerySet["Change"]):
    def of(self, slug: str) -> Self:
        """The history of one inspection, the latest first, even if the inspection is gone."""
        return self.filter(inspection_id=slug).order_by("-at", "-pk")


class Change(models.Model):
    """One published change of an inspection. It is written in the transaction of the change, and
    never altered.
    """

    class What(models.TextChoices):
        PUBLISHED = "published", "Published"
        REVISED = "revised", "Revised"
        RE_READ = "re-read", "Read again"
        CORRECTED = "corrected", "Corrected"
        WITHDRAWN = "correction-withdrawn", "Correction withdrawn"
        UNPUBLISHED = "unpublished", "Unpublished"
        REDACTED = "original-redacted", "Redacted original supplied"

    inspection = _inspection("changes")
    authority = models.ForeignKey("reports.Authority", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300, help_text="The inspection as it was called then.")
    reading = models.ForeignKey(
        "reports.Reading",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
        help_text="The reading that was shown after it; of an unpublished text, before it.",
    )
    what = models.CharField(max_length=20, choices=What.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = _person(null=True, blank=True)
    reason = models.TextField(blank=True)
    changed = models.JSONField(help_text="A `Difference` of `reports/publishing/history`.")
    moved = models.JSONField(
        default=list,
        help_text="The anchors that left the page: `MovedAnchor` of `reports/publishing/history`.",
    )
    withheld = models.BooleanField(default=False, help_text="The words are not shown in public.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=False), name="change_names_inspection"
            ),
            models.CheckConstraint(
                condition=Q(
                    what__in=[
                        "published",
                        "revised",
                        "re-read",
                        "corrected",
                        "correction-withdrawn",
                        "unpublished",
                        "original-redacted",
                    ]
                ),
                name="change_what_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_what_display().lower()}"


class CorrectionRequest(models.Model):
    """A mistake in a text that a reader reported, and an editor's answer.

    It does not say who sent it. Only the desk shows the reader's words, since they may contain
    names; the answer is public.
    """

    class Conclusion(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        AS_PRINTED = "as-printed", "Not changed: the report prints it so"
        OTHER = "other", "Not changed, for another reason"

    inspection = _inspection("correction_requests")
    title = models.CharField(max_length=300, help_text="The inspection as it was called then.")
    anchor = models.CharField(
        max_length=60, blank=True, help_text="The passage meant; empty for the whole report."
    )
    passage = models.TextField(blank=True, help_text="The passage as it was shown then.")
    words = models.TextField(help_text="What the reader wrote.")
    sender = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="A code of the sender's network, to limit requests; erased after a day.",
    )
    at = models.DateTimeField(default=timezone.now)
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices, blank=True)
    answer = models.TextField(blank=True, help_text="Public, without names.")
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=False), name="request_names_inspection"
            ),
            models.CheckConstraint(
                condition=Q(conclusion="", answer="", answered_by=None, answered_at=None)
                | (
                    Q(conclusion__in=["corrected", "as-printed", "other"])
                    & ~Q(answer="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="request_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: request {self.pk}"

    @property
    def passage_name(self) -> str:
        """The anchor as people write it: paragraph 22, point 5; empty for the whole report."""
        if self.anchor[:1] == "p" and self.anchor[1:].isdigit():
            return f"paragraph {self.anchor[1:]}"
        return self.anchor.replace("-", " ")
