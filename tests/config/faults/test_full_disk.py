"""A full disk: said in a sentence that names it, with nothing half-written, and mended by making
room.

Small disks are made of memory, which only root may do; elsewhere these tests are skipped.
"""

import errno
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import Settings

from config import urls
from config.health import failure
from config.home import PROJECT
from reports.files.folder_owner import OWNER_FILE
from reports.models import Reading, Source
from tests.support.embedded import comes_true, copy_home, server_process
from tests.support.serving import SECONDS, archive, managed

SAMPLES = str(PROJECT / "reports" / "data" / "samples")
KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE

SmallDisk = Callable[[str, int], Path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Makes a disk of so many bytes, mounted at a new folder of that name."""
    if os.geteuid() != 0:
        pytest.skip("Only root may mount a small disk.")
    with ExitStack() as stack:

        def mount(name: str, size: int) -> Path:
            folder = tmp_path / name
            folder.mkdir(mode=0o755)
            command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder)]
            mounted = subprocess.run(command, check=False, capture_output=True, text=True)
            if mounted.returncode:
                pytest.skip(f"This machine mounts no small disk: {mounted.stderr.strip()}")
            stack.callback(subprocess.run, ["umount", "--lazy", str(folder)], check=True)
            return folder

        yield mount


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Fill the disk of the folder but for so many bytes; give the file that does it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(64 * KILOBYTE))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return filler


def half_written(folder: Path) -> list[Path]:
    return list(folder.rglob("*-half-*"))


@pytest.mark.slow
def test_import_with_a_full_disk_of_originals(
    tmp_path: Path, small_disk: SmallDisk, home_with_samples: Path
) -> None:
    originals = small_disk("disk", MEGABYTE)
    home = copy_home(home_with_samples, tmp_path / "home")
    shutil.copy2(home / "originals" / OWNER_FILE, originals)
    report = tmp_path / "report.txt"
    report.write_text(next(Path(SAMPLES).glob("*.txt")).read_text() + "\n" + "More words. " * 9000)
    filler = fill(originals)
    refused = managed(home, "import_reports", str(report), ORIGINALS_ROOT=str(originals))
    assert refused.returncode == 1
    assert f"could not be written to {originals}: No space left on device" in refused.stdout
    assert "Traceback" not in refused.stderr
    assert not half_written(originals)
    filler.unlink()
    imported = managed(home, "import_reports", str(report), ORIGINALS_ROOT=str(originals))
    assert imported.returncode == 0, imported.stderr


@pytest.mark.slow
def test_import_with_a_full_disk_of_the_database(
    tmp_path: Path, small_disk: SmallDisk, home_with_database: Path
) -> None:
    home = copy_home(home_with_database, small_disk("home", 260 * MEGABYTE))
    originals = str(tmp_path / "originals")
    assert managed(home, "migrate", ORIGINALS_ROOT=originals).returncode == 0
    assert managed(home, "load_reference", ORIGINALS_ROOT=originals).returncode == 0
    filler = fill(home, leave=200 * KILOBYTE)
    refused = managed(home, "import_reports", SAMPLES, ORIGINALS_ROOT=originals)
    assert refused.returncode == 1, refused.stdout
    assert (
        f"The disk is full: there is no room for the database in {home / 'postgres'}"
        in refused.stderr
    )
    assert "recovery mode" not in refused.stderr
    assert "Traceback" not in refused.stderr
    filler.unlink()
    imported = managed(home, "import_reports", SAMPLES, ORIGINALS_ROOT=originals)
    assert imported.returncode == 0, imported.stderr
    # Its keeper stops the server after the command; the disk must not go before that.
    assert comes_true(lambda: server_process(home) is None)


@pytest.mark.slow
def test_start_with_a_full_disk(tmp_path: Path, small_disk: SmallDisk) -> None:
    home = small_disk("home", 20 * MEGABYTE)  # a new database needs twice as much
    environment = {
        "ARCHIVE_HOME": str(home),
        "ORIGINALS_ROOT": str(tmp_path),
        "STATIC_ROOT": str(tmp_path / "static"),
    }
    refused = subprocess.run(
        [PROJECT / ".venv" / "bin" / "python", "-m", "config.run"],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PORT": "8791",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith(
        "The archive cannot start. The disk is full: there is no room"
    )
    assert f"the database in {home / 'postgres'}" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.django_db
def test_upload_at_the_desk_with_a_full_disk(settings: Settings, small_disk: SmallDisk) -> None:
    originals = small_disk("disk", MEGABYTE)
    fill(originals)
    settings.ORIGINALS_ROOT = originals
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor"))
    report = next(Path(SAMPLES).glob("*.txt"))
    sent = SimpleUploadedFile(report.name, report.read_bytes())
    answer = client.post(reverse("admin:reports_reading_add"), {"chosen_files": [sent]})
    assert answer.status_code == 200
    (received,) = answer.context["received"]
    assert str(originals) in received.message
    assert "No space left on device" in received.message
    assert not Source.objects.exists()
    assert not Reading.objects.exists()
    assert not half_written(originals)


def full(request: HttpRequest) -> HttpResponse:
    """Fail as any page does that finds no room for a file."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# The archive's addresses, and one that finds a full disk.
urlpatterns = [path("full", full), *urls.urlpatterns]
handler500 = failure


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_page_that_finds_a_full_disk(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/full")
    assert answer.status_code == 507
    assert "The archive’s disk is full" in answer.content.decode()
    assert "The disk is full: there is no room for" in caplog.text


@pytest.mark.slow
def test_body_that_finds_no_room_among_temporary_files(
    tmp_path: Path, small_disk: SmallDisk, home_with_samples: Path
) -> None:
    temporary = small_disk("disk", MEGABYTE)
    home = copy_home(home_with_samples, tmp_path / "home")
    with archive(home, TMPDIR=str(temporary)) as (_, address):
        filler = fill(temporary)
        body = b"--x\r\n" + bytes(2 * MEGABYTE)
        head = f"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with socket.create_connection((host, port or 80), timeout=SECONDS) as visitor:
            visitor.sendall(head.encode() + body[: 200 * KILOBYTE])
            assert visitor.recv(KILOBYTE).startswith(b"HTTP/1.1 507 ")
        filler.unlink()
