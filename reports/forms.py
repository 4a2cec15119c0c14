"""The forms of the desk: reports that come in, and what a person decides of a reading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.files.uploadedfile import UploadedFile

from reports.models import Authority

MOST_FILES = 50
"""Files of one upload; a folder of more is what `import_reports` is for."""


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A field of several files (Django's documentation, "Uploading multiple files")."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFilesInput, **options)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = value if isinstance(value, list | tuple) else [value] if value else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at once; {len(files)} were chosen.")
        # An empty file is refused by the reader, by name, like every other file that is no report.
        return list(files)


class UploadForm(forms.Form):
    """Files, or pasted text, or both."""

    chosen_files = SeveralFilesField(
        label="Report files", required=False, help_text="PDF, text or Markdown; several may be chosen."
    )
    text = forms.CharField(
        label="Or paste the text of one report", required=False, strip=False, widget=AdminTextareaWidget
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("chosen_files") and not (cleaned.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("Choose a file or paste the text of a report.")
        return cleaned

    def received(self) -> list[tuple[str, bytes]]:
        """What came in: (name, bytes) for each file, and for the pasted text when there is one."""
        came = [(file.name or "unnamed", file.read()) for file in self.cleaned_data["chosen_files"]]
        pasted = self.cleaned_data["text"]
        return came + ([("pasted text", pasted.encode())] if pasted.strip() else [])


class PublishForm(forms.Form):
    """What a person adds to a reading: the authority where the printed name is not known, the publication date."""

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
        widget=AdminDateWidget,
        help_text="Reports do not print it. Leave empty to keep what is known.",
    )
