"""The keeper: a small process that waits until nobody uses the embedded server, then stops it.

`python -m config.embedded.keeper HOME DESCRIPTOR`, where the descriptor is that of the locked
`postgres.keeper`, which says that this home has its keeper. Waiting for a lock needs no list of
users: the kernel lets go of a user's hold when its process ends, even of one that was killed.
"""

import os
import sys
from pathlib import Path

from config.embedded import locks, postmaster
from config.embedded.server import data_folder, users_lock


def keep(home: Path, lock: int) -> None:
    """Wait for the last user of the home's server, then stop it.

    Whoever comes meanwhile waits for the users' lock until the server has stopped, then starts it
    anew, with another keeper: so this one must stop being the keeper before it lets go of that
    lock.
    """
    users = locks.open_lock(users_lock(home))
    locks.take(users, locks.ALONE)
    try:
        postmaster.stop(data_folder(home))
    finally:
        locks.give_back(lock)  # not by closing it: standard error is the same file
        os.close(users)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
