"""What an inspection can say, what is rare, and that everything that is known follows the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reports.facts import reference
from reports.facts.dates import in_words
from reports.facts.frameworks import Framework
from reports.facts.reference import InspectionFact
from reports.facts.validity import (
    InspectionValues,
    ParagraphValues,
    doubtful,
    impossible,
    is_judged_in_any,
    publication_mistake,
    text_mistake,
)
from reports.facts.vocabulary import Area

TODAY = date(2026, 11, 28)


def values_of(fact: InspectionFact) -> InspectionValues:
    return InspectionValues(
        kind=fact.kind,
        start_date=fact.start_date,
        end_date=fact.end_date,
        published=fact.published,
        length=fact.length or "",
        grades={area.value: grade.value for area, grade in fact.grades.items()},
    )


def test_nothing_that_is_known_is_impossible_or_rare() -> None:
    for fact in reference.inspections():
        values = values_of(fact)
        assert not [*impossible(values, TODAY), *doubtful(values)], fact


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (date(2023, 6, 22), "before the last day"),
        (date(2023, 6, 23), ""),
        (TODAY, ""),
        (date(2026, 11, 29), "in the future"),
    ],
)
def test_days_of_publication(published: date, said: str) -> None:
    mistake = publication_mistake(published, date(2023, 6, 23), TODAY)
    assert said in mistake
    assert bool(mistake) == bool(said)


@pytest.mark.parametrize(
    "text", ["", "Máire O’Neill – 50% ✓", "עברית", "one\ntwo", "a\u00adb", "👨‍👩‍👧 1"]
)
def test_text_that_can_be_shown(text: str) -> None:
    assert not text_mistake(text, several_lines=True)


@pytest.mark.parametrize(
    "text", ["one\ntwo", "a\x00b", "a\x85b", "\ud800", "a\u2067b", "\ue000a", "—", "a" * 20_001]
)
def test_text_that_cannot_be_shown_in_a_line(text: str) -> None:
    assert text_mistake(text, several_lines=False)


def an_inspection(**values: Any) -> InspectionValues:
    """An ILACS inspection of June 2023 without a mistake, but for these values."""
    own: dict[str, Any] = {
        "kind": "ilacs",
        "start_date": date(2023, 6, 12),
        "end_date": date(2023, 6, 23),
        "published": date(2023, 8, 1),
        "length": "standard",
        "title": "Inspection of Fernhollow",
        "has_text": True,
        "grades": dict.fromkeys(Framework("ilacs-2023").areas, "good"),
    }
    return InspectionValues(**(own | values))


def a_paragraph(**values: Any) -> ParagraphValues:
    own: dict[str, Any] = {
        "label": "Paragraph 3",
        "role": "numbered",
        "number": 3,
        "area": "in-care",
        "grade": "good",
        "text": "Visits are regular.",
    }
    return ParagraphValues(**(own | values))


def test_an_ordinary_inspection_has_no_mistake() -> None:
    values = an_inspection(paragraphs=[a_paragraph(), a_paragraph(number=4, area="", grade="")])
    assert list(impossible(values, TODAY)) == []
    assert list(doubtful(values)) == []


ENDED = "Overall effectiveness is not judged since April 2026."
TOGETHER = "Children in care and care leavers are judged together or apart, never both."


@pytest.mark.parametrize(
    ("changes", "message", "about"),
    [
        (
            {"start_date": date(2023, 6, 24)},
            "The inspection would end on 23 June 2023, before it starts (24 June 2023).",
            ("start_date", "end_date"),
        ),
        (
            {
                "kind": "monitoring-visit",
                "length": "",
                "grades": {},
                "start_date": date(2007, 3, 31),
            },
            "Ofsted did not inspect children’s services on 31 March 2007 yet.",
            ("start_date",),
        ),
        (
            {"end_date": date(2026, 11, 29), "published": None, "grades": {}},
            "The last day on site 29 November 2026 is in the future.",
            ("end_date",),
        ),
        (
            {"published": date(2023, 6, 22)},
            "The publication date 22 June 2023 is before the last day on site (23 June 2023).",
            ("published", "end_date"),
        ),
        (
            {"kind": "sif", "grades": {}},
            "No Children’s services inspection (SIF) is short or standard.",
            ("length",),
        ),
        (
            {"outcome": "inconsistent"},
            "No Children’s services inspection (ILACS) has an outcome.",
            ("outcome",),
        ),
        ({"title": " \t"}, "A report needs a title.", ("title",)),
        (
            {"grades": {"adoption": "good"}},
            "“Adoption performance” is not judged in a Children’s services inspection (ILACS).",
            ("judgement:adoption",),
        ),
        (
            {"grades": {"leaders": "adequate"}},
            (
                "“Adequate” is not a grade of a Children’s services inspection (ILACS); its grades are:"
                " Outstanding, Good, Requires improvement, Inadequate."
            ),
            ("judgement:leaders",),
        ),
        (
            {
                "start_date": date(2026, 4, 1),
                "end_date": date(2026, 4, 10),
                "published": None,
                "grades": {"overall": "good"},
            },
            ENDED,
            ("judgement:overall", "start_date"),
        ),
        (
            {"grades": {"in-care-and-care-leavers": "good", "care-leavers": "good"}},
            TOGETHER,
            ("judgement:in-care-and-care-leavers", "judgement:care-leavers"),
        ),
        (
            {"paragraphs": [a_paragraph(area="adoption", grade="")]},
            "“Adoption performance” is no part of a Children’s services inspection (ILACS).",
            ("paragraph:0:area",),
        ),
        (
            {"paragraphs": [a_paragraph(), a_paragraph(number=4, grade="adequate")]},
            (
                "“Adequate” is not a grade of a Children’s services inspection (ILACS); its grades are:"
                " Outstanding, Good, Requires improvement, Inadequate."
            ),
            ("paragraph:1:grade",),
        ),
        (
            {
                "kind": "focused-visit",
                "length": "",
                "grades": {},
                "paragraphs": [a_paragraph(area="")],
            },
            "A Focused visit gives no grades.",
            ("paragraph:0:grade",),
        ),
    ],
)
def test_what_no_report_can_say(
    changes: dict[str, Any], message: str, about: tuple[str, ...]
) -> None:
    (finding,) = impossible(an_inspection(**changes), TODAY)
    assert (finding.message, finding.about) == (message, about)
    assert finding.refused == ("before it starts" in message)


def test_an_inspection_in_the_future_is_impossible() -> None:
    day = date(2026, 11, 29)
    values = an_inspection(start_date=day, end_date=day, published=day, grades={})
    assert [finding.message for finding in impossible(values, TODAY)] == [
        "The first day on site 29 November 2026 is in the future.",
        "The last day on site 29 November 2026 is in the future.",
        "The publication date 29 November 2026 is in the future.",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"start_date": date(2023, 6, 23)},
        {"start_date": TODAY, "end_date": TODAY, "published": TODAY, "grades": {}},
        {"kind": "monitoring-visit", "length": "", "grades": {}, "start_date": date(2007, 4, 1)},
        {"kind": "area-send", "length": "", "grades": {}, "outcome": "inconsistent"},
        {"title": "", "has_text": False},
        {"grades": {"overall": "not-judged"}},
        {"start_date": date(2026, 3, 31), "published": None, "end_date": date(2026, 4, 3)},
        {"grades": {"in-care": "good", "care-leavers": "inadequate"}},
        {"paragraphs": [a_paragraph(role="summary", number=3), a_paragraph(number=3)]},
        {"paragraphs": [a_paragraph(number=None), a_paragraph(number=None)]},
        {"paragraphs": [a_paragraph(grade="not-judged")]},
        {
            "kind": "focused-visit",
            "length": "",
            "grades": {},
            "paragraphs": [a_paragraph(grade="")],
        },
    ],
)
def test_what_a_report_can_just_say(changes: dict[str, Any]) -> None:
    assert list(impossible(an_inspection(**changes), TODAY)) == []


def test_a_number_belongs_to_one_passage() -> None:
    paragraphs = [a_paragraph(), a_paragraph(number=4), a_paragraph()]
    findings = list(impossible(an_inspection(paragraphs=paragraphs), TODAY))
    assert [finding.about for finding in findings] == [
        ("paragraph:0:number",),
        ("paragraph:2:number",),
    ]
    assert {finding.message for finding in findings} == {"Two passages would bear the number 3."}
    assert all(finding.refused for finding in findings)


@pytest.mark.parametrize(
    ("changes", "message", "about"),
    [
        (
            {"published": date(2024, 6, 24)},
            "The publication date is 367 days after the last day on site: check it.",
            ("published",),
        ),
        (
            {"start_date": date(2023, 6, 11)},
            "The inspection begins or ends on a weekend: check the dates.",
            ("start_date", "end_date"),
        ),
        (
            {"end_date": date(2023, 6, 24)},
            "The inspection begins or ends on a weekend: check the dates.",
            ("start_date", "end_date"),
        ),
        (
            {"start_date": date(2023, 2, 22)},
            "The inspection takes 121 days: check the dates.",
            ("start_date", "end_date"),
        ),
        (
            {"grades": {"overall": "good", "leaders": "good"}},
            (
                "The judgements are not those of the framework at that time:"
                " Overall effectiveness, Impact of leaders."
            ),
            tuple(f"judgement:{area}" for area in Area),
        ),
        (
            {"paragraphs": [a_paragraph(), a_paragraph(label="Paragraph 4", grade="inadequate")]},
            "Paragraph 4 stands under Inadequate, but Children in care is judged Good.",
            ("paragraph:1:grade",),
        ),
        (
            {
                "paragraphs": [
                    a_paragraph(label="Paragraph 4", grade="inadequate"),
                    a_paragraph(),
                    a_paragraph(label="Paragraph 5", grade="inadequate"),
                    a_paragraph(label="Paragraph 6", grade="inadequate"),
                ]
            },
            "Paragraph 4 and 2 more stand under Inadequate, but Children in care is judged Good.",
            ("paragraph:0:grade", "paragraph:2:grade", "paragraph:3:grade"),
        ),
        (
            {"paragraphs": [a_paragraph(), a_paragraph(label="Paragraph 4", text="w " * 601)]},
            "Paragraph 4 has 601 words.",
            ("paragraph:1:text",),
        ),
    ],
)
def test_what_is_rare(changes: dict[str, Any], message: str, about: tuple[str, ...]) -> None:
    (finding,) = doubtful(an_inspection(**changes))
    assert (finding.message, finding.about, finding.refused) == (message, about, False)


@pytest.mark.parametrize(
    ("start", "end", "rare"),
    [
        (date(2013, 9, 2), date(2013, 9, 6), False),
        (date(2013, 8, 30), date(2013, 9, 6), True),
        (date(2018, 12, 17), date(2018, 12, 31), False),
        (date(2018, 12, 17), date(2019, 1, 1), True),
    ],
)
def test_a_kind_has_its_years(start: date, end: date, *, rare: bool) -> None:
    values = InspectionValues("sif", start, end)
    message = (
        "No Children’s services inspection (SIF) took place from "
        f"{in_words(start)} to {in_words(end)}: check the dates."
    )
    assert [finding.message for finding in doubtful(values)] == ([message] if rare else [])


@pytest.mark.parametrize(
    "changes",
    [
        {"published": date(2024, 6, 23)},
        {"published": None},
        {"start_date": date(2023, 2, 23)},
        {"grades": {}},
        {
            "kind": "sif",
            "start_date": date(2018, 1, 8),
            "end_date": date(2018, 1, 19),
            "grades": {"overall": "good"},
            "published": None,
        },
        {"paragraphs": [a_paragraph(grade="")]},
        {"paragraphs": [a_paragraph(area="looked-after", grade="inadequate")]},
        {"paragraphs": [a_paragraph(text="w " * 600)]},
    ],
)
def test_what_is_not_rare(changes: dict[str, Any]) -> None:
    assert list(doubtful(an_inspection(**changes))) == []


def test_judgements_are_those_of_one_framework_in_force() -> None:
    old, new = Framework("ilacs-2018"), Framework("ilacs-2023")
    assert is_judged_in_any(old.areas, [new, old])
    assert not is_judged_in_any(old.areas, [new])
    assert not is_judged_in_any(new.areas[1:], [new])
    assert not is_judged_in_any([*new.areas, "adoption"], [new])
    assert not is_judged_in_any(new.areas, [])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a" * 20_000, ""),
        ("a" * 20_001, "The text has 20,001 characters; at most 20,000 are possible."),
        ("a\u202ab", "The text has a sign that turns the direction of writing (U+202A)."),
        ("a\u202eb", "The text has a sign that turns the direction of writing (U+202E)."),
        ("a\u202fb", ""),
        ("a\u2069b", "The text has a sign that turns the direction of writing (U+2069)."),
        ("a\u206ab", ""),
        ("a\x00b", "The text has a control character (U+0000)."),
        ("a\ud800", "The text has half of a character (U+D800)."),
        ("\ue000a", "The text has a private character (U+E000)."),
        ("a\u0378", "The text has an unassigned character (U+0378)."),
        ("— …", "The text has neither letters nor digits."),
        ("— 1", ""),
        ("", ""),
    ],
)
def test_why_a_text_cannot_be_shown(text: str, mistake: str) -> None:
    assert text_mistake(text, several_lines=True) == mistake


def test_lines_and_tabs_belong_to_texts_of_several_lines() -> None:
    assert text_mistake("a\n\tb", several_lines=True) == ""
    for sign in "\n\t":
        assert "a control character" in text_mistake(f"a{sign}b", several_lines=False)
