"""Every way out of the process that reads files is tried from inside, with all measures and with
each of them missing.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import INFO, WARNING
from django.db import connection

from reports.checks import shortcomings_of
from reports.files import landlock, processes, seccomp
from reports.files.confinement import Confinement, lesser_user
from reports.files.processes import Limits, TooCostly, ask
from tests.reports.files.conftest import ORDINARY_USER, TakeOver

LIMITS = Limits(seconds=20, memory=256 * 1024 * 1024, answer=1_000_000)

# What hostile code would do, each a statement that raises where it is forbidden.
BY_LIMITS = {
    "read the secret key": "open(places['secret']).read()",
    "read the list of users": "open('/etc/passwd').read()",
    "read the parent's environment": "open(f'/proc/{places[\"parent\"]}/environ').read()",
    "read its own environment": "open('/proc/self/environ').read()",
    "list the processes": "os.listdir('/proc')",
    "list the open files": "os.listdir('/proc/self/fd')",
    "list the archive's home": "os.listdir(places['folder'])",
    "write a file": "open(places['folder'] + '/written', 'w')",
    "open a socket of the network": "socket.socket(socket.AF_INET)",
    "send to the network": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "reach the database": "socket.socket(socket.AF_UNIX).connect(places['database'])",
    "listen": "socket.socketpair()",
    "load a library": "ctypes.CDLL(places['library'])",
    "start a process": "os.fork() or os._exit(0)",
    "start a thread": "_thread.start_new_thread(int, ())",
    "raise its limits": "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))",
}
"""Forbidden by limits alone, on every system, unless the process stays root."""
BY_LANDLOCK = {
    "remove a file": "os.remove(places['removed'])",
    "rename a file": "os.rename(places['renamed'], places['renamed'] + '-away')",
    "make a folder": "os.mkdir(places['folder'] + '/made')",
    "end another process": "os.kill(places['victim'], signal.SIGKILL)",
}
"""Forbidden by Landlock, and by seccomp."""
BY_SECCOMP = {
    "change who may read a file": "os.chmod(places['moded'], 0o777)",
    "share memory that is not counted": "mmap.mmap(-1, 4096)",
    "run generated code": "mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_EXEC)",
}
ALL = BY_LIMITS | BY_SECCOMP | BY_LANDLOCK

TRY = """
import _thread, ctypes, mmap, os, resource, signal, socket
result = {{}}
places = {places!r}
for name, attempt in {attempts!r}.items():
    try:
        exec(attempt)
    except (OSError, ValueError, RuntimeError) as error:
        result[name] = repr(error)
