"""Pages come from a replica while it is new enough, go on without the primary, and after a failover."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest

from tests.support.clusters import Cluster, primary
from tests.support.serving import SECONDS, archive, managed

pytestmark = pytest.mark.slow

AUTHORITY = "/authorities/wexcombe/"


def at(cluster: Cluster, statement: str, *values: str) -> list[tuple[object, ...]]:
    """The rows of a statement at one server."""
    address = f"host={cluster.folder} port={cluster.port} user=archive dbname=archive"
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def rename(cluster: Cluster, name: str) -> None:
    """Change what pages show, as any publication does: the database counts the version up."""
    at(cluster, "UPDATE reports_authority SET name = %s WHERE slug = 'wexcombe'", name)


def shown(address: str) -> str:
    with urlopen(f"{address}{AUTHORITY}", timeout=SECONDS) as answer:
        return str(answer.read().decode())


def status_of(address: str, path: str, *, method: str = "GET") -> tuple[int, str]:
    try:
        with urlopen(Request(address + path, method=method), timeout=SECONDS) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def readers_of(cluster: Cluster) -> int:
    """How many connections of web processes a server has, beside the one that asks."""
    (row,) = at(
        cluster,
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        " AND datname = 'archive' AND pid <> pg_backend_pid()",
    )
    return int(str(row[0]))


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Cluster, Path]]:
    """A primary that holds the samples, a replica of it, and the home of the web processes."""
    home = tmp_path_factory.mktemp("home")
    with primary() as first:
        for command in ("migrate", "load_reference", "samples"):
            done = managed(home, command, DATABASE_URL=first.address)
            assert done.returncode == 0, done.stderr
        yield first, first.replica(5433), home


def test_pages_come_from_a_replica_and_outlive_the_primary(
    servers: tuple[Cluster, Cluster, Path],
) -> None:
    first, second, home = servers
    both = (
        f"postgres:///archive?host={first.folder},{first.folder}&port=5432,5433&user=archive"
        "&target_session_attrs=read-write"
    )
    replicas = {"DATABASE_URL": both, "DATABASE_REPLICA_URLS": second.address}
    with archive(home, **replicas) as (_, address):
        wait_until(lambda: bool(shown(address)) and readers_of(second) > 0)

        at(second, "SELECT pg_wal_replay_pause()")
        rename(first, "Name of the primary")
        assert "Name of the primary" in shown(address), "a replica that lags answers nobody"
        at(second, "SELECT pg_wal_replay_resume()")
        wait_until(lambda: at(second, _NAME) == [("Name of the primary",)])

        with archive(home, DATABASE_URL=second.address) as (standby, alone):
            assert "Name of the primary" in shown(alone)
            for path, method in (("/admin/", "GET"), (f"{AUTHORITY}?x=1", "POST")):
                code, page = status_of(alone, path, method=method)
                assert code == 503
                assert "cannot save changes at the moment" in page
            standby.terminate()
            assert "the archive only reads" in standby.communicate(timeout=SECONDS)[0]

        first.stop()
        assert "Name of the primary" in shown(address)
        assert status_of(address, "/search/?q=children")[0] == 200
        assert status_of(address, "/admin/login/")[0] in (200, 503)

        second.promote()
        rename(second, "Name after the failover")
        wait_until(lambda: "Name after the failover" in shown(address))
        wait_until(lambda: status_of(address, "/admin/login/")[0] == 200)


_NAME = "SELECT name FROM reports_authority WHERE slug = 'wexcombe'"
