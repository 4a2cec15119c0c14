"""The command that makes themes, and that imports run it once, after their last report."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reports.models import Inspection, Paragraph, Theme
from reports.models.locks import MAKING_THEMES
from search import texts
from tests.archive import make_authority, make_report
from tests.reports.publishing.readings import SAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Of each making how many reports there were, and in how many transactions it ran."""
    made: list[tuple[int, int]] = []

    def make() -> int:
        made.append((Inspection.objects.with_text().count(), len(connection.savepoint_ids)))
        return 0

    monkeypatch.setattr(texts, "make_themes", make)
    return made


def run(command: str, *arguments: str) -> str:
    printed = StringIO()
    call_command(command, *arguments, stdout=printed, stderr=printed)
    return printed.getvalue()


def test_command_says_how_many_paragraphs_have_themes() -> None:
    make_report(make_authority(), "Falcons soar.", "Hawks soar.", "Falcons and hawks.")
    assert run("make_themes") == "Themes of 3 paragraphs were made.\n"
    assert Theme.objects.count() == 3


def test_command_is_refused_while_themes_are_made() -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING_THEMES])
        with pytest.raises(CommandError, match=r"are being made already\. Nothing was changed"):
            run("make_themes")
    finally:
        other.close()


def test_an_import_makes_themes_once_after_its_last_report(
    makings: list[tuple[int, int]],
) -> None:
    outside = len(connection.savepoint_ids)
    samples = sorted(SAMPLE.parent.glob("*.txt"))[:2]
    run("import_reports", *map(str, samples), "--workers=1")
    assert makings == [(2, outside)]
    run("import_reports", *map(str, samples), "--workers=1")
    assert len(makings) == 1  # nothing had changed


def test_a_dry_run_or_a_refused_file_makes_no_themes(
    makings: list[tuple[int, int]], tmp_path: Path
) -> None:
    run("import_reports", str(SAMPLE), "--dry-run", "--workers=1")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, thank you.")
    with pytest.raises(SystemExit):
        run("import_reports", str(letter), "--workers=1")
    assert makings == []


def test_an_import_stands_where_its_themes_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise MemoryError("no room")

    monkeypatch.setattr(texts, "make_themes", fail)
    printed = run("import_reports", str(SAMPLE), "--workers=1")
    assert "1 created." in printed
    assert "could not be updated: no room" in printed
    assert Paragraph.objects.exists()
