"""The supervisor with code that only speaks with it, and starts in a few hundredths of a second."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from config.home import PROJECT
from config.serving.channel import Channel
from config.serving.control import connect_to_control, control_name
from tests.support.serving import environment_of

SECONDS = 20
SPEAKING = """
import json, os, select, signal, socket, sys, time

supervisor = socket.socket(fileno=int(sys.argv[1]))
def show(*words):  # in one piece: two processes write into one pipe
    os.write(1, (" ".join(words) + "\\n").encode())
def say(message, sockets=()):
    line = json.dumps(message).encode() + b"\\n"
    socket.send_fds(supervisor, [line], [each.fileno() for each in sockets])

{before}
place = {{"ready": True, "home": os.environ["ARCHIVE_HOME"], "port": 8000}}
say(place, [] if sys.argv[2:] else [socket.socket()])
if not supervisor.recv(100):
    sys.exit(9)
signals, waker = socket.socketpair()
waker.setblocking(False)
signal.set_wakeup_fd(waker.fileno())
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR2):
    signal.signal(number, lambda *_: None)
show("{name} serves", os.environ.get("CONTACT", "nobody"))
say({{"serving": True}})
(heard, *_), _, _ = select.select([signals, supervisor], [], [])
if heard is signals:
    show("{name} ends at", signal.Signals(signals.recv(1)[0]).name)
"""
"""What stands for `config.serving`; `before` happens before it is ready."""
SUPERVISE = """
import sys
from pathlib import Path
from config.serving.supervisor import Supervisor

