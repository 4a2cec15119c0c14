"""Temporary PostgreSQL servers for tests and drills: a primary and its streaming replicas."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config.embedded import EmbeddedServerError
from config.embedded.account import Account, let_reach, server_account

SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
wal_level = replica
max_wal_senders = 4
hot_standby = on
fsync = off
shared_buffers = 32MB
max_connections = 30
"""


@dataclass(frozen=True)
class Cluster:
    """One server. Its port is also the name of its data folder and of its socket in `folder`."""

    folder: Path
    port: int
    account: Account

    @property
    def data(self) -> Path:
        return self.folder / str(self.port)

    @property
    def address(self) -> str:
        """The server as a DATABASE_URL."""
        return f"postgres:///archive?host={self.folder}&port={self.port}&user=archive"

    def start(self) -> None:
        options = ("-w", "-o", f"-p {self.port}", "-l", self.folder / f"{self.port}.log")
        self.account.run("pg_ctl", "start", "-D", self.data, *options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; the mode `immediate` leaves it as a failed machine does."""
        with suppress(EmbeddedServerError):
            self.account.run("pg_ctl", "stop", "-w", "-m", mode, "-D", self.data)

    def promote(self) -> None:
        self.account.run("pg_ctl", "promote", "-w", "-D", self.data)

    def replica(self, port: int) -> Cluster:
        """Start a replica of this server on another port, and return it."""
        copy = Cluster(self.folder, port, self.account)
        origin = ("-h", self.folder, "-p", str(self.port), "-U", "archive")
        self.account.run("pg_basebackup", "-D", copy.data, "-R", "-c", "fast", *origin)
        copy.start()
        return copy


@contextmanager
def primary() -> Iterator[Cluster]:
    """Start a server with an empty database `archive`; at the end stop it and its replicas."""
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    account = server_account(folder / "5432")
    if account.lesser:
        let_reach(folder / "5432")
    account.own(folder)
    cluster = Cluster(folder, 5432, account)
    try:
        account.run("initdb", "-D", cluster.data, "-U", "archive", "-A", "trust", "-N")
        with (cluster.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS.format(folder=folder))
        cluster.start()
        account.run("createdb", "-h", folder, "-p", "5432", "-U", "archive", "archive")
        yield cluster
    finally:
        for each in folder.glob("5*"):
            if each.is_dir():
                Cluster(folder, int(each.name), account).stop()
        shutil.rmtree(folder)
