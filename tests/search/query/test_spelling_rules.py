"""Spellings of one word that differ by a rule."""

from __future__ import annotations

import pytest

from search.query.spelling_rules import spelling_pairs


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("organise organize", [("organize", "organise")]),
        ("analysing analyzing sizes", [("analyzing", "analysing")]),
        ("armored armoured", [("armored", "armoured")]),
        ("advisor adviser advisors", [("advisor", "adviser")]),
        ("judgment judgement judgmental", [("judgment", "judgement")]),
        ("judgmental judgemental", [("judgmental", "judgemental")]),
        ("programmes programs", [("programmes", "programs")]),
        ("traveling travelling", [("travelling", "traveling")]),
        ("filing filling", []),
        ("focused focussed", [("focussed", "focused")]),
        ("targeting targetting", [("targetting", "targeting")]),
        ("worshiped worshipped", [("worshipped", "worshiped")]),
        ("hoping hopping", []),
        ("for four tor tour organizers size", []),
        ("", []),
    ],
)
def test_pairs_of_words_by_a_rule(written: str, pairs: list[tuple[str, str]]) -> None:
    assert spelling_pairs(written) == pairs
