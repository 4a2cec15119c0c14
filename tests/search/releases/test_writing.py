"""A release as a whole: one moment, the same bytes each time, and never half of it."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from reports.models import Paragraph
from search.releases import writing
from search.releases.contents import TABLES
from search.releases.folder import LATEST, SUMS, Release, latest_release, publish
from search.releases.table_files import TableFiles
from search.releases.writing import NoRelease, write_release
from tests.search.releases.conftest import DAY, SITE
from tests.sessions import other_session

NEXT_DAY = DAY + timedelta(days=1)


def content(release: Release) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(release.path.iterdir())}


@contextmanager
def other_text(text: str) -> Iterator[None]:
    """An archive with one passage changed, until the context ends."""
    passage = Paragraph.objects.order_by("pk").first()
    assert passage is not None
    before = passage.text
    Paragraph.objects.filter(pk=passage.pk).update(text=text)
    try:
        yield
    finally:
        Paragraph.objects.filter(pk=passage.pk).update(text=before)


def test_release_has_every_file_and_latest_leads_to_it(released: Release) -> None:
    assert released.name == "2026-11-28"
    tables = {f"{table.name}.{kind}.gz" for table in TABLES for kind in ("jsonl", "csv")}
    described = {"datapackage.json", "metadata.json", "since.json", "since.jsonl.gz", SUMS}
    assert set(content(released)) == {*tables, *described, "archive.sqlite"}
    latest = released.path.parent / LATEST
    assert latest.is_symlink()
    assert latest.readlink() == Path(released.name)
    assert [path.name for path in released.path.parent.glob(".draft-*")] == []
    assert oct(released.path.stat().st_mode)[-3:] == "755"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the system has no sha256sum")
def test_sums_are_those_that_sha256sum_checks(released: Release) -> None:
    command = ["sha256sum", "--check", "--strict", SUMS]
    checked = subprocess.run(command, cwd=released.path, capture_output=True, text=True, check=True)
    assert checked.stdout.count(": OK") == len(content(released)) - 1


@pytest.mark.usefixtures("archive")
def test_same_archive_gives_the_same_bytes_on_another_day(tmp_path: Path) -> None:
    first = write_release(tmp_path / "here", DAY, SITE)
    elsewhere = write_release(tmp_path / "there", NEXT_DAY, SITE)
    assert content(elsewhere.release) == content(first.release)
    later = write_release(tmp_path / "here", NEXT_DAY, SITE)
    assert later.is_new
    assert content(later.release) == content(first.release)


@pytest.mark.usefixtures("archive")
def test_release_of_the_same_day_is_made_only_when_something_changed(tmp_path: Path) -> None:
    first = write_release(tmp_path, DAY, SITE)
    again = write_release(tmp_path, DAY, SITE)
    assert (again.is_new, again.release) == (False, first.release)
    before = content(first.release)
    with other_text("Visits are early."):
        changed = write_release(tmp_path, DAY, SITE)
    assert changed.release.name == "2026-11-28-2"
    assert latest_release(tmp_path) == changed.release
    assert content(first.release) == before


@pytest.mark.usefixtures("archive")
def test_release_says_what_changed_since_the_last(released: Release, tmp_path: Path) -> None:
    assert json.loads((released.path / "since.json").read_text())["since"] is None
    first = write_release(tmp_path, DAY, SITE)
    with other_text("Visits are early."):
        point = Paragraph.objects.get(role="point")
        Paragraph.objects.filter(pk=point.pk).delete()
        second = write_release(tmp_path, NEXT_DAY, SITE)
        third = write_release(tmp_path, NEXT_DAY + timedelta(days=1), SITE)
        point.save(force_insert=True)
    summary = json.loads((second.release.path / "since.json").read_text())
    assert summary["since"] == first.release.name
    assert summary["tables"]["passages"] == {"added": 0, "removed": 1, "changed": 1}
    assert summary["tables"]["inspections"] == {"added": 0, "removed": 0, "changed": 0}
    lines = gzip.decompress((second.release.path / "since.jsonl.gz").read_bytes()).splitlines()
    of_passages = [json.loads(line) for line in lines if b'"passages"' in line]
    assert of_passages == [
        {
            "table": "passages",
            "what": "removed",
            "inspection": point.inspection.slug,
            "anchor": point.anchor,
        },
        {
            "table": "passages",
            "what": "changed",
            "inspection": "greyfell-ilacs-2021-03-05",
            "anchor": "p1",
        },
    ]
    assert content(third.release) == content(second.release)


@pytest.mark.usefixtures("archive")
def test_release_is_of_one_moment(
    released: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program changes and removes passages while the release is being written."""
    write = writing._write_table

    def interrupted(*arguments: object) -> object:
        written = write(*arguments)  # type: ignore[arg-type]  # whatever it is given
        with other_session() as other, other.cursor() as cursor:
            cursor.execute("UPDATE reports_paragraph SET text = text || ' More.'")
        return written

    monkeypatch.setattr(writing, "_write_table", interrupted)
    during = write_release(tmp_path, DAY, SITE).release
    before = {paragraph.pk: paragraph.text for paragraph in Paragraph.objects.all()}
    assert all(text.endswith(" More.") for text in before.values())
    for pk, text in before.items():
        Paragraph.objects.filter(pk=pk).update(text=text.replace(" More.", ""))
    assert (during.path / "passages.jsonl.gz").read_bytes() == (
        released.path / "passages.jsonl.gz"
    ).read_bytes()


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def full_database(*_: object, **__: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("step", "failure"),
    [
        ("TableFiles.write", full),
        ("ReleaseDatabase.end", full_database),
        ("write_descriptions", full),
        ("publish", full),
    ],
)
def test_full_disk_leaves_the_release_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: object
) -> None:
    first = write_release(tmp_path, DAY, SITE)
    monkeypatch.setattr(f"search.releases.writing.{step}", failure)
    with pytest.raises(NoRelease, match=r"disk is full\. Nothing was released; .*latest is as it"):
        write_release(tmp_path, NEXT_DAY, SITE)
    assert latest_release(tmp_path) == first.release
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "2026-11-28", LATEST]


@pytest.mark.usefixtures("archive")
def test_kill_leaves_the_release_before_and_the_next_clears_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_release(tmp_path, DAY, SITE)
    connection.close()  # each process opens its own
    child = os.fork()
    if not child:  # it has the files of a release half written, and ends as by a power cut
        monkeypatch.setattr(TableFiles, "write", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        write_release(tmp_path, NEXT_DAY, SITE)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert latest_release(tmp_path) == first.release
    assert list(tmp_path.glob(".draft-*"))
    second = write_release(tmp_path, NEXT_DAY, SITE)
    assert latest_release(tmp_path) == second.release
    assert not list(tmp_path.glob(".draft-*"))


@pytest.mark.usefixtures("archive")
def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(NoRelease, match="file"):
        write_release(file, DAY, SITE)
    (tmp_path / LATEST).mkdir()
    with pytest.raises(NoRelease, match="is not a link"):
        write_release(tmp_path, DAY, SITE)


@pytest.mark.usefixtures("archive")
def test_two_releases_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(draft: Path, day: date) -> Release:
        with pytest.raises(NoRelease, match="Another release is being written"):
            write_release(tmp_path, day, SITE)
        return publish(draft, day)

    monkeypatch.setattr(writing, "publish", meanwhile)
    assert write_release(tmp_path, DAY, SITE).is_new
