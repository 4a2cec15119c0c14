"""The filter of system calls, run here instruction by instruction as the kernel runs it."""

from __future__ import annotations

import errno

import pytest

from reports.files.seccomp import ARCHITECTURES, Architecture, filter_for

ALLOWED = 0x7FFF0000
REFUSED = 0x00050000 + errno.EPERM
KILLED = 0x80000000
PRIVATE, SHARED = 2, 1
READ, WRITE, EXECUTE = 1, 2, 4


def run(architecture: Architecture, audit_number: int, call: int, *arguments: int) -> int:
    """The verdict of the filter on a call: <linux/filter.h>, the four instructions that it uses."""
    given = {0: call, 4: audit_number}
    given |= {16 + 8 * place: value for place, value in enumerate(arguments)}
    program = list(filter_for(architecture))
    loaded = position = 0
    while True:
        code, if_true, if_false, number = program[position]
        position += 1
        if code == 0x06:
            return number
        if code == 0x20:
            loaded = given.get(number, 0)
            continue
        is_true = loaded == number if code == 0x15 else bool(loaded & number)
        position += if_true if is_true else if_false


@pytest.fixture(params=sorted(ARCHITECTURES))
def architecture(request: pytest.FixtureRequest) -> Architecture:
    return ARCHITECTURES[request.param]


def verdict(architecture: Architecture, name: str, *arguments: int) -> int:
    return run(architecture, architecture.audit_number, architecture.calls[name], *arguments)


def test_every_listed_call_is_allowed(architecture: Architecture) -> None:
    assert {verdict(architecture, name) for name in architecture.calls} == {ALLOWED}


def test_every_other_call_is_refused(architecture: Architecture) -> None:
    others = set(range(460)) - set(architecture.calls.values())
    numbers = {run(architecture, architecture.audit_number, call) for call in others}
    assert numbers == {REFUSED}


def test_call_of_another_processor_ends_the_process(architecture: Architecture) -> None:
    other = architecture.audit_number + 1
    assert run(architecture, other, architecture.calls["read"]) == KILLED


def test_memory_of_its_own_can_be_written_but_not_run_or_shared(architecture: Architecture) -> None:
    assert verdict(architecture, "mmap", 0, 4096, READ | WRITE, PRIVATE) == ALLOWED
    assert verdict(architecture, "mmap", 0, 4096, EXECUTE, PRIVATE) == REFUSED
    assert verdict(architecture, "mmap", 0, 4096, READ, SHARED) == REFUSED
    assert verdict(architecture, "mprotect", 0, 4096, READ | WRITE) == ALLOWED
    assert verdict(architecture, "mprotect", 0, 4096, READ | EXECUTE) == REFUSED


def test_numbers_are_those_of_the_kernels_tables() -> None:
    """Linux: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h."""
    intel, arm = ARCHITECTURES["x86_64"], ARCHITECTURES["aarch64"]
    assert (intel.audit_number, arm.audit_number) == (0xC000003E, 0xC00000B7)
    assert set(intel.calls) == set(arm.calls)
    assert (intel.calls["mmap"], arm.calls["mmap"]) == (9, 222)
    assert (intel.calls["mprotect"], arm.calls["mprotect"]) == (10, 226)
    assert (intel.calls["exit_group"], arm.calls["exit_group"]) == (231, 94)
