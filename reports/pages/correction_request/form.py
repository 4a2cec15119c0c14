"""The form for a mistake in a text."""

from __future__ import annotations

from django import forms

from reports.publishing.correction_requests import LONGEST_REQUEST


class CorrectionRequestForm(forms.Form):
    """What a reader says is wrong; nothing about the reader."""

    words = forms.CharField(
        label="What is wrong, and what should it say?",
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Quote the words that are wrong. Do not write your name or anything private about "
            "a child or a family."
        ),
        error_messages={
            "required": "Enter what is wrong, and what it should say.",
            "max_length": f"Use {LONGEST_REQUEST:,} characters or fewer.",
        },
    )
