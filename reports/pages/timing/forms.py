"""The parameters of the page on waiting and timing."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from reports.facts.frameworks import CORE, Track
from reports.facts.vocabulary import Kind
from reports.pages.timing.figures import By
from reports.web.filters import authorities, years
from reports.web.parameters import JudgementForm

NAME, OLDEST, NEWEST = "name", "oldest", "newest"
SORTS = ((NAME, "name"), (OLDEST, "days, the most first"), (NEWEST, "days, the fewest first"))
AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class TimingChoice:
    """The chosen values: the track of the grades, the kind and year of the reports, the order.

    An empty `kind` stands for all full inspections, an empty `year` for all years. `authority` is
    the slug of the authority whose neighbours come first; empty for none.
    """

    track: Track = CORE[0]
    kind: str = ""
    year: str = ""
    sort: str = NAME
    authority: str = ""


class TimingForm(JudgementForm):
    """`judgement` chooses the grades; `kind` and `year`, the reports whose days are counted."""

    kind = forms.ChoiceField(
        required=False,
        label="Kind of report",
        choices=[("", "Full inspections"), *Kind.choices()],
        widget=forms.Select(attrs={"id": "filter-kind"}),
    )
    year = forms.ChoiceField(
        required=False,
        label="Year the inspection ended",
        choices=lambda: [("", "Any year"), *years()],
        widget=forms.Select(attrs={"id": "filter-year"}),
    )
    sort = forms.ChoiceField(required=False, label="Order", choices=SORTS, widget=forms.HiddenInput)

    authority = forms.ChoiceField(
        required=False,
        label="Authority",
        choices=lambda: [("", "None"), *authorities()],
        widget=forms.HiddenInput,
    )

    @property
    def shown_authority(self) -> str:
        """The name of the authority that a valid form chose."""
        return dict(authorities())[self.cleaned_data["authority"]]

    @property
    def choice(self) -> TimingChoice:
        """The choice of a valid form."""
        values = self.cleaned_data
        sort = values["sort"] or NAME
        return TimingChoice(self.track, values["kind"], values["year"], sort, values["authority"])


class TimingFileForm(TimingForm):
    """A file has one table: `by` chooses which."""

    by = forms.ChoiceField(
        required=False, label="By", choices=[(AUTHORITY, "Authority"), *By.choices()]
    )
