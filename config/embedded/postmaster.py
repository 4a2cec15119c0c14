"""One PostgreSQL server on one data folder: whether it answers, how it starts, how it stops.

Nobody calls `start` or `stop` at the same time as another: `server` and `keeper` see to that.
"""

import socket
import time
from pathlib import Path

import psutil

from config.embedded import EmbeddedServerError, programs
from config.embedded.account import Account, open_the_way, server_account
from config.embedded.cluster import PORT, ensure_cluster, socket_folder
from config.embedded.roles import ensure_roles

LOG_LIMIT = 10_000_000  # bytes
SSL_REQUEST = (8).to_bytes(4) + (80877103).to_bytes(4)
SECONDS_TO_ANSWER = 10
SECONDS_TO_START = 120
SECONDS_TO_STOP = 60
SECONDS_FOR_ORPHANS = 30


def pid_file(data: Path) -> Path:
    """Return the file in which a running server describes itself; a stopped one takes it away."""
    return data / "postmaster.pid"


def answering_at(data: Path) -> Path | None:
    """Return the folder of the server's socket when a server is ready there, and says so itself.

    The file of a folder that was copied while its server ran describes that server, not ours. And
    that somebody listens is not enough: the kernel takes connections for a server that was killed
    for as long as it clears away its memory. So the server is asked whether it encrypts (PostgreSQL
    manual, message SSLRequest), which needs no account and leaves no line in its log.
    """
    try:
        # Lines: process, data folder, start, port, socket folder, address, shared memory, state.
        lines = pid_file(data).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready" or not _is_same(Path(lines[1]), data):
        return None
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(SECONDS_TO_ANSWER)
        try:
            client.connect(f"{lines[4]}/.s.PGSQL.{PORT}")
            client.sendall(SSL_REQUEST)
            answered = client.recv(1)
        except OSError:
            return None
    return Path(lines[4]) if answered else None


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are one folder, perhaps by another name."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def start(data: Path) -> None:
    """Start the server, in a data folder that is made and configured first; returns when it is
    ready.
    """
    account = server_account(data)
    if account.lesser:
        programs.make_reachable()
        open_the_way(data)
    if _other_got_ready(data):
        return
    ensure_cluster(data, account)
    _forget_killed_server(data, account)
    ensure_roles(data, account)
    _run_pg_ctl_start(data, account)


def stop(data: Path) -> None:
    """Stop the server if it runs, ending the connections that it has; `is_running` says whether
    that went well.
    """
    if _process(data) is None:
        return
    account = server_account(data)
    for mode in ("fast", "immediate"):
        try:
            programs.run(
                account, "pg_ctl", "stop", "-D", data, "-m", mode, "-w", "-t", str(SECONDS_TO_STOP)
            )
        except EmbeddedServerError:
            continue
        return


def is_running(data: Path) -> bool:
    """Return whether any process of a server works on the data folder, whatever its files say."""
    return _process(data) is not None or bool(_at_work_in(data))


def _run_pg_ctl_start(data: Path, account: Account) -> None:
    log = data / "server.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.unlink()
    written = log.stat().st_size if log.exists() else 0
    try:
        programs.run(
            account, "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", str(SECONDS_TO_START)
        )
    except EmbeddedServerError as error:
        with log.open(encoding="utf-8", errors="replace") as lines:
            lines.seek(written)
            raise EmbeddedServerError(
                f"The embedded PostgreSQL did not start:\n{lines.read().strip()}"
            ) from error


def _other_got_ready(data: Path) -> bool:
    """Wait for a server that starts or stops without us, if there is one; return whether it is
    ready.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while _process(data) is not None:
        if answering_at(data) is not None:
            return True
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"Another PostgreSQL neither starts nor stops in {data}.")
        time.sleep(0.05)
    return False


def _forget_killed_server(data: Path, account: Account) -> None:
    """Take away the lock files of a server that was killed: the data folder's and the socket's.

    The process number in them may be another process's by now, which PostgreSQL would take for a
    server. But they also keep a new server out while orphans of the killed one still write, so
    those must end first.
    """
    deadline = time.monotonic() + SECONDS_FOR_ORPHANS
    while orphans := _at_work_in(data):
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"Processes of a killed PostgreSQL still write in {data}: {orphans}."
            )
        time.sleep(0.05)
    pid_file(data).unlink(missing_ok=True)
    (socket_folder(data, account) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _at_work_in(data: Path) -> list[int]:
    """Return the numbers of all PostgreSQL processes of this data folder, which is where they work."""
    worked_in = str(data.resolve())  # the kernel knows no links
    return [
        process.pid
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] == "postgres" and process.info["cwd"] == worked_in
    ]


def _process(data: Path) -> psutil.Process | None:
    """Return the process that the data folder names, if it is a server of that folder."""
    try:
        process = psutil.Process(int(pid_file(data).read_text(encoding="utf-8").split("\n", 1)[0]))
        return process if str(data) in process.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None
