"""No whole original is deleted that nobody asked to delete, and no archive writes to another's
originals.
"""

import os
import time
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config import prepare
from reports.files.folder_owner import owner_of_folder, owner_path, replace_owner
from reports.files.originals import (
    SECONDS_BEFORE_REMOVAL,
    original_path,
    originals_root,
    read_original,
    store_original,
    whole_originals,
)
from reports.ingest.report import read_report
from reports.models import Source
from reports.models.identity import ArchiveIdentity
from reports.publishing.bulk import import_files
from reports.publishing.importing import Outcome, discard, receive
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import claim_originals_folder
from reports.publishing.removal import remove_samples
from tests.reports.publishing.readings import CONTENT, SAMPLE, published, received
from tests.support.tiers import as_slow

pytestmark = pytest.mark.django_db

OTHER = CONTENT.replace(b"Harkwell", b"Harkwill")


def run(command: str, *args: str) -> str:
    said = StringIO()
    call_command(command, *args, stdout=said)
    return said.getvalue()


def another_archive() -> None:
    """From now on the database is one whose id the folder does not carry."""
    ArchiveIdentity.objects.update(archive_id=uuid4())
    Source.objects.all().delete()


def files() -> dict[str, bytes]:
    """Every file under the folder of originals, by its path there."""
    paths = [path for path in originals_root().rglob("*") if path.is_file()]
    return {str(path.relative_to(originals_root())): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    "command",
    [["import_reports", str(SAMPLE)], ["reread_reports", "--all"], as_slow(["samples"])],
)
def test_no_command_removes_a_whole_original(command: list[str]) -> None:
    """That of the samples is slow: it imports eleven reports."""
    received()
    strays = [store_original(f"a stray {number}".encode()) for number in range(21)]
    long_ago = time.time() - SECONDS_BEFORE_REMOVAL - 60
    for sha256 in strays:
        os.utime(original_path(sha256), (long_ago, long_ago))
    run(*command)
    assert {path.name for path in whole_originals()} >= set(strays)


def test_samples_leave_their_originals_behind() -> None:
    inspection = published()
    assert inspection.authority.invented
    before = files()
    assert remove_samples() == 1
    assert not Source.objects.exists()
    assert files() == before


def test_a_fresh_folder_gets_the_archives_id() -> None:
    received()
    assert owner_of_folder() == ArchiveIdentity.current_id()


def test_a_folder_of_a_version_before_ids_is_adopted_by_the_archive_that_knows_it() -> None:
    received()
    owner_path().unlink()
    claim_originals_folder()
    assert owner_of_folder() == ArchiveIdentity.current_id()


def test_a_folder_without_an_id_whose_originals_nobody_knows_is_refused() -> None:
    store_original(b"of an archive before ids")
    before = files()
    with pytest.raises(Refused, match="holds 1 original, and this database has none of them"):
        received()
    assert files() == before


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
@pytest.mark.parametrize("command", [["import_reports", str(SAMPLE)], ["reread_reports"]])
def test_commands_refuse_the_folder_of_another_archive(
    command: list[str], options: list[str]
) -> None:
    received()
    before = files()
    another_archive()
    with pytest.raises(
        CommandError, match=r"belong to another archive.*ORIGINALS_ROOT.*adopt_originals"
    ):
        run(*command, *options)
    assert files() == before
    assert not Source.objects.exists()


def test_an_upload_into_the_folder_of_another_archive_is_refused() -> None:
    received()
    before = files()
    another_archive()
    report = read_report(OTHER, "other.txt")
    with pytest.raises(Refused, match="belong to another archive"):
        receive(content=OTHER, name="other.txt", report=report, origin=Source.Origin.UPLOAD)
    assert [each.outcome for each in import_files([SAMPLE])] == [Outcome.REFUSED]
    assert files() == before
    assert not Source.objects.exists()


