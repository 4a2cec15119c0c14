"""Taking the powers of a process away before it reads an untrusted file.

The measures are independent: where a system lacks one, the others still hold. Sources: the Linux
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
"""The number of the user and group “nobody” if the system has no such user."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """The measures in force in a process that reads files, beside the limits on memory, time and
    open files.

    `root` says whether the process is still root; `landlock` is the version in force, 0 for none;
    `system` is the name of the system and of the processor, as `uname` prints them.
    """

    system: str
    root: bool
    no_new_privileges: bool
    landlock: int
    seccomp: bool

    def missing_measures(self) -> list[str]:
        """The names of the measures that this system lacks."""
        lacking = []
        if not self.landlock:
            lacking.append("Landlock")
        if not self.seccomp:
            lacking.append("seccomp")
        if not self.no_new_privileges:
            lacking.append("no_new_privs")
        return lacking

    def remaining_powers(self) -> list[str]:
        """What hostile code in the process could still do beyond computing, in words."""
        if self.seccomp:
            return []
        powers: list[str] = []
        if not self.landlock:
            powers.append("remove or rename files of its user")
        else:
            powers.append("change the permissions of files of its user")
        if self.landlock < landlock.SINCE_SIGNALS:
            powers.append("end processes of its user")
        if self.root:
            powers.append("start processes")
        return powers

    def sentence(self) -> str:
        """Which measures are in force, in a few sentences for operators."""
        powers = self.remaining_powers()
        missing = self.missing_measures()
        bounds = "without network, other files or other processes"
        if powers:
            bounds = f"with limits on time, memory and open files; it could still {_joined(powers)}"
        sentences = [f"Each report is read in a process of its own, {bounds}."]
        if missing:
            sentences.append(f"This system ({self.system}) lacks {_joined(missing)}.")
        if self.root:
            sentences.append("The process runs as root, because it may not change its user here.")
        return " ".join(sentences)


def _joined(words: list[str]) -> str:
    return " and ".join(words)


def confine(*, memory: int, seconds: int) -> Confinement:
    """Take away from this process all that computing does not need, for good.

    It can use `memory` more bytes and `seconds` of processor time, the modules that are loaded and
    the file descriptors that are open. It can open and load nothing else. Returns the measures
    that are in force.
    """
    # First, because it reads a file of /proc that another user might not be allowed to read.
    _limit_resources(memory, seconds)
    _leave_root()
    no_new_privileges = _give_up_privileges()
    landlock_version = landlock.restrict() if no_new_privileges else 0
    # Last of the limits: Landlock itself opens a file descriptor.
    _limit("RLIMIT_NOFILE", 0)
    return Confinement(
        system=f"{os.uname().sysname}, {os.uname().machine}",
        root=os.geteuid() == 0,
        no_new_privileges=no_new_privileges,
        landlock=landlock_version,
        seccomp=seccomp.restrict() if no_new_privileges else False,
    )


@cache
def lesser_user() -> tuple[int, int] | None:
    """The ids of the user and the group “nobody”, which a process of root becomes; None when this
    process is not root.

    Cached before the first child is forked: the look-up may ask a directory on the network.
    """
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return _ANY_USER, _ANY_USER
    return nobody.pw_uid, nobody.pw_gid


def _leave_root() -> None:
    """Become the lesser user. Where the system refuses, the process stays root: a container may
    lack the capability, or the user.
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
        # RLIMIT_AS counts the libraries too, which are mapped already.
        mapped = int(statement.read_bytes().split()[0]) * resource.getpagesize()
        _limit("RLIMIT_AS", mapped + memory)
    _limit("RLIMIT_DATA", memory)
    _limit("RLIMIT_CPU", seconds, beyond=1)  # the first second sends SIGXCPU, the next SIGKILL
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_NPROC", 0)


def _limit(name: str, most: int, beyond: int = 0) -> None:
    """Set a resource limit to `most`, or to the hard limit in force where that is lower.

    The new hard limit is higher by `beyond`. Does nothing if the system has no limit of this name.
    """
    number = getattr(resource, name, None)
    if number is None:
        return
    hard_limit = resource.getrlimit(number)[1]
    if hard_limit == resource.RLIM_INFINITY:
        hard_limit = most + beyond
    value = min(most, hard_limit)
    with suppress(ValueError, OSError):
        resource.setrlimit(number, (value, min(value + beyond, hard_limit)))


def _give_up_privileges() -> bool:
    """Give up all capabilities and new privileges, forbid other processes to trace this one, and
    end it with its parent. Only Linux offers this.

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
