"""Themes of an invented archive: what is near, and what becomes of them as texts change."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection

from reports.facts.vocabulary import Grade
from reports.models import Inspection, Paragraph, Theme, ThemeGroup, ThemeStem
from reports.models.locks import MAKING_THEMES
from reports.overview.cache import clear_caches, current_version
from reports.publishing import operations
from search.index.door import Question, ask, fetch
from search.index.themes import making
from search.index.themes.making import ThemesInMaking, make_themes
from search.index.themes.near import (
    NearParagraph,
    has_themes,
    near_by_part,
    near_within,
    nearness_to_stems,
)
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

pytestmark = pytest.mark.django_db

BIRDS = (
    "Falcons and hawks soar over the meadow.",
    "Hawks and kites soar in the sky.",
    "Kites and falcons hunt over the meadow.",
)
POTS = (
    "Clay is thrown and fired in the kiln.",
    "Glaze and clay crack in the kiln.",
    "Glaze is mixed, and pots are fired.",
)
BY_GRADE = {"numbered": ""}


@pytest.fixture
def archive() -> list[Inspection]:
    """Six reports of six authorities, each with one paragraph: on birds, or on pots."""
    return [
        make_report(make_authority(f"greyfell-{number}"), text)
        for number, text in enumerate((*BIRDS, *POTS))
    ]


def paragraph_of(inspection: Inspection) -> Paragraph:
    return inspection.paragraphs.get()


def near_texts(paragraph: Paragraph) -> list[str]:
    near = near_by_part(paragraph.pk, left_out={paragraph.authority_id}, roles=BY_GRADE, most=9)
    texts = dict(Paragraph.objects.values_list("pk", "text"))
    return [texts[each.paragraph] for each in near.get("good", []) if each.nearness > 0.1]


def vectors() -> dict[int, bytes]:
    return {key: bytes(vector) for key, vector in Theme.objects.values_list("pk", "vector")}


def test_what_is_on_the_same_is_near(archive: list[Inspection]) -> None:
    assert make_themes() == 6
    assert set(near_texts(paragraph_of(archive[0]))) == set(BIRDS[1:])
    assert set(near_texts(paragraph_of(archive[4]))) == {POTS[0], POTS[2]}


def test_stems_are_near_what_is_on_them(archive: list[Inspection]) -> None:
    places = ask(Question(first=None)).places[::-1]
    assert not nearness_to_stems({"hawk": 1.0}, places).any()
    make_themes()
    clear_caches()
    texts = [passage.paragraph.text for passage in fetch(places)]
    for stems, on_it in ((("hawk", "falcon"), BIRDS), (("kiln", "glaze"), POTS)):
        nearness = nearness_to_stems({**dict.fromkeys(stems, 1.0), "unicorn": 9.0}, places)
        nearest = [texts[at] for at in np.argsort(-nearness)[:3]]
        assert set(nearest) == set(on_it)
        assert nearness.max() <= 1
    weights = nearness_to_stems({"hawk": 1.0, "kiln": 0.1}, places)
    assert texts[int(np.argmax(weights))] in BIRDS
    assert not nearness_to_stems({"unicorn": 1.0}, places).any()
    Theme.objects.all().delete()
    assert not nearness_to_stems({"hawk": 1.0}, places).any()


def test_words_that_occur_together_bring_paragraphs_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`Kestrels` and `talons` are in no paragraph together, but both are beside `hawks`."""
    monkeypatch.setattr(making, "DIMENSIONS", 2)
    texts = (
        *("Kestrels are like hawks.",) * 3,
        *("Hawks with talons.",) * 3,
        *("Pots of clay.",) * 3,
    )
    for number, text in enumerate(texts):
        make_report(make_authority(f"greyfell-{number}"), text)
    source = make_report(make_authority("otherham"), "Kestrels.").paragraphs.get()
    make_themes()
    near = near_by_part(source.pk, left_out=(), roles=BY_GRADE, most=20)["good"]
    nearness = {each.paragraph: each.nearness for each in near}
    of_texts = dict(Paragraph.objects.values_list("pk", "text"))
    with_talons = [value for key, value in nearness.items() if "talons" in of_texts[key]]
    with_clay = [value for key, value in nearness.items() if "clay" in of_texts[key]]
    assert min(with_talons) > max(with_clay) + 0.2


def test_an_archive_without_themes_or_texts_has_none(archive: list[Inspection]) -> None:
    first = paragraph_of(archive[0])
    assert not has_themes()
    assert near_by_part(first.pk, left_out=(), roles=BY_GRADE, most=9) == {}
    assert near_within([(first.pk, archive[1].pk)]) == {}
    Paragraph.objects.all().delete()
    assert make_themes() == 0
    clear_caches()
    assert not has_themes()


def test_parts_authorities_and_reports(archive: list[Inspection]) -> None:
    inspection = make_inspection(make_authority("otherham"), original=b"otherham")
    first = make_paragraph(inspection, BIRDS[1], number=1, grade=Grade.INADEQUATE)
    make_paragraph(inspection, BIRDS[2], number=2, grade=Grade.INADEQUATE)
    make_themes()
    source = paragraph_of(archive[1])
    left_out = {source.authority_id, archive[0].authority_id}
    near = near_by_part(source.pk, left_out=left_out, roles=BY_GRADE, most=1)
    assert [each.paragraph for each in near["inadequate"]] == [first.pk]
    assert near["inadequate"][0].nearness == pytest.approx(1, abs=0.01)
    assert [each.paragraph for each in near["good"]] == [paragraph_of(archive[2]).pk]
    assert near_by_part(source.pk, left_out=(), roles={"summary": ""}, most=9) == {}


