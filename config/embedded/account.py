"""The operating-system account that the server runs under. Root uses an account with less power."""

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
    """An operating-system account; `lesser` if it is not that of this process, which is root."""

    uid: int
    gid: int
    name: str
    lesser: bool

    def run(self, name: str, *arguments: str | Path, stdin: str = "") -> str:
        """Run one of PostgreSQL's programs under this account, and return its output.

        Raises `EmbeddedServerError` with the output if the program fails.
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
    """The account for the server of this data folder, which need not exist yet.

    For root it is the folder's owner or the lesser account; `EmbeddedServerError` without one.
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
    """Give the lesser account access to the data folder and to PostgreSQL's programs."""
    open_the_way(data)
    open_the_way(INSTALLATION)
    if program("postgres").stat().st_mode & RUN != RUN:  # all were installed alike
        functions().ensure_folder_permissions(INSTALLATION, RUN)


def open_the_way(path: Path) -> None:
    """Let other accounts traverse the folders above `path`, and print each change."""
    for folder in path.parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            print(f"Opened {folder} for passing through (chmod o+x).", file=sys.stderr)


def _lesser_account() -> pwd.struct_passwd:
    """The lesser account, which is made if it is missing. Raises `KeyError` if that fails."""
    with suppress(OSError, CalledProcessError):  # another process may be making it now
        functions().ensure_user_exists(LESSER_ACCOUNT)
    return pwd.getpwnam(LESSER_ACCOUNT)
