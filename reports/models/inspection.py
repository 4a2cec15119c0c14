"""Inspections, and what their reports say: judgements, paragraphs and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Self

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.terms import Term
from reports.facts.vocabulary import (
    Area,
    Checked,
    Grade,
    Kind,
    Length,
    NumberedBy,
    Region,
    Role,
    SendOutcome,
)
from reports.models.addresses import address
from reports.models.correction import Correction
from reports.models.text_search import POSITION_BITS, ArchiveVector

CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""The form of a code of the vocabulary."""


def code_of(field: str, terms: type[Term], *, blank: bool = False) -> models.CheckConstraint:
    """A constraint: the column holds a code of the vocabulary."""
    codes = [code for code, _ in terms.choices()] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": codes}), name=f"%(class)s_{field}_known"
    )


def listed_code(field: str, *, blank: bool = False) -> models.CheckConstraint:
    """A constraint: the column holds a text in the form of a code from the files of frameworks.

    It does not list the codes, so a new framework needs no migration.
    """
    condition = Q(**{f"{field}__regex": CODE})
    if blank:
        condition |= Q(**{field: ""})
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{field}_is_code")


@cache
def kind_choices() -> list[tuple[str, str]]:
    """The choices for a field with a kind of report.

    It is a function so that migrations refer to it and do not list the kinds. It is cached because
    a field calls it for each label.
    """
    return Kind.choices()


@cache
def area_choices() -> list[tuple[str, str]]:
    """The choices for a field with an area, as `kind_choices`."""
    return Area.choices()


@cache
def grade_choices() -> list[tuple[str, str]]:
    """The choices for a field with a grade, as `kind_choices`."""
    return Grade.choices()


