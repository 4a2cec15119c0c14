"""The kinds of report as the publisher's pages print them."""

from __future__ import annotations

import pytest

from reports.facts.printed_kinds import KINDS_BY_WORDING, bare_wording, kinds_printed_as
from reports.facts.vocabulary import Kind


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [
        ("Children's services inspection", {Kind.ILACS, Kind.SIF, Kind.PRE_SIF}),
        ("  CHILDREN’S\u00a0 services\ninspection ", {Kind.ILACS, Kind.SIF, Kind.PRE_SIF}),
        ("Children`s services focused visit", {Kind.FOCUSED_VISIT}),
        ("Joint area child protection inspection", {Kind.JTAI}),
        ("Area SEND full inspection", {Kind.AREA_SEND}),
        ("Area SEND full inspection, revisited", set()),
        ("", set()),
    ],
)
def test_a_wording_in_any_spelling_tells_the_kinds(printed: str, kinds: set[Kind]) -> None:
    assert kinds_printed_as(printed) == kinds


@pytest.mark.parametrize("apostrophe", "\u2018\u2019\u02bc`\u00b4")
def test_every_apostrophe_is_plain_in_the_bare_wording(apostrophe: str) -> None:
    assert bare_wording(f"Children{apostrophe}s  Services") == "children's services"


def test_listed_wordings_are_bare() -> None:
    assert KINDS_BY_WORDING
    for wording, kinds in KINDS_BY_WORDING.items():
        assert bare_wording(wording) == wording
        assert kinds
