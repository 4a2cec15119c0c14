"""The data folder: made whole or not at all, refused when it does not fit, configured by the machine."""

import os
import tempfile
from pathlib import Path

import psutil
import pytest

from config.embedded import EmbeddedServerError, cluster, server
from config.embedded.account import Account
from config.embedded.cluster import memory, socket_folder
from config.embedded.programs import major_version

MACHINE = psutil.virtual_memory().total
GIGABYTE = 2**30
OURSELVES = Account(os.geteuid(), os.getegid(), "ourselves", lesser=False)


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedServerError, match="holds files but no database"):
        server.ensure_running(tmp_path)
    assert (tmp_path / "postgres" / "letter.txt").read_text() == "mine"


def test_folder_of_another_major_version(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(
        EmbeddedServerError, match=f"by PostgreSQL 17.*brings PostgreSQL {major_version()}"
    ) as refusal:
        server.ensure_running(tmp_path)
    assert f"make backup TO={tmp_path}.tar.gz\n" in str(refusal.value)
    assert str(refusal.value).endswith(f"make restore FROM={tmp_path}.tar.gz")
    assert (tmp_path / "postgres" / "PG_VERSION").read_text() == "17\n"


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(cluster, "GROUPS", tmp_path)
    return tmp_path


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{content}\n")


@pytest.mark.usefixtures("groups")
def test_memory_of_a_machine_without_control_groups() -> None:
    assert memory() == MACHINE


@pytest.mark.parametrize("name", ["memory.max", "memory/memory.limit_in_bytes"])
def test_memory_of_a_container(groups: Path, name: str) -> None:
    write(groups / name, GIGABYTE)
    assert memory() == GIGABYTE


def test_memory_of_a_container_without_a_limit(groups: Path) -> None:
    write(groups / "memory.max", "max")
    write(groups / "memory" / "memory.limit_in_bytes", 0x7FFFFFFFFFFFF000)
    assert memory() == MACHINE


def test_server_keeps_pages_in_a_quarter_of_the_memory(groups: Path, tmp_path: Path) -> None:
    write(groups / "memory.max", GIGABYTE)
    data = tmp_path / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text(major_version())
    cluster.ensure_cluster(data, OURSELVES)
    settings = (data / "postgresql.conf").read_text()
    assert "shared_buffers = 256MB\n" in settings
    assert "effective_cache_size = 512MB\n" in settings
    assert f"unix_socket_directories = '{data}'\n" in settings
    assert (data / "pg_ident.conf").read_text().splitlines() == [
        'archive "root" archive',
        'archive "ourselves" archive',
    ]


def test_short_folder_of_a_socket_that_belongs_to_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / ("far" * 30) / "data"
    data.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # The folder of a test may itself be too long for a socket.
    with tempfile.TemporaryDirectory() as temporary:
        monkeypatch.setattr(tempfile, "gettempdir", lambda: temporary)
        short = Path(temporary) / f"embedded-postgres-{OURSELVES.uid}"
        short.symlink_to(elsewhere)
        with pytest.raises(EmbeddedServerError, match=f"{short} belongs to another user"):
            socket_folder(data, OURSELVES)


def test_data_folder_of_a_first_start_holds_an_empty_database(home_with_database: Path) -> None:
    assert not list(home_with_database.glob("postgres.new"))
    assert (home_with_database / "postgres" / "PG_VERSION").read_text().strip() == major_version()