"""
USERS = [(), ("root",)] if os.geteuid() == 0 else [()]
"""Started by whoever runs the tests; where that is root, by an ordinary user too."""
LACKING = [(), ("landlock",), ("seccomp",), ("landlock", "seccomp")]


@dataclass(frozen=True)
class Prey:
    """What hostile code aims at, all within its reach if nothing confined it."""

    places: dict[str, Any]
    victim: subprocess.Popen[bytes]


@pytest.fixture
def prey(tmp_path: Path) -> Iterator[Prey]:
    folder = Path("/tmp") / f"prey-{os.getpid()}"  # noqa: S108  # other users may not enter pytest's own
    folder.mkdir(mode=0o777)
    names = ("secret", "removed", "renamed", "moded")
    for name in names:
        (folder / name).write_text(name)
    library = Path(sys.modules["_ctypes"].__file__ or "")
    shutil.copy(library, folder / "library.so")
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, ORDINARY_USER, ORDINARY_USER)
    as_user: dict[str, Any] = {"user": ORDINARY_USER} if os.geteuid() == 0 else {}
    victim = subprocess.Popen(["sleep", "600"], cwd="/", **as_user)
    places: dict[str, Any] = {name: str(folder / name) for name in names}
    places |= {
        "folder": str(folder),
        "library": str(folder / "library.so"),
        "victim": victim.pid,
        "parent": os.getpid(),
        "database": str(folder / "no-socket"),
    }
    try:
        yield Prey(places, victim)
    finally:
        victim.kill()
        victim.wait()
        shutil.rmtree(folder)


def forbidden(prey: Prey, attempts: dict[str, str]) -> dict[str, str]:
    """The attempts that failed inside a child, each with its error."""
    program = TRY.format(places=prey.places, attempts=attempts)
    answer, _ = ask({"task": "read", "name": "x"}, program.encode(), LIMITS)
    result: dict[str, str] = answer["result"]
    return result


def offered() -> tuple[bool, bool]:
    """Whether this kernel offers Landlock that forbids signals, and seccomp."""
    return landlock.version() >= landlock.SINCE_SIGNALS, os.uname().machine in seccomp.ARCHITECTURES


def test_every_attempt_succeeds_where_nothing_confines(take_over: TakeOver, prey: Prey) -> None:
    take_over("any confinement")
    met = forbidden(
        prey, {name: each for name, each in ALL.items() if name != "reach the database"}
    )
    assert met == {}
    assert prey.victim.wait(10) == -9


@pytest.mark.parametrize("user", USERS, ids=["as started", "ordinary user"][: len(USERS)])
@pytest.mark.parametrize("lacking", LACKING, ids=" and ".join)
def test_hostile_code_can_do_nothing_that_a_measure_forbids(
    lacking: tuple[str, ...], user: tuple[str, ...], take_over: TakeOver, prey: Prey
) -> None:
    take_over(*lacking, *user)
    has_landlock, has_seccomp = offered()
    has_landlock = has_landlock and "landlock" not in lacking
    has_seccomp = has_seccomp and "seccomp" not in lacking
    met = forbidden(prey, ALL)
    expected = set(BY_LIMITS)
    if has_landlock or has_seccomp:
        expected |= set(BY_LANDLOCK)
    if has_seccomp:
        expected |= set(BY_SECCOMP)
    assert expected <= set(met), f"open: {sorted(expected - set(met))}"
    assert (prey.victim.poll() is None) == ("end another process" in met)


def test_sentence_names_what_a_lesser_system_leaves_possible(
    take_over: TakeOver, prey: Prey
) -> None:
    """As an ordinary user, with neither Landlock nor seccomp: the stated fallback, power by power."""
    user = ["root"] if os.geteuid() == 0 else []
    take_over("landlock", "seccomp", *user)
    sentence = processes.confinement_in_force().sentence()
    assert "remove or rename files of its user and end processes of its user" in sentence
    assert "lacks Landlock and seccomp" in sentence
    assert "without network" not in sentence
    met = forbidden(
        prey, {"remove": BY_LANDLOCK["remove a file"], "end": BY_LANDLOCK["end another process"]}
    )
    assert met == {}
    take_over("seccomp", *user)
    if offered()[0]:
        assert "could still change the permissions" in processes.confinement_in_force().sentence()
    assert forbidden(prey, {"mode": BY_SECCOMP["change who may read a file"]}) == {}
    assert stat.S_IMODE(Path(prey.places["moded"]).stat().st_mode) == 0o777


@pytest.mark.django_db
def test_database_is_out_of_reach(take_over: TakeOver, prey: Prey) -> None:
    """The embedded server's own socket, which the parent reaches."""
    connection.ensure_connection()
    server = connection.connection.info
    prey.places["database"] = f"{server.host}/.s.PGSQL.{server.port}"
    reach = {"reach": BY_LIMITS["reach the database"]}
    take_over("any confinement")
    assert forbidden(prey, reach) == {}
    take_over()
    assert set(forbidden(prey, reach)) == {"reach"}


def test_another_program_cannot_be_run(take_over: TakeOver) -> None:
    program = "import os\ntry:\n    os.execv('/bin/sh', ['sh', '-c', 'echo {}'])\nexcept OSError:\n    result = 'forbidden'"
    take_over("any confinement")
    answer, _ = ask({"task": "read"}, program.encode(), LIMITS)
    assert answer == {}
    take_over()
    answer, _ = ask({"task": "read"}, program.encode(), LIMITS)
    assert answer == {"result": "forbidden"}


def test_parent_cannot_be_traced_or_its_memory_read(take_over: TakeOver, prey: Prey) -> None:
    attach = (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"result = [libc.ptrace(16, {prey.victim.pid}, 0, 0), libc.process_vm_readv({prey.victim.pid}, 0, 0, 0, 0, 0)]"
    )
    for lacking in (["seccomp"], ["landlock"], []):
        take_over(*lacking, *(["root"] if os.geteuid() == 0 else []))
        if not lacking or offered()[lacking == ["landlock"]]:
            answer, _ = ask({"task": "read"}, attach.encode(), LIMITS)
            assert answer["result"][0] == -1


