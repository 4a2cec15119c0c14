"""The memory that the embedded server counts on: a container's, where that has less than its
machine.
"""

from pathlib import Path

import psutil
import pytest

from config.embedded import memory as module
from config.embedded.memory import memory

MACHINE = psutil.virtual_memory().total
GIGABYTE = 2**30


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(module, "GROUPS", tmp_path)
    monkeypatch.setattr(module, "MEMBERSHIP", tmp_path / "membership")
    return tmp_path


def say(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{content}\n")


@pytest.mark.usefixtures("groups")
def test_machine_without_control_groups() -> None:
    assert memory() == MACHINE


def test_container_of_version_2(groups: Path) -> None:
    say(groups / "membership", "0::/")
    say(groups / "memory.max", GIGABYTE)
    assert memory() == GIGABYTE


def test_container_of_version_1(groups: Path) -> None:
    say(
        groups / "membership",
        "9:name=systemd:/docker/1f\n4:memory:/docker/1f\n2:cpu,cpuacct:/docker/1f\n0::/system",
    )
    say(groups / "memory" / "memory.limit_in_bytes", GIGABYTE)
    assert memory() == GIGABYTE


@pytest.mark.parametrize(
    ("line", "folder", "file"),
    [
        ("0::/user.slice/shell:1", "", "memory.max"),
        ("4:memory:/user.slice/shell:1", "memory", "memory.limit_in_bytes"),
    ],
)
def test_least_of_a_group_and_of_those_around_it(
    groups: Path, line: str, folder: str, file: str
) -> None:
    say(groups / "membership", line)
    say(groups / folder / "user.slice" / "shell:1" / file, 3 * GIGABYTE)
    say(groups / folder / "user.slice" / file, GIGABYTE)
    assert memory() == GIGABYTE


def test_group_without_a_limit(groups: Path) -> None:
    say(groups / "membership", "0::/shell\n4:memory:/shell")
    say(groups / "shell" / "memory.max", "max")
    say(groups / "memory" / "shell" / "memory.limit_in_bytes", 0x7FFFFFFFFFFFF000)
    assert memory() == MACHINE
