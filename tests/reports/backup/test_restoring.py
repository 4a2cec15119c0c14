"""Restoring: whole or not at all, into what is empty, from whatever version made the backup."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from reports.backup import restoring, rows
from reports.backup.manifest import BackupError, Manifest, OriginalFile
from reports.backup.reading import check_backup
from reports.backup.restoring import RELATIONS, restore_backup
from reports.backup.writing import write_backup
from reports.files.folder_owner import owner_of_folder, write_first_owner
from reports.files.originals import (
    digest_of,
    original_path,
    originals_root,
    store_original,
    whole_originals,
)
from reports.models import Change, Correction, Inspection, Source
from reports.models.identity import ArchiveIdentity
from reports.models.locks import PREPARING
from reports.overview.cache import current_version
from tests.reports.backup.altered import altered
from tests.reports.backup.conftest import ARCHIVE_0010
from tests.support.tiers import as_slow

PAGES = (
    "/",
    "/authorities/",
    "/inspections/",
    "/about/",
    "/search/?q=children",
    "/search.json?q=care",
    "/search.csv?q=care+leavers",
    "/compare/?authority=wexcombe&authority=eastmarch",
)


def pages() -> dict[str, bytes]:
    """The content of the archive's public pages and files, by address."""
    client = Client()
    readable = Inspection.objects.filter(reading__isnull=False).order_by("slug")
    addresses = [
        *PAGES,
        *(each.get_absolute_url() for each in readable),
        *(f"{each.get_absolute_url()}original" for each in readable),
        *sorted(
            {each.authority.get_absolute_url() for each in readable.select_related("authority")}
        ),
    ]
    return {address: _content(client, address) for address in addresses}


def _content(client: Client, address: str) -> bytes:
    """A page but for the moment at which a file was retrieved, and the version of the archive, which
    a restore counts on.
    """
    response = client.get(address)
    assert response.status_code == 200, address
    content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"MOMENT", b"".join(response))
    return re.sub(rb'"archive_version": \d+', b'"archive_version": 0', content)


def table_digests() -> dict[str, str]:
    """A digest of each table's rows, but for the version, which a restore counts on."""
    names = set(connection.introspection.table_names()) - {rows.VERSION, *rows.LEFT_OUT}
    statement = "SELECT md5(string_agg(row::text, E'\\n' ORDER BY row::text)) FROM {} AS row"
    return {name: rows.query(statement.format(name))[0][0] for name in sorted(names)}


def originals_remain() -> bool:
    """Whether there is any file among the originals."""
    return any(path.is_file() for path in originals_root().rglob("*"))


def is_empty() -> bool:
    return rows.query(RELATIONS) == [] and not originals_remain()


def test_archive_of_an_earlier_version_opens_with_its_pages(restored: None) -> None:
    contents = pages()
    sif = Inspection.objects.get(kind="sif", authority__slug="wexcombe")
    assert b"Robin Invented" in contents[sif.get_absolute_url()]
    assert len(list(whole_originals())) == Source.objects.count() == 12
    assert Correction.objects.count() == 2
    assert Change.objects.filter(what="unpublished").exists()


def test_filled_database_is_refused_and_left_alone(restored: None) -> None:
    digests = table_digests()
    with pytest.raises(
        BackupError, match=r"not empty: it holds an archive with 11 reports.*another home"
    ):
        restore_backup(ARCHIVE_0010)
    assert table_digests() == digests
    assert len(list(whole_originals())) == 12


class Backup(NamedTuple):
    """A backup of the restored archive, and what that showed and held."""

    path: Path
    manifest: Manifest
    pages: dict[str, bytes]
    digests: dict[str, str]
    version: int


@pytest.fixture
def backup(restored: None, tmp_path: Path) -> Backup:
    path = tmp_path / "again.tar.gz"
    return Backup(path, write_backup(path), pages(), table_digests(), current_version())


