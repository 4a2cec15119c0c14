"""What the archive shows: authorities, inspections, judgements, paragraphs and abbreviations."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

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
    Term,
)
from reports.models.addresses import address
from reports.models.querysets import (
    AuthorityQuerySet,
    InspectionQuerySet,
    ParagraphQuerySet,
)
from reports.models.text_search import POSITION_BITS, ArchiveVector


def _one_of(field: str, terms: type[Term], *, blank: bool = False) -> models.CheckConstraint:
    """The database's own check that a column holds a code of the vocabulary."""
    codes = [code for code, _ in terms.choices()] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": codes}), name=f"%(class)s_{field}_known"
    )


class Authority(models.Model):
    """A council that is, or was, responsible for children's services. The DfE code is what other
    sources join on.
    """

    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=100, unique=True, help_text="Given once: addresses rely on it."
    )
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=40, choices=Region.choices())
    ofsted_region = models.CharField(max_length=60, blank=True)
    dfe_code = models.CharField(max_length=6, unique=True)
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
            _one_of("region", Region),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(closed=None) | Q(closed__gt=F("opened")),
                name="authority_closed_after_opened",
            ),
            # What inspections refer to, so that their copy of the region can never differ.
            models.UniqueConstraint(fields=["id", "region"], name="authority_id_region"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (invented)" if self.invented else self.name

    def get_absolute_url(self) -> str:
        return address("authority-detail", self.slug)


class Inspection(models.Model):
    """One inspection or visit. It may be known by its dates and grades alone, its text not yet
    imported.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="inspections")
    region = models.CharField(max_length=40, choices=Region.choices(), help_text="The authority's.")
    kind = models.CharField(max_length=20, choices=Kind.choices())
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
            _one_of("kind", Kind),
            _one_of("length", Length, blank=True),
            _one_of("checked", Checked, blank=True),
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
            # What paragraphs refer to, so that their copies can never differ.
            models.UniqueConstraint(
                fields=["id", "authority", "region", "kind", "year"], name="inspection_id_filters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {self.get_kind_display()}, {self.end_date:%B %Y}"

    def get_absolute_url(self) -> str:
        return address("inspection-detail", self.slug)

    @property
    def days_to_publication(self) -> int | None:
        """Calendar days from the last day on site; None while the day of publication is not known."""
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
    """One graded judgement. Rows, never columns: the set of areas changed in 2018, 2023 and 2026."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="judgements")
    area = models.CharField(max_length=30, choices=Area.choices())
    grade = models.CharField(max_length=25, choices=Grade.choices())
    printed_area = models.CharField(max_length=200, blank=True)
    printed_grade = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its row in the printed table."
    )

    class Meta:
        ordering = ["inspection", "position", "pk"]
        constraints = [
            _one_of("area", Area),
            _one_of("grade", Grade),
            models.UniqueConstraint(fields=["inspection", "area"], name="judgement_once_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()}: {self.get_grade_display()}"


def paragraph_label(role: str, number: int | None, numbered_by: str) -> str:
    """How a person names a paragraph: "paragraph 22", "summary", "what needs to improve"."""
    if role == Role.NUMBERED:
        ours = " (this archive’s number)" if numbered_by == NumberedBy.ARCHIVE else ""
        return f"paragraph {number}{ours}"
    return Role(role).label.lower()


class Paragraph(models.Model):
    """A passage of a report: the unit of search, of citation and of export.

    `authority`, `region`, `kind` and `year` repeat what its inspection says, for files and
    comparisons; searches no longer need them. A foreign key over all of them (migration 0003) keeps
    the copies true.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="paragraphs")
    authority = models.ForeignKey(Authority, on_delete=models.DO_NOTHING, related_name="+")
    region = models.CharField(max_length=40, choices=Region.choices())
    kind = models.CharField(max_length=20, choices=Kind.choices())
    year = models.IntegerField()
    position = models.PositiveIntegerField(help_text="Its place in the report.")
    role = models.CharField(max_length=10, choices=Role.choices())
    number = models.PositiveIntegerField(null=True, blank=True)
    numbered_by = models.CharField(max_length=10, choices=NumberedBy.choices(), blank=True)
    heading = models.CharField(max_length=400, blank=True)
    area = models.CharField(max_length=30, choices=Area.choices(), blank=True)
    grade = models.CharField(max_length=25, choices=Grade.choices(), blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField()
    search_vector = models.GeneratedField(
        expression=ArchiveVector("text"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "position"]
        constraints = [
            _one_of("role", Role),
            _one_of("numbered_by", NumberedBy, blank=True),
            _one_of("area", Area, blank=True),
            _one_of("grade", Grade, blank=True),
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

    @property
    def anchor(self) -> str:
        """The paragraph's mark within its inspection's page: `p22` for a number, else by its place."""
        if self.role == Role.NUMBERED and self.number is not None:
            return f"p{self.number}"
        return f"{self.role}-{self.position}"

    @property
    def label(self) -> str:
        """How a person names it: "paragraph 22", "summary", "what needs to improve"."""
        return paragraph_label(self.role, self.number, self.numbered_by)


class Abbreviation(models.Model):
    """An abbreviation that a report explains itself: search offers it for the long form, and the
    other way round.
    """

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