def test_an_unreadable_id_is_refused_by_name() -> None:
    received()
    owner_path().write_text("scrawl", encoding="ascii")
    with pytest.raises(Refused, match="archive-id holds no archive id"):
        claim_originals_folder()


def test_a_start_on_the_folder_of_another_archive_is_refused() -> None:
    received()
    another_archive()
    with pytest.raises(CommandError, match="belong to another archive"):
        prepare.claim_originals()


def test_a_folder_that_cannot_be_made_is_told_by_name(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    settings.ORIGINALS_ROOT = tmp_path / "file" / "originals"
    with pytest.raises(CommandError, match="Not a directory"):
        prepare.claim_originals()


def test_a_copy_of_the_database_has_the_same_id_and_is_accepted() -> None:
    received()
    Source.objects.all().delete()  # an older dump knows fewer originals
    claim_originals_folder()
    assert len(list(whole_originals())) == 1


def test_an_operator_adopts_a_folder() -> None:
    received()
    another_archive()
    assert "now belongs to this archive" in run("adopt_originals")
    assert "belongs to this archive already" in run("adopt_originals")
    run("import_reports", str(SAMPLE))
    assert Source.objects.count() == 1


def test_strays_are_listed_and_moved_to_the_quarantine() -> None:
    known = received().source.sha256
    stray, sample = (
        store_original(b"a stray"),
        store_original(next(SAMPLE.parent.glob("t*.txt")).read_bytes()),
    )
    listed = run("stray_originals")
    assert f"{original_path(stray)} (7\xa0bytes)" in listed
    assert "a sample report that comes with the archive" in listed
    assert "2 originals that no row of the database names." in listed
    assert known not in listed
    moved = run("stray_originals", "--quarantine")
    assert "Nothing was deleted." in moved
    assert (originals_root() / "quarantine" / stray).read_bytes() == b"a stray"
    assert (originals_root() / "quarantine" / sample).exists()
    assert [path.name for path in whole_originals()] == [known]
    assert "No strays" in run("stray_originals")
    assert "No strays" in run("stray_originals", "--quarantine")


def test_the_quarantine_refuses_the_folder_of_another_archive() -> None:
    received()
    another_archive()
    with pytest.raises(CommandError, match="belong to another archive"):
        run("stray_originals", "--quarantine")
    assert len(list(whole_originals())) == 1


def test_a_dry_run_leaves_nothing_behind() -> None:
    said = run("import_reports", str(SAMPLE), "--dry-run")
    assert "Would be: 1 created." in said
    assert not originals_root().exists()
    assert not Source.objects.exists()


def test_a_dry_run_removes_nothing() -> None:
    received()
    half = originals_root() / "ab" / "ab-half-old"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"left")
    os.utime(half, (0, 0))
    before = files()
    run("import_reports", str(SAMPLE), "--dry-run")
    run("reread_reports", "--all", "--dry-run")
    assert files() == before
    run("import_reports", str(SAMPLE))
    assert not half.exists()


def test_a_refused_report_leaves_no_original() -> None:
    unknown = CONTENT.replace(b"Wexcombe", b"Nowhereshire")
    path = originals_root().parent / "unknown.txt"
    path.write_bytes(unknown)
    assert [each.outcome for each in import_files([path])] == [Outcome.REFUSED]
    assert not list(whole_originals())


def test_a_full_disk_refuses_the_file_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    claim_originals_folder()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (done,) = import_files([SAMPLE])
    assert done.outcome == Outcome.REFUSED
    assert f"written to {originals_root()}: No space left on device" in done.message
    assert not Source.objects.exists()


def test_a_discarded_file_stays_on_disk_in_the_folder_of_another_archive(
    django_capture_on_commit_callbacks: object,
) -> None:
    reading = received()
    replace_owner(uuid4())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        discard(reading=reading)
    assert not Source.objects.exists()
    assert read_original(reading.source.sha256) == CONTENT
