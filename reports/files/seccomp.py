"""seccomp: with it a process of Linux gives up all system calls but the few that computing needs.

All others fail for good with "Operation not permitted": opening files and sockets, starting or
signalling processes, and mapping memory that is shared or executable. Source: seccomp(2),
<linux/seccomp.h>, <linux/filter.h> and the kernel's tables of system calls.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_X86_64 = {
    "read": 0,
    "write": 1,
    "close": 3,
    "mmap": 9,
    "mprotect": 10,
    "munmap": 11,
    "brk": 12,
    "rt_sigreturn": 15,
    "sched_yield": 24,
    "mremap": 25,
    "madvise": 28,
    "getpid": 39,
    "exit": 60,
    "gettimeofday": 96,
    "gettid": 186,
    "futex": 202,
    "restart_syscall": 219,
    "clock_gettime": 228,
    "exit_group": 231,
    "getrandom": 318,
}
_AARCH64 = {
    "read": 63,
    "write": 64,
    "close": 57,
    "mmap": 222,
    "mprotect": 226,
    "munmap": 215,
    "brk": 214,
    "rt_sigreturn": 139,
    "sched_yield": 124,
    "mremap": 216,
    "madvise": 233,
    "getpid": 172,
    "exit": 93,
    "gettimeofday": 169,
    "gettid": 178,
    "futex": 98,
    "restart_syscall": 128,
    "clock_gettime": 113,
    "exit_group": 94,
    "getrandom": 278,
}


@dataclass(frozen=True, slots=True)
class Architecture:
    """A processor as the kernel names it to a filter, and its numbers of the allowed system calls."""

    audit_number: int
    calls: dict[str, int]


ARCHITECTURES = {
    "x86_64": Architecture(0xC000003E, _X86_64),
    "aarch64": Architecture(0xC00000B7, _AARCH64),
}
"""By the name that `uname -m` prints. A process on any other processor has no filter."""

# Instructions of a filter.
_LOAD, _IF_EQUAL, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
# Where a filter finds the call: `struct seccomp_data`. The low half of an argument comes first on
# both processors.
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
# What becomes of a call.
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_KILL = 0x80000000

_PROTECTION_ARGUMENT, _FLAGS_ARGUMENT = 2, 3
"""Of `mmap`, counted from 0; the protection is at the same place in `mprotect`."""
_RUNNABLE = 0x4
"""PROT_EXEC"""
_SHARED = 0x1
"""MAP_SHARED, and a bit of MAP_SHARED_VALIDATE: memory that RLIMIT_DATA does not count."""

_FORBIDDEN = {
    "mmap": ((_PROTECTION_ARGUMENT, _RUNNABLE), (_FLAGS_ARGUMENT, _SHARED)),
    "mprotect": ((_PROTECTION_ARGUMENT, _RUNNABLE),),
}
"""System call → pairs of an argument, counted from 0, and the bits that it may not have."""

_SET_SECCOMP, _FILTER_MODE = 22, 2

Instruction = tuple[int, int, int, int]
"""Its code, how many instructions to skip if true, how many if false, and its number."""


class _Instruction(ctypes.Structure):
    """`struct sock_filter`"""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("number", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    """`struct sock_fprog`"""

    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def restrict() -> bool:
    """Forbid this process all but the allowed calls. Returns False where the kernel or the
    processor has no such filter.

    The process must have given up new privileges before (`PR_SET_NO_NEW_PRIVS`).
    """
    architecture = ARCHITECTURES.get(os.uname().machine)
    if sys.platform != "linux" or architecture is None or sys.maxsize < 2**32:
        return False
    instructions = list(filter_for(architecture))
    block = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    program = _Program(len(instructions), block)
    libc = ctypes.CDLL(None, use_errno=True)
    result: int = libc.prctl(
        _SET_SECCOMP, ctypes.c_ulong(_FILTER_MODE), ctypes.byref(program), 0, 0
    )
    return result == 0


def filter_for(architecture: Architecture) -> Iterator[Instruction]:
    """The filter: each allowed call, then the refusal of all others."""
    yield (_LOAD, 0, 0, _ARCHITECTURE)
    yield (_IF_EQUAL, 1, 0, architecture.audit_number)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    for name, number in architecture.calls.items():
        yield from _allow(number, _FORBIDDEN.get(name, ()))
    yield (_RETURN, 0, 0, _REFUSE)


def _allow(number: int, forbidden: Iterable[tuple[int, int]]) -> Iterator[Instruction]:
    """Allow a call, unless an argument has one of its forbidden bits (see `_FORBIDDEN`)."""
    forbidden = list(forbidden)
    # Three instructions for each argument and the last one are skipped for other calls.
    yield (_IF_EQUAL, 0, 3 * len(forbidden) + 1, number)
    for argument, bits in forbidden:
        yield (_LOAD, 0, 0, _FIRST_ARGUMENT + 8 * argument)
        yield (_IF_ANY_BIT, 0, 1, bits)
        yield (_RETURN, 0, 0, _REFUSE)
    yield (_RETURN, 0, 0, _ALLOW)
