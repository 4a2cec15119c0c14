"""The two roles of the server: the archive's, which owns its database alone, and the superuser.

The superuser cannot log in over the socket: `pg_ident.conf` maps nobody to it. Statements that need
it run while the server is stopped, in PostgreSQL's single-user mode.
"""

from pathlib import Path

from config.embedded.account import Account

ROLE = "archive"
SUPERUSER = "embedded_postgres"
DATABASE = "archive"
# An empty file in the data folder: it says that the folder has these two roles.
MARK = "archive_roles"
SQL = Path(__file__).parent


def ensure_roles(data: Path, account: Account) -> None:
    """Make the role the owner of its database and of all its objects, unless the mark exists.

    The server must be stopped. Archives made before November 2026 have only the superuser, with the
    name of the role. If this is interrupted, no mark is written and the next start repeats it all.
    """
    if (data / MARK).exists():
        return
    single_user(data, account, "postgres", _sql("roles.sql"))
    single_user(data, account, DATABASE, _sql("ownership.sql"))
    _write_mark(data, account)


def make_roles_and_database(data: Path, account: Account) -> None:
    """Make the role and its empty database, in a new data folder of `initdb`."""
    create_database = f'CREATE DATABASE "{DATABASE}" OWNER "{ROLE}";\n\n'
    single_user(data, account, "postgres", _sql("roles.sql") + create_database)
    _write_mark(data, account)


def single_user(data: Path, account: Account, database: str, statements: str) -> str:
    """Run statements as the superuser of a stopped server, and return the output.

    Each statement must end with `;` and an empty line. Raises `EmbeddedServerError` if one fails.
    """
    options = ("--single", "-j", "-c", "exit_on_error=on", "-c", "log_checkpoints=off")
    return account.run("postgres", *options, "-D", data, database, stdin=statements)


def _write_mark(data: Path, account: Account) -> None:
    """Write the mark. PostgreSQL's single-user mode has written everything to disk by now."""
    (data / MARK).touch()
    account.own(data / MARK)


def _sql(name: str) -> str:
    statements = (SQL / name).read_text(encoding="utf-8")
    return statements.replace("{role}", ROLE).replace("{superuser}", SUPERUSER)
