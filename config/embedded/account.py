"""The operating-system account that the server runs under: one's own, or a lesser one for root."""

import os
import pwd
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT, CalledProcessError
from typing import Any

from config.embedded import EmbeddedServerError
from config.embedded.programs import INSTALLATION, functions, program

LESSER_ACCOUNT = "embedded_postgres"
RUN = stat.S_IROTH | stat.S_IXOTH


@dataclass(frozen=True)
class Account:
    """An operating-system account. `lesser` says that it is not the one this process runs under."""

    uid: int
    gid: int
    name: str
    lesser: bool

    def run(self, name: str, *arguments: str | Path, stdin: str = "") -> str:
        """Run one of PostgreSQL's programs under this account, and return what it printed.

        Raises `EmbeddedServerError` with the program's own words when it fails.
        """
        command = [str(program(name)), *map(str, arguments)]
        options: dict[str, Any] = {"cwd": "/", "start_new_session": True, "text": True}
        if self.lesser:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        ended = subprocess.run(
            command, input=stdin, stdout=PIPE, stderr=STDOUT, check=False, **options
        )
        printed = str(ended.stdout)
        if ended.returncode:
            raise EmbeddedServerError(f"{name} of PostgreSQL failed: {printed.strip()}")
        return printed

    def own(self, path: Path) -> None:
        """Make this account the owner of a file or folder."""
        if self.lesser:
            os.chown(path, self.uid, self.gid)


def server_account(data: Path) -> Account:
    """Return the account for the server of this data folder, which need not exist yet.

    PostgreSQL refuses root, who runs it as the owner of the folder, or as the lesser account.
    """
    uid = os.geteuid()
    if uid == 0 and data.exists():
        uid = data.stat().st_uid
    try:
        entry = pwd.getpwuid(uid) if uid != 0 else _lesser_account()
    except KeyError as error:
        raise EmbeddedServerError(
            f"PostgreSQL needs an account with a name, but not root: there is none for user {uid}. "
            f"Run this as another user, make the account {LESSER_ACCOUNT}, or set DATABASE_URL."
        ) from error
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, lesser=entry.pw_uid != os.geteuid())


def let_reach(data: Path) -> None:
    """Let the lesser account reach the data folder, and run PostgreSQL's programs."""
    open_the_way(data)
    open_the_way(INSTALLATION)
    if program("postgres").stat().st_mode & RUN != RUN:  # all were installed alike
        functions().ensure_folder_permissions(INSTALLATION, RUN)


def open_the_way(path: Path) -> None:
    """Let other accounts pass through the folders above `path`, and print each that changes."""
    for folder in path.parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            print(f"Opened {folder} for passing through (chmod o+x).", file=sys.stderr)


def _lesser_account() -> pwd.struct_passwd:
    """Return the lesser account. Raises `KeyError` when it cannot be made."""
    with suppress(OSError, CalledProcessError):  # another process may be making it now
        functions().ensure_user_exists(LESSER_ACCOUNT)
    return pwd.getpwnam(LESSER_ACCOUNT)
