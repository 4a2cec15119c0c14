"""What can be corrected, how it is named, and which values it takes."""

from datetime import date
from typing import Any

import pytest
from django import forms

from reports.models import Paragraph
from reports.publishing.content.targets import Target, passage_keys, text_of
from reports.publishing.operations import Refused


@pytest.mark.parametrize(
    ("what", "target", "label"),
    [
        ("lead_inspector", Target("field", "", "lead_inspector"), "Lead inspector"),
        ("original_url", Target("field", "", "original_url"), "Original url"),
        (
            "judgement:overall",
            Target("judgement", "overall", "grade"),
            "Judgement: Overall effectiveness",
        ),
        (
            "paragraph:numbered:22:text",
            Target("paragraph", "numbered:22", "text"),
            "Numbered paragraph 22: text",
        ),
        (
            "paragraph:summary:place-3:heading",
            Target("paragraph", "summary:place-3", "heading"),
            "Summary no. 3: heading",
        ),
        (
            "paragraph:priority:place-1:responsible",
            Target("paragraph", "priority:place-1", "responsible"),
            "Area for priority action no. 1: responsible",
        ),
    ],
)
def test_name_of_a_target(what: str, target: Target, label: str) -> None:
    assert Target.parse(what) == target
    assert target.label == label


@pytest.mark.parametrize(
    "what",
    [
        "",
        "slug",
        "judgement:weather",
        "judgement:",
        "field:title",
        "paragraph:numbered:3:pk",
        "paragraph:footnote:3:text",
        "paragraph:point:place-1:responsible",
        "judgement:numbered:3:text",
    ],
)
def test_what_names_nothing_is_refused(what: str) -> None:
    with pytest.raises(Refused, match=f"Nothing of an inspection is called “{what}”"):
        Target.parse(what)


@pytest.mark.parametrize(
    ("what", "text", "value"),
    [
        ("start_date", "2023-06-12", date(2023, 6, 12)),
        ("published", "", None),
        ("title", "A title", "A title"),
        ("lead_inspector", "", ""),
        ("theme", "One\nTwo", "One\nTwo"),
        ("length", "short", "short"),
        ("length", "", ""),
        ("outcome", "inconsistent", "inconsistent"),
        ("checked", "doubtful", "doubtful"),
        ("original_url", "https://example.org/a", "https://example.org/a"),
        ("judgement:leaders", "good", "good"),
        ("judgement:leaders", "", ""),
        ("paragraph:numbered:3:number", "10000", 10000),
        ("paragraph:numbered:3:page", "1", 1),
        ("paragraph:numbered:3:page", "", None),
        ("paragraph:point:place-1:number", "", None),
        ("paragraph:priority:place-1:responsible", "", ""),
        ("paragraph:numbered:3:area", "in-care", "in-care"),
    ],
)
def test_value_that_is_taken(what: str, text: str, value: object) -> None:
    assert Target.parse(what).checked_value(text) == value


@pytest.mark.parametrize(
    ("what", "text", "why"),
    [
        ("start_date", "", "Start date: This field is required"),
        ("start_date", "someday", "valid date"),
        ("paragraph:numbered:3:text", "", "required"),
        ("paragraph:numbered:3:number", "", "required"),
        ("paragraph:numbered:3:number", "0", "greater than or equal to 1"),
        ("paragraph:numbered:3:number", "10001", "less than or equal to 10000"),
        ("paragraph:numbered:3:page", "0", "greater than or equal to 1"),
        ("paragraph:numbered:3:page", "10001", "less than or equal to 10000"),
        ("paragraph:numbered:3:grade", "splendid", "splendid"),
        ("length", "endless", "endless"),
        ("outcome", "endless", "endless"),
        ("original_url", "javascript:alert(1)", "valid URL"),
        ("lead_inspector", "007", "Write it in letters"),
        ("theme", "123", "Write it in letters"),
        ("lead_inspector", "Ada\nBell", "control character"),
        ("title", "One\x07", "control character"),
    ],
)
def test_value_that_is_refused(what: str, text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        Target.parse(what).checked_value(text)


def test_text_of_several_lines_as_a_browser_sends_it() -> None:
    Target.parse("paragraph:numbered:3:text").form_field().clean("One.\r\nTwo.")


def test_a_choice_may_be_none() -> None:
    field = Target.parse("judgement:leaders").form_field()
    assert isinstance(field, forms.ChoiceField)
    choices: Any = field.choices
    assert next(iter(choices)) == ("", "None")
    assert ("good", "Good") in list(choices)


def test_value_of_a_column_is_not_checked() -> None:
    assert Target.parse("lead_inspector").column_value("007") == "007"
    assert Target.parse("published").column_value("2023-06-12") == date(2023, 6, 12)
    assert Target.parse("published").column_value("") is None
    assert Target.parse("title").column_value("") == ""


def test_text_form() -> None:
    assert text_of(None) == ""
    assert text_of(date(2023, 6, 12)) == "2023-06-12"
    assert text_of(7) == "7"
    assert text_of("text") == "text"


def test_keys_of_passages() -> None:
    rows = [
        Paragraph(role="summary"),
        Paragraph(role="summary"),
        Paragraph(role="point", number=4),
        Paragraph(role="point"),
        Paragraph(role="numbered", number=1),
    ]
    assert passage_keys(rows) == [
        "summary:place-1",
        "summary:place-2",
        "point:4",
        "point:place-2",
        "numbered:1",
    ]
