"""The forms of the desk: reports that come in, and what a person decides of a reading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.files.uploadedfile import UploadedFile

from reports.models import Authority
from reports.publishing.content.targets import Target, text_of
from reports.publishing.correcting import MOST_OF_A_REASON
from reports.publishing.history.changes import EMPTY_STAMP

MOST_FILES = 50
"""Files of one upload; a folder of more is what `import_reports` is for."""


class DayInput(forms.DateInput):
    """The browser's own field for a date, so that nobody has to know in which form to write one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # which the field demands, whatever form it shows


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A field of several files (Django's documentation, "Uploading multiple files")."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFilesInput, **options)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = value if isinstance(value, list | tuple) else [value] if value else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"At most {MOST_FILES} files at once; {len(files)} were chosen."
            )
        # An empty file is refused by the reader, by name, like every other file that is no report.
        return list(files)


class UploadForm(forms.Form):
    """Files, or pasted text, or both."""

    chosen_files = SeveralFilesField(
        label="Report files",
        required=False,
        help_text="PDF, text or Markdown; several may be chosen.",
    )
    text = forms.CharField(
        label="Or paste the text of one report",
        required=False,
        strip=False,
        widget=AdminTextareaWidget,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            not cleaned.get("chosen_files")
            and not (cleaned.get("text") or "").strip()
            and not self.errors
        ):
            raise forms.ValidationError("Choose a file or paste the text of a report.")
        return cleaned

    def received(self) -> list[tuple[str, bytes]]:
        """What came in: (name, bytes) for each file, and for the pasted text when there is one."""
        came = [(file.name or "unnamed", file.read()) for file in self.cleaned_data["chosen_files"]]
        pasted = self.cleaned_data["text"]
        return came + ([("pasted text", pasted.encode())] if pasted.strip() else [])


class SeenForm(forms.Form):
    """A form about an inspection: it carries what its reader saw, so that nobody overwrites a
    change unseen.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_now(self, stamp: str) -> None:
        """Let the form, when it is shown again, carry the inspection as it is now."""
        self.initial["seen"] = stamp
        if self.is_bound:
            self.data = {**self.data.dict(), "seen": stamp}  # type: ignore[attr-defined]  # a browser's is a QueryDict

    def told(self) -> dict[str, Any]:
        """What a person entered, as the operations take it."""
        entered = {**self.cleaned_data}
        entered["expected_stamp"] = entered.pop("seen") or EMPTY_STAMP
        return entered


class ReasonForm(SeenForm):
    """Why something is done; the public history shows it."""

    reason = forms.CharField(
        label="Reason",
        max_length=MOST_OF_A_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Shown in the public history of the inspection, without your name.",
    )


class CorrectionForm(ReasonForm):
    """What a field, a judgement or a paragraph should say instead."""

    withheld = forms.BooleanField(
        label="Keep both wordings out of the public history",
        required=False,
        help_text=(
            "For words that should never have been public, such as a child’s name. The original file is "
            "withheld from the public until you supply a redacted copy."
        ),
    )
    field_order = ["after", "reason", "withheld"]

    def __init__(self, *args: Any, target: Target, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = target.form_field()
        field.label, field.initial, field.help_text = target.label, now, ""
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update(rows=10, cols=80)
        if isinstance(field, forms.DateField):
            field.widget = DayInput()
        self.fields["after"] = field
        self.order_fields(self.field_order)

    def told(self) -> dict[str, Any]:
        return {**super().told(), "after": text_of(self.cleaned_data["after"])}


class RedactedForm(ReasonForm):
    """A copy of the original without the withheld words."""

    chosen_file = forms.FileField(
        label="Redacted copy",
        help_text="PDF or text, without the words that are kept from the public.",
    )
    field_order = ["chosen_file", "reason"]

    def told(self) -> dict[str, Any]:
        """The reason and what the editor saw, as the operations take them; the file is read apart."""
        answers = super().told()
        del answers["chosen_file"]
        return answers


class PublishForm(SeenForm):
    """What a person adds to a reading: the authority where the printed name is not known, the
    publication date.
    """

    authority = forms.ModelChoiceField(
        label="Authority",
        queryset=Authority.objects.all(),
        required=False,
        empty_label="As read from the report",
        help_text="Only needed where the name in the report is not known to the archive.",
    )
    published = forms.DateField(
        label="Publication date",
        required=False,
        widget=DayInput,
        help_text="Reports do not print it. Leave empty to keep what is known.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Why a text is replaced. Shown in the public history, without your name.",
    )