sys.exit(Supervisor().run(Path(sys.argv[1])))
"""
Code = Callable[..., Path]


@pytest.fixture
def code(tmp_path: Path) -> Code:
    """Makes a folder of code with this name."""

    def made(name: str, before: str = "") -> Path:
        package = tmp_path / name / "config" / "serving"
        package.mkdir(parents=True)
        (package / "__main__.py").write_text(SPEAKING.format(name=name, before=before))
        return tmp_path / name

    return made


@contextmanager
def supervised(folder: Path, *before: str) -> Iterator[subprocess.Popen[str]]:
    """A supervisor of this code whose first process serves; its home is the folder above."""
    command = [*before, sys.executable, "-c", SUPERVISE, str(folder)]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment_of(folder.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert said(process) == f"{folder.name} serves nobody"
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    """The next line that it prints."""
    assert process.stdout
    return process.stdout.readline().strip()


@contextmanager
def asking(home: Path, python: str, folder: Path, **settings: str) -> Iterator[Channel]:
    """A connection on which the supervisor of this home has been asked for a reload."""
    environment = {"ARCHIVE_HOME": str(home), **settings}
    with closing(Channel(connect_to_control(home, 8000))) as channel:
        channel.send({"python": python, "folder": str(folder), "environment": environment})
        yield channel


def reloaded(folder: Path, python: str = sys.executable, **settings: str) -> dict[str, str]:
    """What the supervisor answers when the code of a folder should be taken."""
    with asking(folder.parent, python, folder, **settings) as channel:
        answer = channel.receive()
    assert answer
    return answer


@pytest.mark.parametrize(
    ("sent", "passed_on"), [(signal.SIGINT, "SIGINT"), (signal.SIGHUP, "SIGTERM")]
)
def test_a_signal_ends_it_with_what_it_serves(
    code: Code, sent: signal.Signals, passed_on: str
) -> None:
    with supervised(code("first")) as process:
        process.send_signal(sent)
        assert said(process) == f"first ends at {passed_on}"
        assert process.wait(SECONDS) == 0


def test_a_closed_terminal_does_not_end_it_under_nohup(code: Code) -> None:
    with supervised(code("first"), "nohup") as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        assert said(process) == "first ends at SIGTERM"


def test_new_code_and_settings_take_the_place_of_the_old(code: Code) -> None:
    with supervised(code("first")) as process:
        assert "done" in reloaded(code("second"), CONTACT="desk@example.org")
        lines = {said(process), said(process)}
        assert lines == {"first ends at SIGUSR2", "second serves desk@example.org"}
        assert "done" in reloaded(code("third"))
        lines = {said(process), said(process)}
        assert lines == {"second ends at SIGUSR2", "third serves desk@example.org"}
        process.terminate()
        assert said(process) == "third ends at SIGTERM"
        assert process.wait(SECONDS) == 0


STARTS_THAT_FAIL = {
    'say({"fault": "The archive cannot start. PORT is wrong."}); sys.exit(1)': "PORT is wrong",
    "raise SyntaxError": "The new code did not start",
    "os.kill(os.getpid(), signal.SIGKILL)": "The new code did not start",
}


def test_code_that_does_not_start_changes_nothing(code: Code) -> None:
    with supervised(code("first")) as process:
        for number, (before, sentence) in enumerate(STARTS_THAT_FAIL.items()):
            assert sentence in reloaded(code(f"failing-{number}", before))["fault"]
        answer = reloaded(code("second"), python="/nowhere/python")
        assert "/nowhere/python cannot be run" in answer["fault"]
        process.terminate()
        assert "first ends at SIGTERM" in process.communicate(timeout=SECONDS)[0]


def test_one_reload_goes_at_a_time(code: Code) -> None:
    slow = code("slow", 'print("slow", flush=True); time.sleep(60)')
    with supervised(code("first")) as process, asking(slow.parent, sys.executable, slow) as first:
        assert said(process) == "slow"
        assert "Another `make reload` is running" in reloaded(code("second"))["fault"]
        process.terminate()
        assert "fault" in (first.receive() or {})
        assert said(process) == "first ends at SIGTERM"


def test_what_is_no_request_is_refused(code: Code) -> None:
    first = code("first")
    with supervised(first) as process:
        assert (first.parent / control_name(8000)).stat().st_mode & 0o777 == 0o600
        for sent in (b"", b"reload\n", b"\xff\n", b"3\n", b'{"python": "python3"}\n'):
            with closing(Channel(connect_to_control(first.parent, 8000))) as channel:
                channel.connection.sendall(sent)
                channel.connection.shutdown(socket.SHUT_WR)
                assert channel.receive() == {"fault": "The request cannot be read."}
        process.terminate()
        assert said(process) == "first ends at SIGTERM"


def test_it_ends_when_what_it_serves_has_ended(code: Code) -> None:
    first = code("first")
    with supervised(first) as process:
        (serving,) = psutil.Process(process.pid).children()
        serving.kill()
        assert process.wait(SECONDS) == 128 + signal.SIGKILL
        assert not (first.parent / control_name(8000)).exists()


def test_it_ends_with_the_exit_code_of_a_start_that_failed(code: Code) -> None:
    first = code("first", "sys.exit(5)")
    command = [sys.executable, "-c", SUPERVISE, str(first)]
    handle_exit = subprocess.run(
        command, cwd=PROJECT, env=environment_of(first.parent), check=False, timeout=SECONDS
    )
    assert handle_exit.returncode == 5


def test_what_a_killed_supervisor_left_is_no_obstacle(code: Code) -> None:
    first = code("first")
    with supervised(first) as process:
        process.kill()
    assert (first.parent / control_name(8000)).exists()
    with supervised(first) as process:
        assert "done" in reloaded(first)
        process.terminate()


def test_it_needs_the_standard_library_alone() -> None:
    """It stays as it is for months, and is small."""
    loads = "import sys, config.run; print(*{name.partition('.')[0] for name in sys.modules})"
    printed = subprocess.run(
        [sys.executable, "-c", loads], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = set(printed.stdout.split())
    assert "config" in loaded
    assert not loaded & {"django", "gunicorn", "psycopg", "environs", "reports", "search"}


def test_one_that_serves_late_does_not_answer_for_the_next(code: Code) -> None:
    """The first says that it serves only after a reload was asked for; the new code fails."""
    first = code("first", "time.sleep(0.2)")
    main = first / "config" / "serving" / "__main__.py"
    late = 'time.sleep(0.5)\nsay({"serving": True})'
    main.write_text(main.read_text().replace('say({"serving": True})', late))
    with supervised(first):
        answer = reloaded(code("failing", "time.sleep(1); sys.exit(1)"))
        assert "The new code did not start" in answer["fault"]
