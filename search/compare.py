"""Two to four authorities side by side: their grades, and what their reports say on a subject or a judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from reports.filters import authorities
from reports.models import Authority, Inspection, Paragraph
from reports.tracks import Cell, Track, cells, same_subject, used
from reports.vocabulary import Area
from search.hits import Hit, hits_of, ready_to_mark
from search.parser import parse

LEAST, MOST = 2, 4
"""How many authorities can be compared."""


OFFERED = (Area.LEADERS, Area.HELP_AND_PROTECTION, Area.IN_CARE, Area.CARE_LEAVERS, Area.ADOPTION, Area.LSCB)
"""The judgements to read side by side, each under its name of today or its only one."""


class SlugsField(forms.MultipleChoiceField):
    """Authorities by slug. A choice left empty is none, the same one twice is one; more than `MOST` are an error."""

    def to_python(self, value: object) -> list[str]:
        return [slug for slug in dict.fromkeys(super().to_python(value)) if slug]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST:
            raise forms.ValidationError(f"Choose at most {MOST} authorities; the address names {len(value)}.")


class CompareForm(forms.Form):
    """What to compare: authorities, and a subject in words or judgements to read side by side."""

    authority = SlugsField(required=False, label="Authority")
    q = forms.CharField(required=False, max_length=500, label="Words or “phrases”")
    area = forms.MultipleChoiceField(
        required=False, choices=Area.choices(), widget=forms.CheckboxSelectMultiple, label="Judgement"
    )

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.asked_areas = parameters.getlist("area")
        self.slugs: SlugsField = self.fields["authority"]  # type: ignore[assignment]  # declared above
        self.slugs.choices = authorities()

    def selects(self) -> list[tuple[int, str]]:
        """The boxes to offer, each with the slug chosen in it: those chosen, one more, and never fewer than two."""
        chosen = self.cleaned_data.get("authority", []) if self.is_valid() else []
        offered = min(MOST, max(LEAST, len(chosen) + 1))
        padded = [*chosen, *[""] * (offered - len(chosen))]
        return list(enumerate(padded, start=1))

    def boxes(self) -> list[BoundWidget]:
        """The judgements to offer: one name of each, and any other that the address chose."""
        return [box for box in self["area"] if box.data["value"] in {*OFFERED, *self.asked_areas}]


@dataclass(frozen=True, slots=True)
class Compared:
    """One authority: the full inspection whose grades stand, and the one whose text can be read (None: no such)."""

    authority: Authority
    graded: Inspection | None
    readable: Inspection | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The authorities in the order of the address, and for each track one cell an authority (None: no inspection)."""

    compared: list[Compared]
    rows: list[tuple[Track, list[Cell | None]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The passages of one authority's readable report that answer the question."""

    compared: Compared
    hits: list[Hit] = field(default_factory=list)


def comparison_of(form: CompareForm) -> Comparison | None:
    """The comparison that a form asks for; None while it is wrong or names fewer than two authorities."""
    slugs = form.cleaned_data.get("authority", []) if form.is_valid() else []
    if len(slugs) < LEAST:
        return None
    by_slug = {authority.slug: authority for authority in Authority.objects.filter(slug__in=slugs)}
    chosen = [by_slug[slug] for slug in slugs]
    full = Inspection.objects.filter(authority__in=chosen).full()
    graded = {each.authority_id: each for each in full.latest_of_each_authority().listed()}
    readable = {each.authority_id: each for each in full.with_text().latest_of_each_authority()}
    compared = [Compared(each, graded.get(each.pk), readable.get(each.pk)) for each in chosen]
    return Comparison(compared, _rows(compared))


def _rows(compared: Sequence[Compared]) -> list[tuple[Track, list[Cell | None]]]:
    """The tracks on which any of them was judged; a framework without the judgement leaves a cell without one."""
    tracks = used(each.graded for each in compared if each.graded)
    columns = [cells(each.graded, tracks) if each.graded else [None] * len(tracks) for each in compared]
    return [(track, [column[place] for column in columns]) for place, track in enumerate(tracks)]


def side_by_side(form: CompareForm, compared: Iterable[Compared]) -> list[Reading]:
    """The passages of each readable report that answer the words and belong to the judgements; none unless asked."""
    query, areas = parse(form.cleaned_data["q"]), form.cleaned_data["area"]
    wanted = query.as_tsquery()
    if wanted is None and not areas:
        return []
    compared = list(compared)
    reports = [each.readable.pk for each in compared if each.readable]
    paragraphs = Paragraph.objects.filter(inspection__in=reports).order_by("inspection", "position")
    if wanted is not None:
        paragraphs = paragraphs.matching(wanted)
    if areas:
        paragraphs = paragraphs.filter(area__in=same_subject(areas))
    found = defaultdict(list)
    for hit in hits_of(ready_to_mark(paragraphs), query):
        found[hit.paragraph.authority_id].append(hit)
    return [Reading(each, found[each.authority.pk]) for each in compared]
