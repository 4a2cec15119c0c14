"""What the address of the home page's map may say."""

from __future__ import annotations

from django import forms

from reports.facts.frameworks import Scale
from reports.web.parameters import JudgementForm


class MapForm(JudgementForm):
    """Which judgement's grades, and on which scale: one map never mixes two."""

    scale = forms.ChoiceField(required=False, label="Scale", choices=Scale.choices())

    @property
    def chosen_scale(self) -> Scale | None:
        """The chosen scale; None where none is chosen, and while the form is wrong."""
        code = self.cleaned_data["scale"] if self.is_valid() else ""
        return Scale(code) if code else None