class InspectionQuerySet(QuerySet["Inspection"]):
    def with_text(self) -> Self:
        """Those whose text is published."""
        return self.filter(reading__isnull=False)

    def edited(self) -> Self:
        """Those with a published text or an active correction.

        Reference facts do not change them.
        """
        corrections = Correction.objects.active()
        return self.filter(
            Q(reading__isnull=False) | Exists(corrections.filter(inspection_id=OuterRef("slug")))
        )

    def full(self) -> Self:
        """Those that grade an authority's services as a whole, unlike visits."""
        return self.filter(kind__in=FULL_INSPECTIONS)

    def latest_of_each_authority(self) -> Self:
        """The latest of each authority: one row an authority (PostgreSQL's DISTINCT ON)."""
        return self.order_by("authority_id", "-end_date", "-pk").distinct("authority_id")

    def newest_first(self) -> Self:
        """The newest first: by the day of publication, or the last day on site if it is unknown."""
        return self.order_by(
            Coalesce("published", "end_date").desc(), "-end_date", "authority__name"
        )

    def judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those that gave one of `grades` to one of `areas`; an empty argument stands for any."""
        judgements = Judgement.objects.filter(inspection=OuterRef("pk"))
        if areas := list(areas):
            judgements = judgements.filter(area__in=areas)
        if grades := list(grades):
            judgements = judgements.filter(grade__in=grades)
        return self.filter(Exists(judgements))

    def listed(self) -> Self:
        """With authority and judgements, in two queries for any number of rows."""
        return self.select_related("authority").prefetch_related("judgements")

    def overlapping(self, *, authority_slug: str, kind: str, start: date, end: date) -> Self:
        """Inspections of an authority and kind that overlap these dates; those with equal dates
        first. A report with these dates is about the first of them.
        """
        equal = Case(When(start_date=start, end_date=end, then=Value(0)), default=Value(1))
        return self.filter(
            authority__slug=authority_slug, kind=kind, start_date__lte=end, end_date__gte=start
        ).order_by(equal, "start_date")

    def corrected_from(self, *, authority_slug: str, kind: str, start: date) -> Inspection | None:
        """The inspection whose first day was `start` before an active correction; else None."""
        corrections = Correction.objects.active()
        corrected = corrections.filter(
            what="start_date", before=start.isoformat(), inspection_id=OuterRef("slug")
        )
        return self.filter(Exists(corrected), authority__slug=authority_slug, kind=kind).first()


class Inspection(models.Model):
    """One inspection or visit. It may have only dates and grades, if its text is not imported."""

    authority = models.ForeignKey(
        "reports.Authority", on_delete=models.PROTECT, related_name="inspections"
    )
    region = models.CharField(max_length=40, choices=Region.choices(), help_text="The authority's.")
    kind = models.CharField(max_length=20, choices=kind_choices)
    length = models.CharField(max_length=10, choices=Length.choices(), blank=True)
    start_date = models.DateField()
    end_date = models.DateField()
    year = models.GeneratedField(
        expression=ExtractYear("end_date"), output_field=models.IntegerField(), db_persist=True
    )
    published = models.DateField(null=True, blank=True)
    lead_inspector = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True, help_text="As printed.")
    outcome = models.TextField(blank=True)
    theme = models.TextField(
        blank=True, help_text="What a visit or a joint inspection looked at, as printed."
    )
    slug = models.SlugField(
        max_length=140, unique=True, help_text="Given once: addresses rely on it."
    )
    original_url = models.URLField(blank=True)
    checked = models.CharField(
        max_length=20,
        choices=Checked.choices(),
        blank=True,
        help_text="How far its reference facts may be trusted; empty when the archive knows it from its report alone.",
    )
    reading = models.OneToOneField(
        "Reading",
        on_delete=models.PROTECT,
        related_name="shown_by",
        null=True,
        blank=True,
        help_text="The reading whose text is shown; empty while no text is published.",
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-end_date", "authority__name", "kind"]
        constraints = [
            listed_code("kind"),
            code_of("length", Length, blank=True),
            code_of("checked", Checked, blank=True),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="inspection_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(published__gte=F("end_date")),
                name="inspection_published_after_end",
            ),
            models.UniqueConstraint(
                fields=["authority", "kind", "start_date"], name="inspection_once"
            ),
            # Paragraphs refer to these fields, so their copies can never differ.
            models.UniqueConstraint(
                fields=["id", "authority", "region", "kind", "year"], name="inspection_id_filters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {self.get_kind_display()}, {self.end_date:%B %Y}"

    def get_absolute_url(self) -> str:
        return address("inspection-detail", self.slug)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # the plugin adds Django’s
        """The label of the kind. Django's own method goes through all kinds at each call."""
        return Kind.label_of(self.kind)

    @property
    def days_to_publication(self) -> int | None:
        """Calendar days from the last day on site to publication; None if that day is unknown."""
        return (self.published - self.end_date).days if self.published else None

    @property
    def days_since(self) -> int:
        """Calendar days from the last day on site to today."""
        return (timezone.localdate() - self.end_date).days

    @property
    def outcome_label(self) -> str:
        """The outcome in words; only area SEND inspections have one."""
        return SendOutcome(self.outcome).label if self.outcome else ""


class Judgement(models.Model):
    """One graded judgement.

    They are rows, not columns: the areas changed in 2018, 2023 and 2026.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="judgements")
    area = models.CharField(max_length=30, choices=area_choices)
    grade = models.CharField(max_length=25, choices=grade_choices)
    printed_area = models.CharField(max_length=200, blank=True)
    printed_grade = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its row in the printed table."
    )

    class Meta:
        ordering = ["inspection", "position", "pk"]
        constraints = [
            listed_code("area"),
            listed_code("grade"),
            models.UniqueConstraint(fields=["inspection", "area"], name="judgement_once_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()}: {self.get_grade_display()}"

    def get_area_display(self) -> str:  # type: ignore[no-redef]  # the plugin adds Django’s
        """The label of the area. Django's own method goes through all areas at each call."""
        return Area.label_of(self.area)

    def get_grade_display(self) -> str:  # type: ignore[no-redef]  # the plugin adds Django’s
        """The label of the grade. Django's own method goes through all grades at each call."""
        return Grade.label_of(self.grade)


def paragraph_label(role: str, number: int | None, numbered_by: str) -> str:
    """The label of a paragraph: "paragraph 22", "summary", "what needs to improve"."""
    if role == Role.NUMBERED:
        ours = " (this archive’s number)" if numbered_by == NumberedBy.ARCHIVE else ""
        return f"paragraph {number}{ours}"
    return Role(role).label.lower()


