"""How much memory the embedded server may count on: the machine's or, in a container, what that is
given.
"""

from collections.abc import Iterator
from pathlib import Path

import psutil

MEMBERSHIP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def memory() -> int:
    """Return how many bytes this process may use, as far as the machine and its control groups
    tell.
    """
    try:
        lines = MEMBERSHIP.read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux, which alone has control groups
        lines = []
    return min([psutil.virtual_memory().total, *_limits(lines, GROUPS)])


def _limits(membership: list[str], mounted: Path) -> Iterator[int]:
    """Yield the limits of all control groups that the process is in, of both versions (Linux
    manual, cgroups(7)).

    A container's groups may lie above what it sees: the folders that are not there are passed over,
    and the topmost one is then its own.
    """
    for line in membership:
        _number, controllers, group = line.split(":", 2)
        if not controllers:
            top, name = mounted, "memory.max"
        elif "memory" in controllers.split(","):
            top, name = mounted / "memory", "memory.limit_in_bytes"
        else:
            continue
        folder = top / group.lstrip("/")
        for each in (folder, *folder.parents):
            if each.is_relative_to(top):
                yield from _limit(each / name)


def _limit(file: Path) -> Iterator[int]:
    """Yield what a group's file says, unless it is missing or says that there is no limit ("max")."""
    try:
        said = file.read_text(encoding="ascii").strip()
    except OSError:
        return
    if said.isdigit():
        yield int(said)