def test_environment_is_empty_and_no_file_is_inherited(
    take_over: TakeOver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for children")
    inherited = os.open(tmp_path, os.O_RDONLY)
    os.set_inheritable(inherited, True)
    program = (
        "import os\nresult = {'environment': dict(os.environ), 'open': []}\n"
        "for number in range(300):\n"
        "    try:\n        os.write(number, b'')\n        result['open'].append(number)\n"
        "    except OSError as error:\n"
        "        if error.errno != 9 or os.isatty(number):\n            result['open'].append(number)\n"
    )
    answer, _ = ask({"task": "read"}, program.encode(), LIMITS)
    os.close(inherited)
    result = answer["result"]
    # The parent set nothing; Python itself may set how text is written.
    assert set(result["environment"]) <= {"LC_CTYPE"}
    # A pipe for the question can be read alone, and so is not listed; 2 leads nowhere.
    assert result["open"] == [1, 2]


def test_root_is_left(take_over: TakeOver) -> None:
    take_over("seccomp")
    program = "import os\nresult = [*os.getresuid(), *os.getresgid(), *os.getgroups()]"
    answer, _ = ask({"task": "read"}, program.encode(), LIMITS)
    assert processes.confinement_in_force().root is False
    if os.geteuid() == 0:
        assert 0 not in answer["result"]
    else:
        assert set(answer["result"][:3]) == {os.geteuid()}


GRABS = ("x = bytearray(2**30)", "x = [mmap.mmap(-1, 2**26) for _ in range(16)]")


@pytest.mark.parametrize("grab", GRABS, ids=["its own", "shared"])
def test_memory_is_bounded_without_seccomp_too(grab: str, take_over: TakeOver) -> None:
    take_over("seccomp")
    program = f"import mmap\ntry:\n    {grab}\nexcept OSError:\n    raise MemoryError"
    with pytest.raises(TooCostly, match="memory"):
        ask({"task": "read"}, program.encode(), LIMITS)


def test_what_is_in_force_is_what_the_kernel_offers() -> None:
    confinement = processes.confinement_in_force()
    assert confinement == Confinement(
        system=f"{os.uname().sysname}, {os.uname().machine}",
        root=False,
        no_new_privileges=sys.platform == "linux",
        landlock=landlock.version(),
        seccomp=os.uname().machine in seccomp.ARCHITECTURES,
    )


def confinement(**changes: Any) -> Confinement:
    whole = Confinement(
        "Linux, x86_64", root=False, no_new_privileges=True, landlock=7, seccomp=True
    )
    return replace(whole, **changes)


def test_check_warns_of_remaining_powers_and_notes_a_missing_measure() -> None:
    assert list(shortcomings_of(confinement())) == []
    assert list(shortcomings_of(confinement(root=True))) == []
    [note] = shortcomings_of(confinement(landlock=0))
    assert (note.id, note.level) == ("reports.I001", INFO)
    assert "lacks Landlock." in note.msg
    for lacking in (
        {"seccomp": False},
        {"seccomp": False, "landlock": 0, "no_new_privileges": False},
    ):
        [warning] = shortcomings_of(confinement(**lacking))
        assert (warning.id, warning.level) == ("reports.W001", WARNING)
        assert "could still" in warning.msg
    [warning] = shortcomings_of(confinement(seccomp=False, root=True))
    assert "start processes" in warning.msg


WHOLE = (
    "Each report is read in a process of its own, without network, other files or other processes."
)
LESS = (
    "Each report is read in a process of its own, with limits on time, memory and open files;"
    " it could still"
)
SYSTEM = "This system (Linux, x86_64) lacks"
ROOT = "The process runs as root, because it may not change its user here."
MODES = "change the permissions of files of its user"
REMOVE = "remove or rename files of its user"
END = "end processes of its user"
IN_WORDS = [
    (confinement(), WHOLE),
    (confinement(landlock=0), f"{WHOLE} {SYSTEM} Landlock."),
    (confinement(landlock=6, seccomp=False), f"{LESS} {MODES}. {SYSTEM} seccomp."),
    (
        confinement(landlock=5, seccomp=False, root=True),
        f"{LESS} {MODES} and {END} and start processes. {SYSTEM} seccomp. {ROOT}",
    ),
    (
        confinement(no_new_privileges=False, landlock=0, seccomp=False),
        f"{LESS} {REMOVE} and {END}. {SYSTEM} Landlock and seccomp and no_new_privs.",
    ),
]


@pytest.mark.parametrize(("measures", "sentence"), IN_WORDS)
def test_measures_are_named_in_words(measures: Confinement, sentence: str) -> None:
    assert measures.sentence() == sentence


def test_lesser_user_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = lesser_user.__wrapped__
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert look_up() is None
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    nobody = pwd.getpwnam("nobody")
    assert look_up() == (nobody.pw_uid, nobody.pw_gid)

    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(pwd, "getpwnam", unknown)
    assert look_up() == (65_534, 65_534)
