"""Wordings that differ from a usual one by a slip."""

import pytest

from reports.ingest.parts.near_wordings import nearest

USUAL = (
    "The progress of care leavers",
    "The progress of children in care",
    "The impact of leaders",
)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("The progress of children care leavers", USUAL[0]),
        ("progress of care leavers", USUAL[0]),
        ("The progess of care leaver", USUAL[0]),
        ("The progress of careleavers", USUAL[0]),
        ("THE PROGRESS OF CHILDREN IN CARE:", USUAL[1]),
        ("The impacts of the leaders", None),
        ("The progess of car leaver", None),
        ("The progress of young people in custody", None),
    ],
)
def test_a_slip_is_a_word_or_two_letters(wording: str, expected: str | None) -> None:
    assert nearest(wording, USUAL) == expected


def test_what_is_near_to_several_is_near_to_none() -> None:
    assert (
        nearest("The progress of children", [f"{'The progress of children'} {x}" for x in "ab"])
        is None
    )


def test_an_apostrophe_parts_no_word() -> None:
    wording = "The experiences and progress of children’s care leavers"
    assert nearest(wording, ["The experiences and progress of care leavers"]) is not None
