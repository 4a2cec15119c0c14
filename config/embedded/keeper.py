"""A process that waits until nobody uses the server, then stops it.

`python -m config.embedded.keeper HOME DESCRIPTOR`: the descriptor of the locked `postgres.keeper`.
"""

import fcntl
import os
import sys
from pathlib import Path

from config.embedded import postmaster
from config.embedded.server import data_folder, open_lock, users_lock


def keep(home: Path, keeper_lock: int) -> None:
    """Wait until nobody uses the home's server, then stop it.

    A new user waits for the users' lock until the server has stopped, then starts it again with
    another keeper. So this process must release the keeper's lock before the users' lock.
    """
    users = open_lock(users_lock(home))
    fcntl.flock(users, fcntl.LOCK_EX)
    try:
        postmaster.stop(data_folder(home))
    finally:
        fcntl.flock(
            keeper_lock, fcntl.LOCK_UN
        )  # not by closing it: standard error is the same file
        os.close(users)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
