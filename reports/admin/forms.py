"""The forms of the desk: to upload, publish, correct, redact and unpublish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.files.uploadedfile import UploadedFile

from reports.models import Authority
from reports.publishing.content.targets import Target, text_of
from reports.publishing.correcting import LONGEST_REASON
from reports.publishing.history.changes import EMPTY_STAMP

MOST_FILES = 50
"""Files of one upload; `import_reports` imports whole folders."""


class DayInput(forms.DateInput):
    """The browser's own date field: it needs no particular way to write a date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # HTML, 4.10.5.1.7: a valid date string


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A field of several files (Django's documentation, "Uploading multiple files")."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFilesInput, **options)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = []
        if isinstance(value, list | tuple):
            files += value
        elif value:
            files.append(value)
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"Choose {MOST_FILES} files or fewer. You chose {len(files)}."
            )
        # An empty file passes: the parser refuses it by name, like any file that is no report.
        return files


class UploadForm(forms.Form):
    """Files, or pasted text, or both."""

    chosen_files = SeveralFilesField(
        label="Report files",
        required=False,
        help_text="PDF, text or Markdown. You can choose several.",
    )
    text = forms.CharField(
        label="Or paste the text of one report",
        required=False,
        strip=False,
        widget=AdminTextareaWidget,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_text = bool((cleaned.get("text") or "").strip())
        if not cleaned.get("chosen_files") and not has_text and not self.errors:
            raise forms.ValidationError("Choose a file or paste the text of a report.")
        return cleaned

    def received(self) -> list[tuple[str, bytes]]:
        """The name and the bytes of each uploaded file, and of the pasted text if there is one."""
        received = [
            (file.name or "unnamed", file.read()) for file in self.cleaned_data["chosen_files"]
        ]
        pasted = self.cleaned_data["text"]
        if pasted.strip():
            received.append(("pasted text", pasted.encode()))
        return received


class StampedForm(forms.Form):
    """A form that carries the stamp of an inspection (`history.changes.stamp`).

    The stamp shows whether the inspection has changed since the form was shown.
    """

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def carry_stamp(self, stamp: str) -> None:
        """Put the current stamp of the inspection into the form, before the form is shown."""
        self.initial["stamp"] = stamp
        if self.is_bound:
            self.data = {**self.data.dict(), "stamp": stamp}  # type: ignore[attr-defined]  # of a request it is a QueryDict

    def answers(self) -> dict[str, Any]:
        """The entered values as keyword arguments of an operation."""
        answers = {**self.cleaned_data}
        answers["expected_stamp"] = answers.pop("stamp") or EMPTY_STAMP
        return answers


class ReasonForm(StampedForm):
    """The reason for a change; the public history shows it."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Shown in the public history of the inspection, without your name.",
    )


class CorrectionForm(ReasonForm):
    """The new value of a field, a judgement or a paragraph."""

    withheld = forms.BooleanField(
        label="Keep both wordings out of the public history",
        required=False,
        help_text=(
            "For words that should never have been public, such as a child’s name. The original file is "
            "withheld from the public until you supply a redacted copy."
        ),
    )
    field_order = ["after", "reason", "withheld"]

    def __init__(self, *args: Any, target: Target, current: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = target.form_field()
        field.label = target.label
        field.initial = current
        field.help_text = ""
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update(rows=10, cols=80)
        if isinstance(field, forms.DateField):
            field.widget = DayInput()
        self.fields["after"] = field
        self.order_fields(self.field_order)

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "after": text_of(self.cleaned_data["after"])}


class RedactedForm(ReasonForm):
    """A copy of the original without the withheld words."""

    chosen_file = forms.FileField(
        label="Redacted copy",
        help_text="PDF or text, without the words that are kept from the public.",
    )
    field_order = ["chosen_file", "reason"]

    def answers(self) -> dict[str, Any]:
        """The reason and the stamp as keyword arguments, without the file."""
        answers = super().answers()
        del answers["chosen_file"]
        return answers


class PublishForm(StampedForm):
    """The values to publish a reading with: an authority, a publication date and a reason."""

    authority = forms.ModelChoiceField(
        label="Authority",
        queryset=Authority.objects.all(),
        required=False,
        empty_label="As read from the report",
        help_text="Only needed if the archive does not recognise the name in the report.",
    )
    published = forms.DateField(
        label="Publication date",
        required=False,
        widget=DayInput,
        help_text="Reports do not print it. Leave empty to keep the date in the archive.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Why you are replacing a text. Shown in the public history, without your name.",
    )
