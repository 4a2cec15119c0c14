"""Django checks of the database server, and of the confinement of processes that read files.

The checks of servers explain what is wrong before a migration fails on it. Django runs them with
`migrate` and with `check --database default`, and the check of the confinement with
`check --deploy`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Error, Info, Warning  # noqa: A004  # as Django names it
from django.db import connections

from reports.facts.vocabulary import Area, Grade, Kind
from reports.files.confinement import Confinement
from reports.files.processes import NoAnswer, confinement_in_force

OLDEST_SERVER = 18
EXTENSIONS = ("pg_trgm", "unaccent")
"""Extensions that the migrations install; both come with PostgreSQL as additional modules."""
POWERS = {
    "rolsuper": "SUPERUSER",
    "rolcreaterole": "CREATEROLE",
    "rolreplication": "REPLICATION",
    "rolbypassrls": "BYPASSRLS",
}
"""Attributes of a role (columns of `pg_roles`) that the archive never needs, by their names in SQL.
"""
POWERFUL_ROLES = ("pg_read_server_files", "pg_write_server_files", "pg_execute_server_program")
"""Roles whose members reach the server's files and programs (PostgreSQL manual, 21.5 Predefined
Roles).
"""
SERVER = """
SELECT current_setting('server_version_num')::integer / 10000,
    current_setting('server_version'),
    current_setting('server_encoding'),
    ARRAY(SELECT name::text FROM pg_available_extensions)
"""
CURRENT_ROLE = """
SELECT current_user::text,
    array_remove(ARRAY[
        CASE WHEN rolsuper THEN 'rolsuper' END,
        CASE WHEN rolcreaterole THEN 'rolcreaterole' END,
        CASE WHEN rolreplication THEN 'rolreplication' END,
        CASE WHEN rolbypassrls THEN 'rolbypassrls' END
    ], NULL),
    ARRAY(
        SELECT name FROM unnest(%s::text[]) AS name
        WHERE NOT rolsuper AND pg_has_role(name, 'MEMBER')
    )
FROM pg_roles WHERE rolname = current_user
"""


CODES_IN_USE = """
SELECT 'kind', kind FROM reports_inspection
UNION SELECT 'area', area FROM reports_judgement
UNION SELECT 'grade', grade FROM reports_judgement
UNION SELECT 'area', area FROM reports_paragraph
UNION SELECT 'grade', grade FROM reports_paragraph
"""
LISTED: Mapping[str, Collection[str]] = {"kind": Kind, "area": Area, "grade": Grade}
"""The terms in the files of frameworks, by their names in `CODES_IN_USE`."""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server, and the encoding of one database on it."""

    major: int
    version: str
    encoding: str
    extensions: Collection[str]

    @classmethod
    def of(cls, database: str) -> Server:
        """The server of one of Django's databases."""
        with connections[database].cursor() as cursor:
            cursor.execute(SERVER)
            return cls(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class ConnectedRole:
    """The role that the archive connects as.

    `powers` are the attributes and memberships that it has and does not need, by their SQL names.
    """

    name: str
    powers: tuple[str, ...]

    @classmethod
    def of(cls, database: str) -> ConnectedRole:
        """Return the role of one of Django's databases."""
        with connections[database].cursor() as cursor:
            cursor.execute(CURRENT_ROLE, [list(POWERFUL_ROLES)])
            name, attributes, memberships = cursor.fetchone()
        return cls(name, (*(POWERS[each] for each in attributes), *memberships))


def check_servers(databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """The errors and warnings of the servers of these databases; none without names."""
    wrong: list[CheckMessage] = []
    for database in databases or ():
        wrong += mistakes_of(Server.of(database))
        wrong += doubts_of(ConnectedRole.of(database))
    return wrong


def doubts_of(role: ConnectedRole) -> Iterator[CheckMessage]:
    """Warn of a role with powers over the server: a fault in the archive could expose them."""
    if role.powers:
        yield checks.Warning(
            f"The archive connects to PostgreSQL as {role.name}, a role with {', '.join(role.powers)}.",
            hint=(
                "Let it connect as a role that owns its database and nothing else; "
                "docs/operators.md says how."
            ),
            id="reports.W002",
        )


def mistakes_of(server: Server) -> Iterator[CheckMessage]:
    """Yield an error for each reason why a server cannot hold an archive, with a hint."""
    if server.major < OLDEST_SERVER:
        yield Error(
            f"The server is PostgreSQL {server.version}; the archive needs PostgreSQL "
            f"{OLDEST_SERVER} or newer.",
            hint=("Name another server in DATABASE_URL, or unset it to use the embedded server."),
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


def check_codes(databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """An error for each kind, area and grade in these databases that no framework file lists."""
    unlisted: list[CheckMessage] = []
    for database in databases or ():
        for name, code in codes_in_use(database):
            if code and code not in LISTED[name]:
                unlisted.append(unlisted_code(name, code))
    return unlisted


def codes_in_use(database: str) -> list[tuple[str, str]]:
    """The (name, code) pairs of all terms in a database, such as ("grade", "good"), each once.

    Empty for a database without tables.
    """
    with connections[database].cursor() as cursor:
        tables = connections[database].introspection.table_names(cursor)
        if not {"reports_inspection", "reports_judgement", "reports_paragraph"} <= set(tables):
            return []
        cursor.execute(CODES_IN_USE)
        return list(cursor.fetchall())


def unlisted_code(name: str, code: str) -> CheckMessage:
    """The error for a code in the database that no framework file lists."""
    return Error(
        f"The archive has the {name} “{code}”, which no file in reports/data/frameworks/ lists.",
        hint="Restore the file that listed it, or start the version that made this archive.",
        id="reports.E005",
    )


def check_confinement(**_options: Any) -> list[CheckMessage]:
    """The shortcomings of the confinement of processes that read files, on this system."""
    try:
        return list(shortcomings_of(confinement_in_force()))
    except (NoAnswer, OSError) as error:
        return [Error(f"No process can be started that reads files: {error}.", id="reports.E004")]


def shortcomings_of(confinement: Confinement) -> Iterator[CheckMessage]:
    """Yield a warning if hostile code in a file could do harm, or a note if one of the two measures
    is missing.
    """
    hint = "Run the archive on Linux 5.13 or newer with Landlock and seccomp (docs/operators.md)."
    if confinement.remaining_powers():
        yield Warning(confinement.sentence(), hint=hint, id="reports.W001")
    elif confinement.missing_measures():
        yield Info(confinement.sentence(), hint=hint, id="reports.I001")
