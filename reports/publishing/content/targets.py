"""What can be corrected in an inspection, and how a correction names it.

A field is named by its name ("lead_inspector"), a judgement by its area ("judgement:leaders"). A
field of a passage is named by the key of the passage ("paragraph:numbered:22:text"): its role with
its number as read, or where it has none, its place among those of its role
("paragraph:summary:place-3:text").
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

from reports.facts.terms import Terms
from reports.facts.validity import text_mistake
from reports.facts.vocabulary import Area, Checked, Grade, Length, Role, SendOutcome
from reports.models import Inspection, Judgement, Paragraph
from reports.publishing.operations import Refused

READ_FIELDS = (
    "title",
    "start_date",
    "end_date",
    "published",
    "length",
    "lead_inspector",
    "outcome",
    "theme",
)
"""The fields of an inspection that a report gives."""
FIELDS = (*READ_FIELDS, "original_url", "checked")
PARAGRAPH_FIELDS = ("text", "number", "heading", "area", "grade", "page")
PRIORITY_FIELDS = (*PARAGRAPH_FIELDS, "responsible")
"""The fields of an area for priority action: tables of area SEND reports name who is responsible.
"""
CODED_FIELDS: dict[str, Terms] = {
    "length": Length,
    "checked": Checked,
    "outcome": SendOutcome,
    "area": Area,
    "grade": Grade,
}
"""Fields whose values are codes of the vocabulary, each with its terms."""
REQUIRED_FIELDS = ("start_date", "end_date", "text")
"""Fields that are never empty."""
MULTILINE_FIELDS = ("text", "responsible", "theme")
FIELDS_WITH_LETTERS = ("text", "title", "heading", "responsible", "lead_inspector", "theme")
"""Fields whose value must have at least one letter."""
HIGHEST_NUMBER = 10_000
"""The highest number of a paragraph or a page."""
MODELS: dict[str, type[Model]] = {
    "field": Inspection,
    "judgement": Judgement,
    "paragraph": Paragraph,
}


@dataclass(frozen=True, slots=True)
class Target:
    """The value that one correction is about.

    `place` is the area of a judgement or the key of a passage; it is empty for a field of the
    inspection.
    """

    part: Literal["field", "judgement", "paragraph"]
    place: str
    field: str

    @classmethod
    def parse(cls, what: str) -> Target:
        """The target that `what` names. Raises `Refused` if `what` is no valid name."""
        if what in FIELDS:
            return cls("field", "", what)
        part, _, rest = what.partition(":")
        if part == "judgement" and rest in list(Area):
            return cls("judgement", rest, "grade")
        place, _, field = rest.rpartition(":")
        role = place.partition(":")[0]
        if part == "paragraph" and role in list(Role) and field in fields_of_passage(role):
            return cls("paragraph", place, field)
        raise Refused(f"Nothing of an inspection is called “{what}”.")

    @property
    def label(self) -> str:
        """The name for people: "Lead inspector", "Paragraph 22: text"."""
        if self.part == "judgement":
            return f"Judgement: {Area(self.place).label}"
        name = str(self._column.verbose_name).replace("_", " ")
        if self.part == "field":
            return name.capitalize()
        role, _, number = self.place.partition(":")
        return f"{Role(role).label} {number.replace('place-', 'no. ')}: {name}"

    @property
    def _column(self) -> Any:
        options = MODELS[self.part]._meta  # noqa: SLF001  # Django's documented interface to a model
        return options.get_field(self.field)

    def form_field(self) -> forms.Field:
        """The form field for the value. It accepts what the vocabulary and the column accept."""
        if self.field in CODED_FIELDS:
            return self._choice_field()
        if self.field == "number":
            is_numbered = self.place.startswith("numbered:")
            return forms.IntegerField(min_value=1, max_value=HIGHEST_NUMBER, required=is_numbered)
        if self.field == "page":
            return forms.IntegerField(min_value=1, max_value=HIGHEST_NUMBER, required=False)
        if self.field == "original_url":
            return forms.URLField(
                required=False, assume_scheme="https", max_length=self._column.max_length
            )
        field: forms.Field = self._column.formfield(required=self.field in REQUIRED_FIELDS)
        if isinstance(field, forms.CharField):
            field.validators.append(self._refuse_impossible_text)
        return field

    def _choice_field(self) -> forms.ChoiceField:
        choices = SendOutcome.choices() if self.field == "outcome" else self._column.choices
        return forms.ChoiceField(required=False, choices=[("", "None"), *choices])

    def _refuse_impossible_text(self, text: str) -> None:
        """Raise `ValidationError` for a text that no report has."""
        several_lines = self.field in MULTILINE_FIELDS
        mistake = text_mistake(text.replace("\r\n", "\n"), several_lines=several_lines)
        if mistake:
            raise ValidationError(mistake)
        if self.field in FIELDS_WITH_LETTERS and not any(sign.isalpha() for sign in text):
            raise ValidationError("Write it in letters.")

    def checked_value(self, text: str) -> Any:
        """The column's value for its text form. Raises `Refused` for a value that is not valid."""
        try:
            self.form_field().clean(text)
        except ValidationError as error:
            raise Refused(f"{self.label}: {' '.join(error.messages)}") from error
        return self.column_value(text)

    def column_value(self, text: str) -> Any:
        """The column's value for the text form of an earlier value.

        It is not validated: the rules may have become stricter since.
        """
        if text == "" and self._column.null:
            return None
        return self._column.to_python(text)


def fields_of_passage(role: str) -> tuple[str, ...]:
    """The fields of a passage that can be corrected, by its role."""
    return PRIORITY_FIELDS if role == Role.PRIORITY else PARAGRAPH_FIELDS


def text_of(value: object) -> str:
    """The text form of a value: a date in ISO form, None as the empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def passage_keys(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The key of each passage of a report, given in their order.

    A key is the role with the number ("numbered:22") or the place in the role ("summary:place-3").
    """
    counts: Counter[str] = Counter()
    keys = []
    for paragraph in paragraphs:
        counts[paragraph.role] += 1
        number = f"place-{counts[paragraph.role]}"
        if paragraph.number is not None:
            number = str(paragraph.number)
        keys.append(f"{paragraph.role}:{number}")
    return keys
