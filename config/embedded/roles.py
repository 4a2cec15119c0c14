"""The two roles of the server: the archive's, which owns its database alone, and the superuser.

The superuser cannot log in over the socket: `pg_ident.conf` maps nobody to it. What needs it runs
while the server is stopped, in PostgreSQL's single-user mode, to which nobody else can connect.
"""

from pathlib import Path

from config.embedded.account import Account

ROLE = "archive"
SUPERUSER = "embedded_postgres"
DATABASE = "archive"
# An empty file in the data folder, copied with it, which says that its roles are these two.
MARK = "archive_roles"
SQL = Path(__file__).parent


def ensure_roles(data: Path, account: Account) -> None:
    """Make the role the owner of its database and of all in it, unless the mark is there.

    The server must be stopped. Archives made before November 2026 have the superuser alone, by the
    name of the role. A start that is cut off leaves no mark, and the next does it all again.
    """
    if (data / MARK).exists():
        return
    single_user(data, account, "postgres", _sql("roles.sql"))
    single_user(data, account, DATABASE, _sql("ownership.sql"))
    _write_mark(data, account)


def make_roles_and_database(data: Path, account: Account) -> None:
    """Make the role and its empty database, in a data folder that `initdb` has just made."""
    create_database = f'CREATE DATABASE "{DATABASE}" OWNER "{ROLE}";\n\n'
    single_user(data, account, "postgres", _sql("roles.sql") + create_database)
    _write_mark(data, account)


def single_user(data: Path, account: Account, database: str, statements: str) -> str:
    """Run statements as the superuser of a stopped server, and return what was printed.

    Each statement ends with `;` and an empty line. Raises `EmbeddedServerError` at a failure.
    """
    options = ("--single", "-j", "-c", "exit_on_error=on", "-c", "log_checkpoints=off")
    return account.run("postgres", *options, "-D", data, database, stdin=statements)


def _write_mark(data: Path, account: Account) -> None:
    """Write the mark. What it says is on the disk: PostgreSQL ends when it has written all."""
    (data / MARK).touch()
    account.own(data / MARK)


def _sql(name: str) -> str:
    statements = (SQL / name).read_text(encoding="utf-8")
    return statements.replace("{role}", ROLE).replace("{superuser}", SUPERUSER)
