"""Files of frameworks: what they may say, and how a mistake in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.facts.framework_files import (
    FOLDER,
    TABLES,
    FrameworkFileError,
    framework_entries,
    read_entries,
)
from reports.facts.frameworks import (
    OVERALL,
    Framework,
    Scale,
    Track,
    frameworks_between,
    grade_choices,
    kinds_on,
    scale_of,
    scale_of_inspection,
    scales_in_use,
)
from reports.facts.vocabulary import NOT_JUDGED, Area, Grade, Kind

GRADE = """
[[grade]]
code = "strong"
label = "Strong"
letter = "S"
"""
TRACK = """
[[track]]
code = "{}"
label = "Belonging"
letter = "B"
short = "Belonging"
{}
"""


def entries_of(folder: Path, text: str) -> list[str]:
    """The codes of the tracks in a file of the archive's own with this text."""
    added = folder / "added.toml"
    added.write_text(text, encoding="utf-8")
    entries = read_entries([*sorted(FOLDER.glob("*.toml")), added])
    return [entry.code for entry in entries["track"]]


def test_files_have_entries_of_every_table() -> None:
    assert all(framework_entries()[table] for table in TABLES)


def test_entries_of_another_file_are_last_or_before_the_one_that_they_name(tmp_path: Path) -> None:
    assert entries_of(tmp_path, TRACK.format("belonging", ""))[-1] == "belonging"
    codes = entries_of(tmp_path, TRACK.format("belonging", 'before = "overall"'))
    assert codes[-2:] == ["belonging", "overall"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("grade = ", "added.toml is no TOML"),
        ('[[grades]]\ncode = "a"', "added.toml has “grades”"),
        ('grade = "strong"', "added.toml has “grade”"),
        ('grade = ["strong"]', "added.toml has “grade”"),
        ('[grade]\ncode = "strong"', "added.toml has “grade”"),
        (GRADE.replace("letter", "# letter"), r"\[\[grade\]\] strong: add “letter”"),
        (GRADE + 'colour = "red"', "“colour” is no key here"),
        (GRADE + "level = 1", "“level” cannot be 1"),
        (GRADE + 'light = ["red", "#ffffff"]', "“light” cannot be"),
        (GRADE + 'light = ["#ffffff"]', "“light” cannot be"),
        (GRADE.replace('"S"', '"Strong"'), "“letter” cannot be 'Strong'"),
        (GRADE.replace('"strong"', '"Strong!"'), "“code” cannot be 'Strong!'"),
        (GRADE.replace('"strong"', f'"{"s" * 26}"'), "25 characters or fewer"),
        (GRADE.replace('"strong"', '"good"'), "1-grades.toml has one with this code already"),
        (GRADE + 'before = "strongest"', "no grade “strongest” is listed by then"),
        (
            '[[area]]\ncode = "a"\nlabel = "A"\ntracks = ["luck"]',
            r"\[\[area\]\] a: “tracks” names no track: luck",
        ),
        (
            '[[area]]\ncode = "a"\nlabel = "A"\ntracks = []',
            r"\[\[area\]\] a: “tracks” cannot be \[\]",
        ),
    ],
)
def test_mistakes_are_named_with_file_entry_and_what_is_wrong(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(FrameworkFileError, match=message):
        entries_of(tmp_path, text)


def test_a_framework_ends_the_day_before_the_one_that_replaces_it() -> None:
    for framework in Framework:
        if framework.replaces:
            replaced = Framework(framework.replaces)
            assert (framework.first_day - replaced.last_day).days == 1
    in_force = frameworks_between(
        Kind.ILACS, Framework.ILACS_2018.last_day, Framework.ILACS_2023.first_day
    )
    assert in_force == [Framework.ILACS_2018, Framework.ILACS_2023]
    assert OVERALL.ended == Framework.ILACS_2026.first_day
    assert Track.LEADERS.ended is None


def test_a_kind_and_a_grade_tell_the_scale() -> None:
    until, since = Scale("until-2013"), Scale("since-2013")
    assert scale_of(Kind.PRE_SIF, Grade.GOOD) is until
    assert scale_of(Kind.SIF, Grade.GOOD) is since
    assert scale_of(Kind.SIF, Grade.ADEQUATE) is None
    assert scale_of(Kind.SIF, NOT_JUDGED) is None
    assert scale_of(Kind.JTAI, Grade.GOOD) is None
    assert scale_of_inspection(Kind.ILACS, {Area.LEADERS: NOT_JUDGED}) is since
    assert scale_of_inspection(Kind.FOCUSED_VISIT, {}) is None
    assert scales_in_use() == (since,)
    assert kinds_on(until) == (Kind.PRE_SIF,)


def test_filters_tell_grades_with_one_label_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert grade_choices() == Grade.choices()
    monkeypatch.setattr(Grade.ADEQUATE, "label", "Good")
    choices = dict(grade_choices())
    assert choices["good"] == "Good (grades since November 2013)"
    assert choices["adequate"] == "Good (grades until November 2013)"
    assert choices["inadequate"] == "Inadequate"


def test_letters_of_a_scale_and_of_the_columns_differ() -> None:
    for scale in Scale:
        letters = [grade.letter for grade in scale.grades]
        assert len(set(letters)) == len(letters)
        assert set(scale.positive) < set(scale.grades)
    letters = [track.letter for track in Track]
    assert len(set(letters)) == len(letters)
