"""The form of a trend: phrases, the reports that are counted, and how the answer is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Kind, Region
from reports.web.filters import years
from reports.web.parameters import SeveralField
from search.query.tokens import LONGEST
from search.trends.breakdowns import BREAKDOWNS, Selection
from search.trends.trends import LETTERS, Trend, trend_of, understood_phrases

REVERSED_RANGE = "The first year is after the last, so no year is counted."
LEAST_BOXES, MOST_PHRASES = 2, len(LETTERS)
"""The fewest boxes for phrases in a form, and the most phrases in one chart."""
MEASURES = {"share": "Share of reports", "count": "Number of reports"}


class PhrasesField(forms.Field):
    """Up to four searches, as typed; empty boxes and repetitions are left out."""

    widget = forms.MultipleHiddenInput
    most = MOST_PHRASES

    def to_python(self, value: Any) -> list[str]:
        return distinct(value or ())

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_PHRASES:
            raise forms.ValidationError(
                f"Enter up to {MOST_PHRASES} phrases. The link has {len(value)}."
            )
        if any(len(phrase) > LONGEST for phrase in value):
            raise forms.ValidationError(f"A phrase must have {LONGEST} characters or fewer.")


class TrendForm(forms.Form):
    """The phrases to count, the reports to count in, and how to show the numbers."""

    q = PhrasesField(required=False, label="Words or “phrases”")
    by = forms.ChoiceField(
        required=False,
        label="Break down by",
        choices=[(name, breakdown.label) for name, breakdown in BREAKDOWNS.items()],
    )
    show = forms.ChoiceField(required=False, label="Show", choices=list(MEASURES.items()))
    kind = SeveralField(required=False, label="Kind of report", choices=Kind.choices())
    region = SeveralField(required=False, label="Region", choices=Region.choices())

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters, auto_id="filter-%s")
        self.typed = parameters.getlist("q")
        self.switched_off = parameters.getlist("without")
        choices = [("", "any year"), *reversed(years())]
        # `from` is a keyword of Python: it cannot name a field in the class.
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = forms.TypedChoiceField(
                required=False, label=label, coerce=int, empty_value=None, choices=choices
            )

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("from", f"The first year, {first}, must not be after the last, {last}.")
        return self.cleaned_data

    def boxes(self) -> list[tuple[int, str]]:
        """The numbered boxes with their phrases: two or more, an empty one if there is room."""
        phrases = distinct(self.typed)[:MOST_PHRASES]
        count = min(MOST_PHRASES, max(LEAST_BOXES, len(phrases) + 1))
        empty = [""] * (count - len(phrases))
        return list(enumerate(phrases + empty, start=1))

    def selects(self) -> list[BoundField]:
        """The fields that take one choice."""
        return [self[name] for name in ("by", "show", "from", "to")]

    def ticks(self) -> list[BoundField]:
        """The fields that take any number of choices."""
        return [self["kind"], self["region"]]

    @property
    def as_share(self) -> bool:
        """Whether a valid form asks for shares, not numbers of reports."""
        return bool(self.cleaned_data["show"] != "count")

    @property
    def counted(self) -> str:
        """The kinds of report that a valid form counts, in words."""
        labels = [Kind(kind).label for kind in self.cleaned_data["kind"]]
        return ", ".join(labels) or "full inspections"

    @property
    def selection(self) -> Selection:
        """The reports that a valid form counts; full inspections unless kinds are chosen."""
        chosen = self.cleaned_data
        kinds = frozenset(str(kind) for kind in chosen["kind"] or FULL_INSPECTIONS)
        return Selection(chosen["by"], kinds, frozenset(chosen["region"]))

    def trend(self) -> Trend:
        """The trend of a valid form. Raises `AllPlacesTaken` as a search does."""
        chosen = self.cleaned_data
        phrases = understood_phrases(chosen["q"], self.switched_off)
        return trend_of(phrases, self.selection, (chosen["from"], chosen["to"]))


class TrendFileForm(TrendForm):
    """The form for programs: a reversed range of years is accepted, and holds no year."""

    @property
    def has_reversed_years(self) -> bool:
        """Whether the first year of a valid form is after the last."""
        first, last = self.cleaned_data["from"], self.cleaned_data["to"]
        return first is not None and last is not None and first > last

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


def trend_forms(parameters: QueryDict) -> list[forms.BaseForm]:
    """The form of the address of a trend's file, not yet validated."""
    return [TrendFileForm(parameters)]


def distinct(typed: Iterable[str]) -> list[str]:
    """The typed phrases, without surrounding blanks, empty ones and repetitions."""
    stripped = [each.strip() for each in typed]
    return list(dict.fromkeys(phrase for phrase in stripped if phrase))
