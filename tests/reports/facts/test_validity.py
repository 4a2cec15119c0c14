"""The rules of what an inspection can say hold for everything that is known."""

from datetime import date

import pytest

from reports.facts import reference
from reports.facts.reference import InspectionFact
from reports.facts.validity import (
    InspectionValues,
    doubtful,
    impossible,
    publication_mistake,
    text_mistake,
)

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