@pytest.mark.slow
def test_restored_archive_is_the_one_that_was_backed_up(
    backup: Backup, empty_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow: every table, original and page, twice. Others back up, or restore, one archive."""
    original = backup.manifest.originals[0]
    _place_original(original, _content_of(original))
    start_may_begin = []
    verify = restoring._refuse_faults

    def look_before_verifying(path: Path) -> None:
        start_may_begin.append(_lock_is_free(PREPARING))
        verify(path)

    monkeypatch.setattr(restoring, "_refuse_faults", look_before_verifying)
    assert restore_backup(backup.path) == backup.manifest
    assert pages() == backup.pages
    assert table_digests() == backup.digests
    assert current_version() >= backup.version
    assert start_may_begin == [False]
    assert str(owner_of_folder()) == str(ArchiveIdentity.current_id()) == backup.manifest.archive_id
    # What comes in next gets a number that nothing had.
    highest = max(Change.objects.values_list("pk", flat=True))
    assert rows.query("SELECT nextval('reports_change_id_seq')")[0][0] == highest + 1


def _lock_is_free(number: int) -> bool:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            return bool(cursor.fetchone()[0])
    finally:
        other.close()


def _content_of(original: OriginalFile) -> bytes:
    with tarfile.open(ARCHIVE_0010) as tar:
        file = tar.extractfile(original.path)
        assert file is not None
        return file.read()


def _place_original(original: OriginalFile, content: bytes) -> Path:
    path = original_path(original.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def test_originals_that_come_into_a_filled_archive_meanwhile_are_kept(
    own_originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = restoring._refuse_filled_database

    def refuse_after_an_import() -> None:
        store_original(b"just imported")
        refuse()

    monkeypatch.setattr(restoring, "_refuse_filled_database", refuse_after_an_import)
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(ARCHIVE_0010)
    assert original_path(digest_of(b"just imported")).exists()


def test_tables_of_somebody_else_are_refused(empty_database: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE letters (written text)")
    with pytest.raises(BackupError, match="not empty: it holds 1 tables"):
        restore_backup(ARCHIVE_0010)
    assert rows.query(RELATIONS) == [("letters",)]


def test_others_in_the_database_are_refused(empty_database: None) -> None:
    other = connection.copy()
    try:
        other.ensure_connection()
        with pytest.raises(BackupError, match="Other programs use"):
            restore_backup(ARCHIVE_0010)
    finally:
        other.close()
    assert is_empty()


@pytest.mark.slow
def test_restore_that_is_interrupted_at_its_end_leaves_nothing(
    empty_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow: it restores a whole backup, as the test above and the one below do."""

    def interrupt(path: Path) -> None:
        assert len(list(whole_originals())) == 12
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_refuse_faults", interrupt)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(ARCHIVE_0010)
    assert is_empty()


@pytest.mark.slow
def test_originals_that_stand_there_outlive_a_restore_that_fails(
    empty_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow: three restores. One that fails is tried in the quick tests, too."""
    damaged, sound, *_ = check_backup(ARCHIVE_0010).originals
    _place_original(damaged, b"damaged")
    _place_original(sound, _content_of(sound))

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_refuse_faults", fail)
    with pytest.raises(
        BackupError, match=r"cannot be written to .*No space left on device.*Nothing was restored"
    ):
        restore_backup(ARCHIVE_0010)
    assert {path.name for path in whole_originals()} == {damaged.sha256, sound.sha256}
    assert original_path(damaged.sha256).read_bytes() == _content_of(damaged)  # which mended it
    assert owner_of_folder() is None
    assert rows.query(RELATIONS) == []


def test_folder_of_another_archive_is_refused(empty_database: None, tmp_path: Path) -> None:
    theirs, ours = uuid4(), str(uuid4())
    write_first_owner(theirs)

    def give_id(written: dict[str, Any]) -> None:
        written["archive_id"] = ours

    newer = altered(ARCHIVE_0010, tmp_path, manifest=give_id)
    for path, own in ((ARCHIVE_0010, "none"), (newer, ours)):
        with pytest.raises(
            BackupError, match=f"the folder’s id is {theirs}, the backup’s is {own}"
        ):
            restore_backup(path)
    assert rows.query(RELATIONS) == []
    assert owner_of_folder() == theirs


def _later_migration(written: dict[str, Any]) -> None:
    written["migrations"].append(["reports", "9999_later"])


def _later_server(written: dict[str, Any]) -> None:
    written["postgresql"] = "99.1"


def _column_too_few(written: dict[str, Any]) -> None:
    written["tables"][0]["columns"].pop()


def _table_too_few(written: dict[str, Any]) -> None:
    written["derived"].pop("reports_entry")


def _table_too_many(written: dict[str, Any]) -> None:
    written["left_out"].append("pg_authid")


def _migration_too_few(written: dict[str, Any]) -> None:
    written["migrations"].remove(["reports", "0004_lexemes"])


def _other_count_of_derived_rows(written: dict[str, Any]) -> None:
    written["derived"]["reports_entry"] += 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            _later_migration,
            "made by a later version of the archive .*reports.9999_later.*Update the archive",
        ),
        (
            _later_server,
            "made with PostgreSQL 99.1, and this server is PostgreSQL .*into PostgreSQL 99 or later",
        ),
        (_column_too_few, "Its tables are not those"),
        (_table_too_few, "Its tables are not those"),
        (_table_too_many, "Its tables are not those"),
        (_migration_too_few, "Its tables are not those"),
        # It restores a whole backup.
        as_slow(
            (_other_count_of_derived_rows, "reports_entry got 497 rows, where its manifest has 498")
        ),
    ],
)
def test_backup_that_does_not_fit_leaves_the_database_empty(
    empty_database: None, tmp_path: Path, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    path = altered(ARCHIVE_0010, tmp_path, manifest=change)
    with pytest.raises(BackupError, match=sentence):
        restore_backup(path)
    assert is_empty()


@pytest.mark.slow
def test_rows_that_do_not_fit_together_leave_the_database_empty(
    empty_database: None, tmp_path: Path
) -> None:
    """Slow: it restores a whole backup; other backups that do not fit are refused above."""
    path = altered(ARCHIVE_0010, tmp_path, files={"tables/reports_authority.copy": b""})
    with pytest.raises(BackupError, match="its rows do not fit together"):
        restore_backup(path)
    assert is_empty()
