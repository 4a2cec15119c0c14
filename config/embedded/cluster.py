"""The data folder of the embedded server: made once, whole or not at all, and configured at every
start.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from config.embedded import EmbeddedServerError, programs
from config.embedded.account import Account
from config.embedded.memory import memory
from config.embedded.roles import ROLE, SUPERUSER, make_roles_and_database

PORT = 5432  # names the socket; nothing listens on the network
# Linux allows 107 bytes for the whole path of a socket, macOS 103.
LONGEST_SOCKET_FOLDER = 103 - len(f"/.s.PGSQL.{PORT}.lock")
MOST_BUFFERS = 4 * 2**30

SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 50
shared_buffers = {buffers}MB
work_mem = 64MB
maintenance_work_mem = 256MB
effective_cache_size = {cache}MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
# A statement holds the words that somebody searched for.
log_min_error_statement = panic
"""


def ensure_cluster(data: Path, account: Account) -> None:
    """Make the data folder unless it stands; check that it fits this PostgreSQL, and configure it."""
    if not (data / "PG_VERSION").exists():
        _make(data, account)
    _check_version(data)
    _configure(data, account)


def socket_folder(data: Path, account: Account) -> Path:
    """Return the folder of the server's socket: the data folder or, when its path is too long, a
    short one.
    """
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"inspection-archive-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise EmbeddedServerError(
            f"{folder} belongs to somebody else; remove it, or choose a shorter ARCHIVE_HOME."
        )
    folder.chmod(0o700)
    if account.lesser:
        os.chown(folder, account.uid, account.gid)
    return folder


def _make(data: Path, account: Account) -> None:
    """Make the data folder with its empty database beside its place, and move it there when it is
    complete.
    """
    if data.exists() and any(data.iterdir()):
        raise EmbeddedServerError(
            f"{data} holds files but no database; move it away, or choose another ARCHIVE_HOME."
        )
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)  # left by a first start that was cut off
    draft.mkdir(mode=0o700)
    if account.lesser:
        os.chown(draft, account.uid, account.gid)
    programs.run(
        account,
        "initdb",
        f"--pgdata={draft}",
        f"--username={SUPERUSER}",
        "--auth=peer",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
    )
    make_roles_and_database(draft, account)
    draft.rename(data)


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    brought = programs.major_version()
    if made_by == brought:
        return
    raise EmbeddedServerError(
        f"{data} was made by PostgreSQL {made_by}, and this version of the archive brings PostgreSQL {brought}. "
        f"Take the archive over in two commands:\n"
        f"  with the version of the archive that made it:  make backup TO={data.parent}.tar.gz\n"
        f"  with this version, after `mv {data} {data}-{made_by}`:  make restore FROM={data.parent}.tar.gz"
    )


def _buffers() -> int:
    """Return how many megabytes of pages the server keeps: a quarter of the memory (PostgreSQL
    manual, 19.4.1).

    They are taken as pages are read, so that a small archive takes little.
    """
    return min(memory() // 4, MOST_BUFFERS) // 2**20


def _configure(data: Path, account: Account) -> None:
    """Write the server's settings, and let in root and the account by the socket, as the archive's
    role alone.
    """
    sockets = str(socket_folder(data, account)).replace("'", "''")
    files = {
        "postgresql.conf": SETTINGS.format(
            port=PORT, sockets=sockets, buffers=_buffers(), cache=2 * _buffers()
        ),
        "pg_hba.conf": "local all all peer map=archive\n",
        "pg_ident.conf": "".join(
            f'archive "{name}" {ROLE}\n' for name in sorted({"root", account.name})
        ),
    }
    for name, content in files.items():
        path = data / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        if account.lesser:
            os.chown(path, account.uid, account.gid)
