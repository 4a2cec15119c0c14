"""How two snapshots differ, and how the history writes it down."""

from dataclasses import replace

import pytest

from reports.publishing.history.differences import (
    Difference,
    MovedAnchor,
    PassageChange,
    ValueChange,
    difference,
    moved_anchors,
)
from reports.publishing.history.snapshot import Snapshot
from tests.reports.publishing.history.passages import passage

ONE = passage(1, "Assessments of need are timely")
TWO = passage(2, "Brothers and sisters live together")
FIELD = ValueChange("title", "Old", "New")
CHANGED = PassageChange(ONE, replace(ONE, page=4))
ADDED = PassageChange(None, ONE)
REMOVED = PassageChange(ONE, None)


def test_snapshots_that_are_the_same_have_no_difference() -> None:
    snapshot = Snapshot({"title": "A"}, {"leaders": "good"}, (ONE, TWO))
    assert difference(snapshot, snapshot) == Difference()
    assert not Difference()


def test_values_that_differ_came_or_went() -> None:
    before = Snapshot({"title": "Old", "theme": "Care", "length": ""}, {"leaders": "good"})
    after = Snapshot({"title": "New", "length": "", "outcome": "x"}, {"overall": "good"})
    changed = difference(before, after)
    assert changed.fields == (
        ValueChange("title", "Old", "New"),
        ValueChange("theme", "Care", ""),
        ValueChange("outcome", "", "x"),
    )
    assert changed.judgements == (
        ValueChange("leaders", "good", ""),
        ValueChange("overall", "", "good"),
    )
    assert changed.paragraphs == ()


def test_passages_that_differ() -> None:
    later = replace(TWO, text="Brothers and sisters live together often")
    changed = difference(Snapshot(passages=(ONE, TWO)), Snapshot(passages=(ONE, later)))
    assert changed == Difference(paragraphs=(PassageChange(TWO, later),))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", 7),
        ("heading", "Leaders"),
        ("area", "leaders"),
        ("grade", "good"),
        ("page", 3),
        ("responsible", "Wexcombe Council"),
    ],
)
def test_whatever_of_a_passage_changes_is_a_change(name: str, value: object) -> None:
    later = replace(ONE, **{name: value})  # type: ignore[arg-type]  # one field of several types
    changed = difference(Snapshot(passages=(ONE,)), Snapshot(passages=(later,)))
    assert changed.paragraphs == (PassageChange(ONE, later),)


def test_another_key_alone_is_no_change() -> None:
    later = replace(ONE, place="numbered:9", anchor="p9", label="paragraph 9")
    assert not difference(Snapshot(passages=(ONE,)), Snapshot(passages=(later,)))


def test_passages_of_a_whole_text_are_counted() -> None:
    text = Snapshot({"title": "A"}, {}, (ONE, TWO))
    assert difference(Snapshot({"title": "A"}), text) == Difference(passages_came=2)
    assert difference(text, Snapshot({"title": "A"})) == Difference(passages_went=2)


@pytest.mark.parametrize(
    "changed",
    [
        Difference(fields=(FIELD,)),
        Difference(judgements=(FIELD,)),
        Difference(paragraphs=(ADDED,)),
        Difference(passages_came=1),
        Difference(passages_went=1),
    ],
)
def test_any_part_makes_a_difference(changed: Difference) -> None:
    assert changed
    assert Difference.from_json(changed.as_json()) == changed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (Difference(), "nothing"),
        (Difference(fields=(FIELD,)), "1 field"),
        (Difference(judgements=(FIELD, FIELD)), "2 judgements"),
        (Difference(paragraphs=(CHANGED,)), "1 changed passage"),
        (Difference(paragraphs=(ADDED, ADDED)), "2 added passages"),
        (Difference(paragraphs=(REMOVED,)), "1 removed passage"),
        (Difference(passages_came=3), "3 added passages"),
        (Difference(passages_went=4), "4 removed passages"),
        (
            Difference((FIELD,), (FIELD,), (CHANGED, ADDED, REMOVED, REMOVED)),
            "1 field, 1 judgement, 1 changed passage, 1 added passage, 2 removed passages",
        ),
    ],
)
def test_sentence(changed: Difference, sentence: str) -> None:
    assert changed.sentence == sentence


def test_anchors_that_left_lead_to_where_their_text_is() -> None:
    renumbered = replace(TWO, place="numbered:5", anchor="p5", label="paragraph 5")
    assert moved_anchors([ONE, TWO], [ONE, renumbered]) == (MovedAnchor("p2", "paragraph 2", "p5"),)


def test_an_anchor_whose_text_is_gone_leads_nowhere() -> None:
    assert moved_anchors([ONE, TWO], [ONE]) == (MovedAnchor("p2", "paragraph 2", None),)


def test_an_anchor_that_remains_is_not_moved_whatever_it_says() -> None:
    assert moved_anchors([ONE], [replace(ONE, text="Something else")]) == ()
    assert moved_anchors([], [ONE]) == ()
