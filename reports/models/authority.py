"""The councils that are inspected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.facts.vocabulary import Region
from reports.models.addresses import address
from reports.models.inspection import Inspection, code_of


def has_closed(closed: date | None) -> bool:
    """Whether the day of an authority's closing has come; False for None, no such day."""
    return closed is not None and closed <= timezone.localdate()


class AuthorityQuerySet(QuerySet["Authority"]):
    def current(self) -> Self:
        """The authorities that exist today: opened, and not yet closed."""
        today = timezone.localdate()
        opened = Q(opened=None) | Q(opened__lte=today)
        return self.filter(opened, Q(closed=None) | Q(closed__gt=today))

    def named_like(self, words: str) -> Self:
        """Authorities whose name or aliases contain every word, ignoring case."""
        matching = self
        for word in words.split():
            matching = matching.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
        return matching

    def judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those whose latest full inspection gave one of `grades` to one of `areas`.

        An empty argument stands for any area or any grade.
        """
        latest = Inspection.objects.full().latest_of_each_authority()
        judged = Inspection.objects.filter(pk__in=latest.values("pk")).judged(areas, grades)
        return self.filter(pk__in=judged.values("authority"))


class Authority(models.Model):
    """A council that is, or was, responsible for children's services.

    Other sources join on the DfE code.
    """

    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=100, unique=True, help_text="Given once: addresses rely on it."
    )
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=40, choices=Region.choices())
    ofsted_region = models.CharField(max_length=60, blank=True)
    dfe_code = models.CharField(
        "DfE code",
        max_length=6,
        unique=True,
        null=True,
        blank=True,
        help_text="Empty until the code of a new authority is published.",
    )
    ons_code = models.CharField(max_length=9, blank=True)
    ofsted_urn = models.CharField(max_length=10, blank=True)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True
    )
    neighbour_codes = ArrayField(
        models.CharField(max_length=6),
        default=list,
        blank=True,
        help_text="DfE codes of its statistical neighbours, the closest first.",
    )
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_label = models.CharField(max_length=5, blank=True)
    delivery_body = models.CharField(max_length=200, blank=True)
    invented = models.BooleanField(default=False, help_text="Exists only in the sample reports.")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"
        constraints = [
            code_of("region", Region),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(closed=None) | Q(closed__gt=F("opened")),
                name="authority_closed_after_opened",
            ),
            # Inspections refer to both fields, so their copy of the region can never differ.
            models.UniqueConstraint(fields=["id", "region"], name="authority_id_region"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (invented)" if self.invented else self.name

    def get_absolute_url(self) -> str:
        return address("authority-detail", self.slug)

    @property
    def is_current(self) -> bool:
        """Whether it exists today. The day of its opening or closing may be in the future."""
        opens_later = self.opened is not None and self.opened > timezone.localdate()
        return not opens_later and not has_closed(self.closed)
