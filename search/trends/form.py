"""What the address of a trend may say: phrases, which reports are counted, and how the answer is
shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from reports.facts.vocabulary import Kind, Region
from reports.models.querysets import FULL_INSPECTIONS
from reports.overview.outline import outline
from reports.web.parameters import SeveralField
from search.query.parser import LONGEST
from search.trends.splits import SPLITS, Among
from search.trends.trends import LETTERS, Trend, phrases_of

LEAST_BOXES, MOST = 2, len(LETTERS)
"""Phrases that a form offers room for, and that one picture can hold."""
SHOWN = {"share": "Share of reports", "count": "Number of reports"}


class PhrasesField(forms.Field):
    """One to four searches. A box left empty is none, the same search twice is one."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return distinct(value or ())

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST:
            raise forms.ValidationError(
                f"One picture holds at most {MOST} phrases; the address has {len(value)}."
            )
        if any(len(phrase) > LONGEST for phrase in value):
            raise forms.ValidationError(f"A phrase has at most {LONGEST} characters.")


class TrendForm(forms.Form):
    """What to count, among which reports, and how to show it."""

    q = PhrasesField(required=False, label="Words or “phrases”")
    by = forms.ChoiceField(
        required=False,
        label="Split by",
        choices=[(name, split.label) for name, split in SPLITS.items()],
    )
    show = forms.ChoiceField(required=False, label="Show", choices=list(SHOWN.items()))
    kind = SeveralField(required=False, label="Kind of report", choices=Kind.choices())
    region = SeveralField(required=False, label="Region", choices=Region.choices())

    def __init__(self, parameters: QueryDict, version: int) -> None:
        super().__init__(parameters, auto_id="filter-%s")
        self.asked = parameters.getlist("q")
        self.without = parameters.getlist("without")
        years = sorted(set(outline(version).years.tolist()))
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = forms.TypedChoiceField(
                required=False,
                label=label,
                coerce=int,
                empty_value=None,
                choices=[("", "any year"), *((year, str(year)) for year in years)],
            )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last = told.get("from"), told.get("to")
        if first and last and first > last:
            self.add_error("from", f"The years end in {last}, before they begin in {first}.")
        return told

    def boxes(self) -> list[tuple[int, str]]:
        """The boxes to offer, each with its phrase: those asked, one more, and never fewer than
        two.
        """
        asked = distinct(self.asked)[:MOST]
        offered = min(MOST, max(LEAST_BOXES, len(asked) + 1))
        return list(enumerate([*asked, *[""] * (offered - len(asked))], start=1))

    def selects(self) -> list[BoundField]:
        """The fields of which one choice is made."""
        return [self[name] for name in ("by", "show", "from", "to")]

    def ticks(self) -> list[BoundField]:
        """The fields of which any number of choices is made."""
        return [self["kind"], self["region"]]

    @property
    def as_share(self) -> bool:
        """Whether a valid form asks for shares, not for numbers of reports."""
        return bool(self.cleaned_data["show"] != "count")

    @property
    def counted(self) -> str:
        """The kinds of report that a valid form asks for, in words."""
        return (
            ", ".join(Kind(kind).label for kind in self.cleaned_data["kind"]) or "full inspections"
        )

    def trend(self, version: int) -> Trend:
        """What a valid form asks for. Raises `TooBusy` as a search does."""
        told = self.cleaned_data
        return Trend(
            phrases_of(told["q"], self.without, version),
            self.among(),
            version,
            (told["from"], told["to"]),
        )

    def among(self) -> Among:
        """The reports that a valid form asks for; full inspections unless it names kinds."""
        told = self.cleaned_data
        kinds = told["kind"] or FULL_INSPECTIONS
        return Among(told["by"], frozenset(map(str, kinds)), frozenset(told["region"]))


def distinct(typed: Iterable[str]) -> list[str]:
    """What was typed, without empty boxes and repetitions."""
    return list(dict.fromkeys(phrase for each in typed if (phrase := each.strip())))