def test_the_same_texts_have_the_same_themes(archive: list[Inspection]) -> None:
    make_themes()
    first = vectors()
    make_themes()
    assert vectors() == first
    assert len(first) == 6


def test_a_paragraph_that_came_in_since_is_folded_in(archive: list[Inspection]) -> None:
    make_themes()
    new = make_report(make_authority("otherham"), f"{BIRDS[0]} Unheard of.")
    clear_caches()
    paragraph = paragraph_of(new)
    assert not Theme.objects.filter(pk=paragraph.pk).exists()
    assert near_texts(paragraph)[0] == BIRDS[0]
    assert paragraph.text not in near_texts(paragraph_of(archive[1]))
    within = near_within([(paragraph.pk, archive[0].pk), (paragraph_of(archive[0]).pk, new.pk)])
    for nearness in within.values():
        assert list(nearness.values()) == pytest.approx([1], abs=0.02)


def test_a_vector_of_words_is_that_of_the_making(archive: list[Inspection]) -> None:
    make_themes()
    paragraph = paragraph_of(archive[0])
    stored = near_by_part(paragraph.pk, left_out=(), roles=BY_GRADE, most=9)["good"]
    Theme.objects.filter(pk=paragraph.pk).delete()
    folded = near_by_part(paragraph.pk, left_out=(), roles=BY_GRADE, most=9)["good"]
    others = [each for each in stored if each.paragraph != paragraph.pk]
    assert [each.paragraph for each in folded] == [each.paragraph for each in others]
    assert [each.nearness for each in folded] == pytest.approx(
        [each.nearness for each in others], abs=0.02
    )


def test_a_text_that_changes_or_goes_loses_its_theme(archive: list[Inspection]) -> None:
    make_themes()
    keys = [paragraph_of(each).pk for each in archive]
    Paragraph.objects.filter(pk=keys[0]).update(text="Something else.")
    Paragraph.objects.filter(pk=keys[1]).update(position=7, text=BIRDS[1])
    Paragraph.objects.filter(pk=keys[2]).delete()
    assert set(vectors()) == {keys[1], *keys[3:]}


def test_a_making_that_fails_leaves_the_older_themes(
    archive: list[Inspection], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_themes()
    before = vectors(), set(ThemeStem.objects.values_list("stem", flat=True)), current_version()
    make_report(make_authority("otherham"), *POTS)
    version = current_version()
    monkeypatch.setattr(making, "COUNT_GROUPS", "SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        make_themes()
    assert (vectors(), set(ThemeStem.objects.values_list("stem", flat=True))) == before[:2]
    assert current_version() == version
    monkeypatch.undo()
    assert make_themes() == 9


def test_a_text_that_changes_during_the_making_gets_no_theme(
    archive: list[Inspection], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = paragraph_of(archive[0]), paragraph_of(archive[1])

    def changed_before_the_lock() -> None:
        Paragraph.objects.filter(pk=first.pk).update(text="Something else.")
        Paragraph.objects.filter(pk=second.pk).delete()
        operations.lock_archive()

    monkeypatch.setattr(making, "lock_archive", changed_before_the_lock)
    assert make_themes() == 4
    assert not {first.pk, second.pk} & set(vectors())


def test_two_makings_at_once_are_refused(archive: list[Inspection]) -> None:
    make_themes()
    before = vectors()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING_THEMES])
        with pytest.raises(ThemesInMaking):
            make_themes()
    finally:
        other.close()
    assert vectors() == before
    assert make_themes() == 6


def test_new_themes_are_a_new_version(archive: list[Inspection]) -> None:
    version = current_version()
    make_themes()
    assert current_version() > version


def test_groups_and_stems(archive: list[Inspection]) -> None:
    """Every paragraph is counted in one group; names of authorities and general words have no part."""
    make_report(make_authority("otherham"), *["Greyfell often soars."] * 3)
    make_themes()
    counted = sum(ThemeGroup.objects.values_list("paragraphs", flat=True))
    assert counted == Theme.objects.count()
    stems = set(ThemeStem.objects.values_list("stem", flat=True))
    assert "soar" in stems
    assert not {"greyfel", "greyfell", "the", "and"} & stems
    focus = dict(ThemeStem.objects.values_list("stem", "focus"))
    assert focus["kiln"] > focus["soar"]


def test_a_large_archive_is_learnt_from_a_part_of_it(
    archive: list[Inspection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_LEARNT_FROM", 5)
    monkeypatch.setattr(making, "AT_ONCE", 4)
    for number in range(10):
        # Whichever are taken, some are on birds and some on pots.
        make_report(make_authority(f"otherham-{number}"), f"{BIRDS[number % 3]} {POTS[number % 3]}")
    assert make_themes() == 16
    lengths = {len(vector) for vector in vectors().values()}
    assert len(lengths) == 1
    assert NearParagraph(1, 0.5).nearness == 0.5
    assert np.all(np.frombuffer(next(iter(vectors().values())), dtype=np.int8) <= 127)
