"""The form of a comparison: which authorities to compare, and what to read side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from reports.facts.frameworks import SINGLE, grade_choices, scales_in_use
from reports.facts.terms import Term
from reports.facts.vocabulary import Area
from reports.models import Authority
from reports.web.parameters import SeveralField
from search.results.form import MATCHES

LEAST, MOST = 2, 4
"""How many authorities can be chosen one by one."""

AREAS = tuple(track.areas[0] for track in SINGLE)
"""The judgements to read side by side, each under its current name or the last one it had."""
GRADES = tuple([grade for scale in scales_in_use() for grade in scale.grades])
"""The grades of the scales in use, which can narrow a comparator group."""


class ComparatorGroup(Term):
    """A group of authorities to compare one authority with."""

    NEIGHBOURS = "neighbours", "Its statistical neighbours"
    REGION = "region", "Its region"


class SlugsField(SeveralField):
    """Authorities by slug, at most `MOST`. Empty choices and repetitions are dropped."""

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST:
            raise forms.ValidationError(
                f"Choose at most {MOST} authorities. You chose {len(value)}."
            )


class CompareForm(forms.Form):
    """What to compare: authorities, and a subject in words or judgements to read side by side."""

    authority = SlugsField(required=False, label="Authority")
    q = forms.CharField(required=False, max_length=500, label="Words or “phrases”")
    match = forms.ChoiceField(required=False, choices=list(MATCHES.items()), label="Words")
    area = SeveralField(required=False, choices=Area.choices(), label="Judgement")
    grade = SeveralField(required=False, choices=grade_choices(), label="Grade of that judgement")

    def __init__(self, parameters: QueryDict, offered: Sequence[Authority]) -> None:
        """`offered` are the authorities to choose from, in the order of the select boxes."""
        super().__init__(parameters)
        self.parameters = parameters
        self.by_slug = {authority.slug: authority for authority in offered}
        self.slugs: SlugsField = self.fields["authority"]  # type: ignore[assignment]  # declared above
        self.slugs.choices = [(authority.slug, str(authority)) for authority in offered]
        # `with` is a keyword of Python: it cannot name a field in the class.
        self.fields["with"] = forms.ChoiceField(
            required=False,
            choices=[("", "Only those chosen above"), *ComparatorGroup.choices()],
            widget=forms.RadioSelect,
            label="Beside it",
        )

    def clean(self) -> None:
        """Check what one field requires of another."""
        cleaned = self.cleaned_data
        slugs, group, grades = cleaned.get("authority"), cleaned.get("with"), cleaned.get("grade")
        if group and slugs is not None:
            self._check_group(ComparatorGroup(group), slugs)
        if grades and "with" not in self.errors and not group:
            self.add_error(
                "grade",
                "To choose a grade, compare one authority with its neighbours or its region.",
            )
        elif grades and "area" in cleaned and not cleaned["area"]:
            self.add_error("grade", "Choose the judgement that this grade is for, too.")

    def _check_group(self, group: ComparatorGroup, slugs: list[str]) -> None:
        """A group is compared with one authority, and neighbours must be known."""
        if len(slugs) != 1:
            self.add_error(
                "with",
                f"Choose one authority to see {group.label.lower()} beside it."
                f" You chose {len(slugs)}.",
            )
        elif group is ComparatorGroup.NEIGHBOURS and not self.by_slug[slugs[0]].neighbour_codes:
            self.add_error(
                "with",
                f"No neighbours of {self.by_slug[slugs[0]]} are known. Compare it with its region.",
            )

    @property
    def chosen(self) -> list[Authority]:
        """The authorities that the address names, in its order; none while it has a mistake."""
        if not self.is_valid():
            return []
        return [self.by_slug[slug] for slug in self.cleaned_data["authority"]]

    @property
    def comparator_group(self) -> ComparatorGroup | None:
        """The group to compare with; None if there is none, or while the address has a mistake."""
        code = self.cleaned_data["with"] if self.is_valid() else ""
        return ComparatorGroup(code) if code else None

    def selects(self) -> list[tuple[int, str]]:
        """The numbered select boxes, each with the slug chosen in it, empty for none.

        One box more than are chosen: `LEAST` at least, `MOST` at most.
        """
        chosen = [
            slug
            for slug in dict.fromkeys(self.parameters.getlist("authority"))
            if slug in self.by_slug
        ][:MOST]
        offered = min(MOST, max(LEAST, len(chosen) + 1))
        return list(enumerate([*chosen, *[""] * (offered - len(chosen))], start=1))

    def beside_boxes(self) -> list[BoundWidget]:
        """The choices of a comparator group: none, the neighbours, the region."""
        return list(self["with"])

    def area_boxes(self) -> list[BoundWidget]:
        """The judgements to choose from: one name of each, and any other that the address has."""
        return self._boxes("area", AREAS)

    def grade_boxes(self) -> list[BoundWidget]:
        """The grades in use, and any other that the address has."""
        return self._boxes("grade", GRADES)

    def _boxes(self, name: str, offered: Sequence[str]) -> list[BoundWidget]:
        shown_values = {*offered, *self.parameters.getlist(name)}
        return [box for box in self[name] if box.data["value"] in shown_values]
