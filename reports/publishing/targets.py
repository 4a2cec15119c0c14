"""What can be corrected in an inspection, and how a correction names it.

A field by its name ("lead_inspector"), a judgement by its area ("judgement:leaders"), a field of a
paragraph by the paragraph's role and number as read ("paragraph:numbered:22:text"), or where it has
none by its place among its role's ("paragraph:summary:place-3:text").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from reports.facts.validity import text_mistake
from reports.facts.vocabulary import Area, Role, SendOutcome
from reports.models import Inspection, Judgement, Paragraph
from reports.publishing.operations import Refused

READ_FIELDS = (
    *("title", "start_date", "end_date", "published", "length", "lead_inspector"),
    *("outcome", "theme"),
)
"""The fields of an inspection that a report gives."""
FIELDS = (*READ_FIELDS, "original_url", "checked")
PARAGRAPH_FIELDS = ("text", "number", "heading", "area", "grade", "page")
NEEDED = ("start_date", "end_date", "text")
"""Fields that are never empty."""
SEVERAL_LINES = ("text", "theme")
NEED_LETTERS = ("text", "title", "heading", "lead_inspector", "theme")
"""Fields that say something in words where they say anything."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one correction is about: `place` is the area of a judgement or the key of a paragraph."""

    part: Literal["field", "judgement", "paragraph"]
    place: str
    field: str

    @classmethod
    def parse(cls, what: str) -> Target:
        """The target that `what` names. Raises `Refused` where nothing is called so."""
        if what in FIELDS:
            return cls("field", "", what)
        part, _, rest = what.partition(":")
        if part == "judgement" and rest in list(Area):
            return cls("judgement", rest, "grade")
        place, _, field = rest.rpartition(":")
        if part == "paragraph" and place.split(":")[0] in list(Role) and field in PARAGRAPH_FIELDS:
            return cls("paragraph", place, field)
        raise Refused(f"Nothing of an inspection is called “{what}”.")

    @property
    def label(self) -> str:
        """How a person names it."""
        if self.part == "judgement":
            return f"Judgement: {Area(self.place).label}"
        name = str(self._column.verbose_name).replace("_", " ")
        if self.part == "field":
            return name.capitalize()
        role, _, number = self.place.partition(":")
        return f"{Role(role).label} {number.replace('place-', 'no. ')}: {name}"

    @property
    def _column(self) -> Any:
        model: type[Model] = {"field": Inspection, "judgement": Judgement, "paragraph": Paragraph}[
            self.part
        ]
        return model._meta.get_field(self.field)  # noqa: SLF001  # Django's own public name

    def form_field(self) -> forms.Field:
        """The form's field for its value, which takes only what the vocabulary and the column take."""
        required = self.field in NEEDED
        if self.field in ("area", "grade", "length", "checked", "outcome"):
            choices = SendOutcome.choices() if self.field == "outcome" else self._column.choices
            return forms.ChoiceField(required=False, choices=[("", "None"), *choices])
        if self.field == "number":
            return forms.IntegerField(
                min_value=1, max_value=10_000, required=self.place.startswith("numbered:")
            )
        if self.field == "page":
            return forms.IntegerField(min_value=1, max_value=10_000, required=False)
        if self.field == "original_url":
            return forms.URLField(
                required=False, assume_scheme="https", max_length=self._column.max_length
            )
        field: forms.Field = self._column.formfield(required=required)
        if isinstance(field, forms.CharField):
            field.validators.append(self._refuse_impossible_text)
        return field

    def _refuse_impossible_text(self, text: str) -> None:
        """Raise `ValidationError` for a text that no report has."""
        several_lines = self.field in SEVERAL_LINES
        if mistake := text_mistake(text.replace("\r\n", "\n"), several_lines=several_lines):
            raise ValidationError(mistake)
        if self.field in NEED_LETTERS and not any(sign.isalpha() for sign in text):
            raise ValidationError("Write it in letters.")

    def value(self, text: str) -> Any:
        """A value in its text form as the column takes it. Raises `Refused` where no such value can
        be shown.
        """
        try:
            self.form_field().clean(text)
        except ValidationError as error:
            raise Refused(f"{self.label}: {' '.join(error.messages)}") from error
        return self.stored(text)

    def stored(self, text: str) -> Any:
        """Return a value that stood in the column once, from its text form, whatever rules came
        since.
        """
        if text == "" and self._column.null:
            return None
        return self._column.to_python(text)


def text_of(value: object) -> str:
    """A value's text form: dates in ISO form, nothing as the empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def places_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The key of each passage of a report, given in their order: its role with its number or its
    place.
    """
    seen: Counter[str] = Counter()
    keys = []
    for paragraph in paragraphs:
        seen[paragraph.role] += 1
        number = (
            paragraph.number if paragraph.number is not None else f"place-{seen[paragraph.role]}"
        )
        keys.append(f"{paragraph.role}:{number}")
    return keys
