"""Taking a process its powers, before it looks at a file that anybody may have made.

Each measure stands alone, so that the others hold where a system lacks one. Sources: the Linux
manual pages setrlimit(2), prctl(2), capset(2), and `landlock` and `seccomp` beside this module.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.files import landlock, seccomp

_DIE_WITH_PARENT, _SET_DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
"""Numbers of `prctl`."""
_CAPABILITIES_VERSION = 0x20080522
_ANY_USER = 65_534
"""The user “nobody” where the system names none."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What holds a process that reads files, beside the limits on memory, time and open files.

    `root` says that it still is root; `landlock` is the version in force, 0 for none. `system` is
    as `uname` tells it: the name of the system and the processor.
    """

    system: str
    root: bool
    no_new_privileges: bool
    landlock: int
    seccomp: bool

    def missing(self) -> list[str]:
        """The measures that this system does not take, in words."""
        lacking = []
        if not self.landlock:
            lacking.append("Landlock")
        if not self.seccomp:
            lacking.append("seccomp")
        if not self.no_new_privileges:
            lacking.append("no_new_privs")
        return lacking

    def open_doors(self) -> list[str]:
        """What hostile code in the process could still do beyond computing, in words."""
        doors: list[str] = []
        if self.seccomp:
            return doors
        if not self.landlock:
            doors.append("remove or rename files of its user")
        else:
            doors.append("change the permissions of files of its user")
        if self.landlock < landlock.SINCE_SIGNALS:
            doors.append("end processes of its user")
        if self.root:
            doors.append("start processes")
        return doors

    def sentence(self) -> str:
        """What is in force, for operators."""
        if doors := self.open_doors():
            power = (
                f"with limits on time, memory and open files; it could still {' and '.join(doors)}"
            )
        else:
            power = "without network, other files or other processes"
        said = f"Each report is read in a process of its own, {power}."
        if lacking := self.missing():
            said += f" This system ({self.system}) lacks {' and '.join(lacking)}."
        if self.root:
            said += " The process runs as root, because it may not change its user here."
        return said


def confine(*, memory: int, seconds: int) -> Confinement:
    """Take this process all that it does not need to compute: `memory` bytes and `seconds` of a
    processor stay.

    What was loaded and the open file descriptors stay usable; nothing else can be opened or loaded.
    """
    # First, while a lesser user need not be able to read anything.
    _limit_resources(memory, seconds)
    _leave_root()
    no_new_privileges = _give_up_privileges()
    held_by_landlock = landlock.restrict() if no_new_privileges else 0
    # Last of the limits: Landlock itself opens a file descriptor.
    _limit("RLIMIT_NOFILE", 0)
    return Confinement(
        system=f"{os.uname().sysname}, {os.uname().machine}",
        root=os.geteuid() == 0,
        no_new_privileges=no_new_privileges,
        landlock=held_by_landlock,
        seccomp=seccomp.restrict() if no_new_privileges else False,
    )


@cache
def lesser_user() -> tuple[int, int] | None:
    """The user and group that a process of root becomes: “nobody”; None where this process is not
    root.

    Looked up once, before the first child: it may ask a directory on the network.
    """
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return _ANY_USER, _ANY_USER
    return nobody.pw_uid, nobody.pw_gid


def _leave_root() -> None:
    """Become the lesser user, where the system allows it: a container may lack the capability, or
    the user.
    """
    lesser = lesser_user()
    if lesser is None:
        return
    user, group = lesser
    with suppress(OSError):
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)


def _limit_resources(memory: int, seconds: int) -> None:
    statement = Path("/proc/self/statm")
    if statement.exists():
        # Libraries are mapped too, and stay so; the rest is for what memory the file may cost.
        mapped = int(statement.read_bytes().split()[0]) * resource.getpagesize()
        _limit("RLIMIT_AS", mapped + memory)
    _limit("RLIMIT_DATA", memory)
    _limit("RLIMIT_CPU", seconds)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_NPROC", 0)


def _limit(name: str, most: int) -> None:
    """Set a limit for good; one that is lower already stays, and one that the system does not know
    is left out.
    """
    number = getattr(resource, name, None)
    if number is None:
        return
    lowest = resource.getrlimit(number)[1]
    value = most if lowest == resource.RLIM_INFINITY else min(most, lowest)
    with suppress(ValueError, OSError):
        resource.setrlimit(number, (value, value))


def _give_up_privileges() -> bool:
    """No capability, no new privileges, no look from outside, an end with the parent: where the
    kernel is Linux.

    Returns whether new privileges are given up.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    _prctl(libc, _DIE_WITH_PARENT, signal.SIGKILL)
    _prctl(libc, _SET_DUMPABLE, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    libc.capset(header, none)
    return _prctl(libc, _NO_NEW_PRIVILEGES, 1)


def _prctl(libc: ctypes.CDLL, option: int, value: int) -> bool:
    zero = ctypes.c_ulong(0)
    result: int = libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero)
    return result == 0
