"""The words that all pages take from the vocabulary."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from reports.facts.terms import ListedTerm, Term, Terms
from reports.facts.vocabulary import (
    IMPROVEMENT_ROLES,
    NOT_JUDGED,
    Area,
    Grade,
    Kind,
    Region,
    Role,
    SendOutcome,
)


@pytest.mark.parametrize(
    "terms",
    [*Term.__subclasses__(), *ListedTerm.__subclasses__()],
    ids=lambda terms: str(terms.__name__),
)
def test_labels_have_typographic_quotes(terms: Terms) -> None:
    labels = [label for _, label in terms.choices()]
    assert labels
    assert all(labels)
    assert [label for label in labels if "'" in label or '"' in label] == []


def test_a_term_is_its_code() -> None:
    assert Region("london") is Region.LONDON
    assert str(Region.LONDON) == Region.LONDON.value == "london"
    assert Region.choices()[0] == ("north-east", "North East")
    assert len(Region.choices()) == 9
    assert Area("in-care") is Area.IN_CARE
    assert str(Area.IN_CARE) == Area.IN_CARE.value == "in-care"
    assert Area.choices()[0] == ("overall", "Overall effectiveness")


def test_listed_terms_are_counted_and_found_by_code_or_name() -> None:
    assert len(Grade) == len(list(Grade)) == len(Grade.choices()) >= 6
    assert "good" in Grade
    assert "splendid" not in Grade
    with pytest.raises(ValueError, match="'splendid' is not a valid Grade"):
        Grade("splendid")


@pytest.mark.parametrize("name", ["SPLENDID", "good", "Good", "__wrapped__"])
def test_no_other_name_is_a_listed_term(name: str) -> None:
    with pytest.raises(AttributeError, match=f"Grade has no {name}"):
        getattr(Grade, name)


def test_a_copy_is_the_term_itself() -> None:
    assert copy.deepcopy(Grade.GOOD) is Grade.GOOD
    assert pickle.loads(pickle.dumps(Area.IN_CARE)) is Area.IN_CARE  # noqa: S301  # made here


def test_kinds_say_what_their_reports_have() -> None:
    assert (Kind.ILACS.full, Kind.PRE_SIF.full, Kind.JTAI.full) == (True, True, False)
    assert (Kind.FOCUSED_VISIT.visit, Kind.ILACS.visit) == (True, False)
    assert (Kind.ILACS.lengths, Kind.SIF.lengths) == (True, False)
    assert (Kind.AREA_SEND.outcomes, Kind.JTAI.outcomes) == (True, False)
    assert (Kind.SIF.first_day, Kind.SIF.last_day) == (date(2013, 9, 1), date(2018, 12, 31))
    assert Kind.ILACS.last_day == date.max


def test_areas_say_what_they_judge() -> None:
    assert Area.IN_CARE_AND_CARE_LEAVERS.is_joint
    assert not Area.IN_CARE.is_joint
    assert Area.IN_CARE_AND_CARE_LEAVERS.tracks == ("in-care", "care-leavers")
    assert Area.LOOKED_AFTER.tracks == ("in-care",)


def test_one_grade_is_none() -> None:
    assert NOT_JUDGED is Grade.NOT_JUDGED
    assert [grade for grade in Grade if not grade.is_level] == [NOT_JUDGED]
    assert (NOT_JUDGED.light, NOT_JUDGED.dark) == (None, None)
    assert Grade.GOOD.light == ("#0b6660", "#ffffff")
    assert Grade.GOOD.dark == ("#76cfc4", "#04211e")


def test_outcomes_have_words_of_their_own() -> None:
    assert SendOutcome("inconsistent").label == "Inconsistent experiences and outcomes"
    assert [each.words for each in SendOutcome] == [
        "typically",
        "inconsistent",
        "systemic failings",
    ]


def test_points_and_priorities_ask_for_something() -> None:
    assert IMPROVEMENT_ROLES == (Role.POINT, Role.PRIORITY)
