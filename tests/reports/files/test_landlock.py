"""What Landlock is asked to forbid, for every version that a kernel may offer.

That it does forbid it, hostile code tries in `test_confinement`.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest

from reports.files import landlock

CREATE, RESTRICT = 444, 446
RULESET = 77
"""The file descriptor that this kernel gives for a ruleset."""


@dataclass
class Kernel:
    """The answers of a kernel to the system calls of Landlock, and what it was asked."""

    version: int
    ruleset: int = RULESET
    restricted: int = 0
    calls: list[tuple[int, ...]] = field(default_factory=list)
    forbidden: tuple[int, int, int] = (0, 0, 0)
    closed: list[int] = field(default_factory=list)

    def call(self, number: int, *arguments: Any) -> int:
        if number == RESTRICT:
            self.calls.append((number, *arguments))
            return self.restricted
        rules, size, flags = arguments
        self.calls.append((number, size, flags))
        if rules is None:
            return self.version
        content = ctypes.cast(rules, ctypes.POINTER(ctypes.c_uint64 * 3)).contents
        self.forbidden = (content[0], content[1], content[2])
        return self.ruleset


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    offered = Kernel(version=6)
    monkeypatch.setattr(landlock, "_call", offered.call)
    monkeypatch.setattr(os, "close", offered.closed.append)
    monkeypatch.setattr(sys, "platform", "linux")
    return offered


@pytest.mark.parametrize(
    ("version", "size", "rights", "ports", "others"),
    [
        (1, 8, 13, 0, 0),
        (2, 8, 14, 0, 0),
        (3, 8, 15, 0, 0),
        (4, 16, 15, 0b11, 0),
        (5, 16, 16, 0b11, 0),
        (6, 24, 16, 0b11, 0b11),
        (9, 24, 16, 0b11, 0b11),
    ],
)
def test_everything_that_a_version_can_forbid_is_forbidden(
    kernel: Kernel, version: int, size: int, rights: int, ports: int, others: int
) -> None:
    kernel.version = version
    assert landlock.restrict() == version
    assert kernel.calls == [(CREATE, 0, 1), (CREATE, size, 0), (RESTRICT, RULESET, 0)]
    assert kernel.forbidden == (2**rights - 1, ports, others)
    assert kernel.closed == [RULESET]


@pytest.mark.parametrize("version", [0, -1])
def test_a_kernel_without_landlock_is_asked_for_nothing_more(kernel: Kernel, version: int) -> None:
    kernel.version = version
    assert landlock.version() == 0
    assert landlock.restrict() == 0
    assert {call[0] for call in kernel.calls} == {CREATE}
    assert kernel.closed == []


def test_a_ruleset_that_cannot_be_made_restricts_nothing(kernel: Kernel) -> None:
    kernel.ruleset = -1
    assert landlock.restrict() == 0
    assert kernel.closed == []


def test_a_ruleset_that_is_not_in_force_is_no_measure(kernel: Kernel) -> None:
    kernel.restricted = -1
    assert landlock.restrict() == 0
    assert kernel.closed == [RULESET]


def test_another_system_is_not_asked(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert landlock.version() == 0
    assert kernel.calls == []


@pytest.mark.skipif(sys.platform != "linux", reason="system calls of Linux")
def test_a_call_that_fails_gives_minus_one() -> None:
    assert landlock._call(CREATE, None, 0, 99) == -1
