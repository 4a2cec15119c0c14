"""Landlock: with it a process of Linux gives up access to files, TCP ports and signals, for good.

It need not be root. Source: landlock(7) and <linux/landlock.h>; Linux 5.13 and newer.
"""

from __future__ import annotations

import ctypes
import os
import sys

_CREATE_RULESET = 444
"""Numbers of system calls, the same on all processors that the archive runs on."""
_RESTRICT_SELF = 446
_ASK_VERSION = 1

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""Landlock version → the number of rights on files from that version on; each right is a bit,
counted from the lowest.
"""
_PORTS = 0b11
"""To bind a TCP port and to connect to one."""
_SINCE_PORTS = 4
_OTHERS = 0b11
"""To connect to abstract UNIX sockets and to send signals, outside of oneself."""
SINCE_SIGNALS = 6
"""The version from which on Landlock forbids signals to other processes."""


class _Ruleset(ctypes.Structure):
    """What is forbidden: `struct landlock_ruleset_attr`. Older versions take only its first fields."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("ports", ctypes.c_uint64),
        ("others", ctypes.c_uint64),
    )


def version() -> int:
    """The version (ABI) of Landlock that the kernel offers, 0 where it offers none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE_RULESET, None, 0, _ASK_VERSION))


def restrict() -> int:
    """Forbid this process all that Landlock can forbid. Returns the version in force, 0 for none.

    The process must have given up new privileges before (`PR_SET_NO_NEW_PRIVS`).
    """
    offered = version()
    if not offered:
        return 0
    right_count = max(count for since, count in _FILE_RIGHTS.items() if since <= offered)
    rules = _Ruleset(files=(1 << right_count) - 1)
    size = 8
    if offered >= _SINCE_PORTS:
        rules.ports = _PORTS
        size = 16
    if offered >= SINCE_SIGNALS:
        rules.others = _OTHERS
        size = 24
    # No rule is added, so nothing is allowed.
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return 0
    is_in_force = _call(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return offered if is_in_force else 0


def _call(number: int, *arguments: object) -> int:
    """Make a system call; its result is -1 where it fails."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    ready = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result: int = call(ctypes.c_long(number), *ready)
    return result
