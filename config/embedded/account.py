"""The account that the embedded server runs under: one's own, or a lesser one for root.

PostgreSQL refuses to run as root. Root therefore runs it as the owner of the data folder or, for a
new folder, as the account `embedded_postgres`, made at the first start. That account must reach the
data and the programs, so folders on the way there are opened for passing through, never for
reading.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.embedded import EmbeddedServerError

LESSER_ACCOUNT = "embedded_postgres"
PASS = stat.S_IXOTH
READ = stat.S_IROTH


@dataclass(frozen=True)
class Account:
    """An operating-system account. `lesser` says that it is not the one this process runs under."""

    uid: int
    gid: int
    name: str
    lesser: bool

    def popen_arguments(self) -> dict[str, Any]:
        """Return what `subprocess` needs to run a program under this account, in a folder that it
        may enter.
        """
        if not self.lesser:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path) -> Account:
    """Return the account for the server of this data folder, which need not exist yet."""
    uid = os.geteuid()
    if uid != 0:
        return _account(uid, lesser=False)
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return _account(owner, lesser=True)
    return _account(_lesser_uid(), lesser=True)


def open_the_way(path: Path) -> None:
    """Let other accounts pass through the folders above `path`, naming each that changes on
    standard error.
    """
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & PASS:
            folder.chmod(stat.S_IMODE(mode) | PASS)
            print(
                f"Opened {folder} for passing through (chmod o+x), for the embedded database.",
                file=sys.stderr,
            )


def open_for_reading(top: Path) -> None:
    """Let other accounts read the folder and all in it, and run what its owner may run."""
    for path in (top, *top.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = mode | READ | (PASS if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)


def _account(uid: int, *, lesser: bool) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise EmbeddedServerError(
            f"The embedded PostgreSQL cannot run as user {uid}, which has no name on this machine. "
            f"Give it one, or set DATABASE_URL to a PostgreSQL server."
        ) from error
    return Account(uid, entry.pw_gid, entry.pw_name, lesser)


def _lesser_uid() -> int:
    """Return the user number of the lesser account, made if it is missing."""
    try:
        return pwd.getpwnam(LESSER_ACCOUNT).pw_uid
    except KeyError:
        pass
    program = shutil.which(
        "useradd", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/sbin"
    )
    if program:
        # Another process may be making it at the same time: what counts is that it stands
        # afterwards.
        subprocess.run(
            [program, "--system", "--no-create-home", "--shell", "/bin/sh", LESSER_ACCOUNT],
            check=False,
            capture_output=True,
        )
    try:
        return pwd.getpwnam(LESSER_ACCOUNT).pw_uid
    except KeyError as error:
        raise EmbeddedServerError(
            f"PostgreSQL does not run as root, and the account {LESSER_ACCOUNT} could not be made. "
            f"Run this as an ordinary user, or make the account with useradd."
        ) from error
