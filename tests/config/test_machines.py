"""A start says what it has otherwise than the web machine before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from config.machines import differences
from reports.files.originals import original_path
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.ORIGINALS_ROOT = tmp_path / "originals"
    return tmp_path / "originals"


def test_machines_with_one_key_and_one_folder_say_nothing() -> None:
    make_report(make_authority(), "Visits are regular.")
    assert differences() == []
    assert differences() == []


def test_another_key_is_named_once(settings: Settings, folder: Path) -> None:
    assert differences() == []
    settings.SECRET_KEY = "of-another-machine"
    (sentence,) = differences()
    assert "SECRET_KEY is not that of the web machine that started last" in sentence
    assert "of-another-machine" not in (folder / "key-digest").read_text()
    assert differences() == []


def test_originals_that_are_elsewhere_are_counted() -> None:
    first = make_report(make_authority(), "Visits are regular.")
    make_report(make_authority("greyfell"), "Plans are clear.")
    assert first.reading is not None
    original_path(first.reading.source.sha256).unlink()
    (sentence,) = differences()
    assert sentence.startswith("1 of the 2 originals that came in last are not in ")