ANCHOR = re.compile(r"p(?P<number>\d{1,6})|(?P<role>[a-z]+)-(?P<position>\d{1,6})")
"""The form of `Paragraph.anchor`."""


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def anchored(self, anchor: str) -> Self:
        """Those with this anchor (`Paragraph.anchor`): at most one in each report."""
        parts = ANCHOR.fullmatch(anchor)
        if parts is None:
            return self.none()
        if parts["number"]:
            return self.filter(role=Role.NUMBERED, number=int(parts["number"]))
        placed = self.filter(role=parts["role"], position=int(parts["position"]))
        return placed.exclude(role=Role.NUMBERED, number__isnull=False)


WholeParagraphs = models.Manager.from_queryset(ParagraphQuerySet)


class ParagraphManager(WholeParagraphs["Paragraph"]):
    """Reads paragraphs without their search vectors, which take longer than all other columns."""

    def get_queryset(self) -> ParagraphQuerySet:
        return ParagraphQuerySet(self.model, using=self._db).defer("search_vector")


class Paragraph(models.Model):
    """A passage of a report: the unit of search, of citation and of export.

    `authority`, `region`, `kind` and `year` are copies of the inspection's values, for files and
    comparisons. A foreign key over all of them keeps the copies equal (migration 0003).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="paragraphs")
    authority = models.ForeignKey(
        "reports.Authority", on_delete=models.DO_NOTHING, related_name="+"
    )
    region = models.CharField(max_length=40, choices=Region.choices())
    kind = models.CharField(max_length=20, choices=kind_choices)
    year = models.IntegerField()
    position = models.PositiveIntegerField(help_text="Its place in the report.")
    role = models.CharField(max_length=10, choices=Role.choices())
    number = models.PositiveIntegerField(null=True, blank=True)
    numbered_by = models.CharField(max_length=10, choices=NumberedBy.choices(), blank=True)
    heading = models.CharField(max_length=400, blank=True)
    area = models.CharField(max_length=30, choices=area_choices, blank=True)
    grade = models.CharField(max_length=25, choices=grade_choices, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField()
    responsible = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="The bodies that the report makes responsible for an action.",
    )
    search_vector = models.GeneratedField(
        expression=ArchiveVector("text"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ParagraphManager()

    class Meta:
        ordering = ["inspection", "position"]
        constraints = [
            code_of("role", Role),
            code_of("numbered_by", NumberedBy, blank=True),
            listed_code("area", blank=True),
            listed_code("grade", blank=True),
            models.UniqueConstraint(
                fields=["inspection", "position"], name="paragraph_position_once"
            ),
            models.CheckConstraint(
                condition=Q(position__lt=2**POSITION_BITS), name="paragraph_position_fits_place"
            ),
            models.UniqueConstraint(
                fields=["inspection", "role", "number"],
                condition=Q(number__isnull=False),
                name="paragraph_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number=None, numbered_by="")
                | (Q(number__isnull=False) & ~Q(numbered_by="")),
                name="paragraph_says_who_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection}, {self.label}"

    def get_absolute_url(self) -> str:
        return f"{self.inspection.get_absolute_url()}#{self.anchor}"

    def get_area_display(self) -> str:  # type: ignore[no-redef]  # the plugin adds Django’s
        """The label of the area. Django's own method goes through all areas at each call."""
        return Area.label_of(self.area)

    def get_grade_display(self) -> str:  # type: ignore[no-redef]  # the plugin adds Django’s
        """The label of the grade. Django's own method goes through all grades at each call."""
        return Grade.label_of(self.grade)

    @property
    def anchor(self) -> str:
        """The id of the paragraph on its page: `p22` by its number, `summary-3` by its position."""
        if self.role == Role.NUMBERED and self.number is not None:
            return f"p{self.number}"
        return f"{self.role}-{self.position}"

    @property
    def label(self) -> str:
        """The label of the paragraph: "paragraph 22", "summary", "what needs to improve"."""
        return paragraph_label(self.role, self.number, self.numbered_by)


class Abbreviation(models.Model):
    """An abbreviation that a report defines. Search offers it for its long form, and vice versa."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="abbreviations"
    )
    short = models.CharField(max_length=10)
    long = models.CharField(max_length=200)
    is_word = models.BooleanField(
        default=False,
        help_text="Whether the report also has it in small letters, as an ordinary word.",
    )

    class Meta:
        ordering = ["short", "long"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "short", "long"], name="abbreviation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"
