"""The two roles of the embedded server: the archive's, which owns its database and no more, and the
superuser.

The superuser cannot log in over the socket: `pg_ident.conf` maps nobody to it. What needs it runs
while the server is stopped, in PostgreSQL's single-user mode, which nobody else can connect to.
"""

import os
from pathlib import Path

from config.embedded import programs
from config.embedded.account import Account

ROLE = "archive"
SUPERUSER = "embedded_postgres"
DATABASE = "archive"
MARK = "archive_roles"
"""A file in the data folder that says that its roles are these two. It is copied and restored with
the folder.
"""
SQL = Path(__file__).parent
OTHER_DATABASES = "SELECT datname FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1');\n\n"


def ensure_roles(data: Path, account: Account) -> None:
    """Make the archive's role the owner of its database and of all in it, unless the data folder
    says that it is.

    The server must be stopped. Archives made before November 2026 know the superuser alone, by the
    name of the archive's role. A start that is cut off in the middle leaves no mark, and the next
    one does it all again.
    """
    if (data / MARK).exists():
        return
    single_user(data, account, "postgres", _sql("roles.sql"))
    for database in _databases(data, account):
        quoted = database.replace('"', '""')
        single_user(data, account, "postgres", f'ALTER DATABASE "{quoted}" OWNER TO "{ROLE}";\n\n')
        single_user(data, account, database, _sql("ownership.sql"))
    write_mark(data, account)


def make_roles_and_database(data: Path, account: Account) -> None:
    """Make the archive's role with its empty database, in a data folder that `initdb` has just
    made.
    """
    create = f'CREATE DATABASE "{DATABASE}" OWNER "{ROLE}";\n\n'
    single_user(data, account, "postgres", _sql("roles.sql") + create)
    write_mark(data, account)


def single_user(data: Path, account: Account, database: str, statements: str) -> str:
    """Run statements as the superuser in one database of a stopped server, and return what was
    printed.

    Each statement ends with a semicolon and an empty line. Raises `EmbeddedServerError` at the
    first that fails.
    """
    options = ("-j", "-c", "exit_on_error=on", "-c", "log_checkpoints=off")
    return programs.run(
        account, "postgres", "--single", *options, "-D", data, database, stdin=statements
    )


def write_mark(data: Path, account: Account) -> None:
    """Write the mark, so that it is whole and on the disk, or not there."""
    draft = data / f"{MARK}.new"
    with draft.open("w", encoding="ascii") as file:
        file.write(f"The database belongs to the role {ROLE}; {SUPERUSER} is the superuser.\n")
        file.flush()
        os.fsync(file.fileno())
    if account.lesser:
        os.chown(draft, account.uid, account.gid)
    draft.rename(data / MARK)


def _sql(name: str) -> str:
    statements = (SQL / name).read_text(encoding="utf-8")
    return statements.replace("{role}", ROLE).replace("{superuser}", SUPERUSER)


def _databases(data: Path, account: Account) -> list[str]:
    """Return the names of all databases that are not the server's own."""
    # Single-user mode prints a value as `1: datname = "archive"	(typeid = 19, …)`.
    printed = single_user(data, account, "postgres", OTHER_DATABASES)
    values = [line.partition(' = "')[2] for line in printed.splitlines() if "1: datname = " in line]
    return [value.rpartition('"\t(typeid')[0] for value in values]
