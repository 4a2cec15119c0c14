"""What the database server must be, told in a sentence before a migration fails on it.

Django runs these checks with `migrate` and with `check --database default`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

OLDEST_SERVER = 18
EXTENSIONS = ("pg_trgm", "unaccent")
"""What the migrations install; both come with PostgreSQL, as additional modules."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server of PostgreSQL, and the encoding of the database on it that is meant."""

    major: int
    version: str
    encoding: str
    extensions: Collection[str]

    @classmethod
    def of(cls, database: str) -> Server:
        """The server of one of Django's databases."""
        with connections[database].cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::integer / 10000, current_setting('server_version'),"
                " current_setting('server_encoding'), ARRAY(SELECT name::text FROM pg_available_extensions)"
            )
            return cls(*cursor.fetchone())


def check_servers(databases: Sequence[str] | None = None, **_asked: Any) -> list[CheckMessage]:
    """What keeps the servers of these databases from holding an archive; without names none is asked."""
    return [wrong for database in databases or () for wrong in mistakes_of(Server.of(database))]


def mistakes_of(server: Server) -> Iterator[CheckMessage]:
    """What keeps a server from holding an archive, and what mends it."""
    if server.major < OLDEST_SERVER:
        yield Error(
            f"The server is PostgreSQL {server.version}; the archive needs PostgreSQL {OLDEST_SERVER} or newer.",
            hint="Name another server in DATABASE_URL, or unset it for the one that the archive brings.",
            id="reports.E001",
        )
    if server.encoding != "UTF8":
        yield Error(
            f"The database has the encoding {server.encoding}; the archive needs UTF8.",
            hint="Make it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
            id="reports.E002",
        )
    for missing in EXTENSIONS:
        if missing not in server.extensions:
            yield Error(
                f"The server lacks the extension {missing}.",
                hint="Install PostgreSQL’s additional modules (contrib) there.",
                id="reports.E003",
            )
