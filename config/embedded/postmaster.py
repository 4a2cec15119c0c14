"""Starting, checking and stopping the PostgreSQL server of one data folder."""

import time
from contextlib import suppress
from pathlib import Path

import psutil
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from config.embedded import EmbeddedServerError
from config.embedded.account import Account, let_reach, server_account
from config.embedded.cluster import PORT, ensure_cluster, socket_folder
from config.embedded.roles import DATABASE, ROLE, ensure_roles

PID_FILE = "postmaster.pid"  # describes a running server, which removes it when it stops
LOG_LIMIT = 10_000_000  # bytes
SECONDS_TO_ANSWER = 3  # libpq blocks all threads meanwhile
SECONDS_TO_START = 120
SECONDS_TO_STOP = 60


def answering_at(data: Path) -> Path | None:
    """The folder of the socket of a server that accepts connections to this data folder, or None.

    The PID file alone proves nothing: a folder that was copied while its server ran has the file of
    that server. Nor does an open socket: the kernel keeps it open briefly after a server is killed.
    """
    try:
        # Lines: process, data folder, start, port, socket folder, address, shared memory, state.
        lines = (data / PID_FILE).read_text(encoding="utf-8").splitlines()
        if len(lines) < 5 or not Path(lines[1]).samefile(data):
            return None
    except OSError:
        return None
    login = make_conninfo(host=lines[4], port=PORT, user=ROLE, dbname=DATABASE)
    answer = PGconn.ping(f"{login} connect_timeout={SECONDS_TO_ANSWER}".encode())
    return Path(lines[4]) if answer == Ping.OK else None


def is_running(data: Path) -> bool:
    """Whether any process of a server uses the data folder, whatever its files say.

    All of them work in the folder; the command line of the first, open to all accounts, names it.
    """
    folder = str(data.resolve())
    for process in psutil.process_iter(["name", "cwd", "cmdline"]):
        command = process.info["cmdline"] or []
        if process.info["name"] == "postgres" and folder in (process.info["cwd"], *command):
            return True
    return False


def start(data: Path) -> Path:
    """Make and configure the data folder and start the server; return the socket's folder."""
    account = server_account(data)
    if account.lesser:
        let_reach(data)
    if sockets := _wait_for_others(data):
        return sockets
    ensure_cluster(data, account)
    sockets = socket_folder(data, account)
    # Left by a killed server. Their process number may belong to another program by now, which
    # PostgreSQL would take for a running server.
    (data / PID_FILE).unlink(missing_ok=True)
    (sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
    ensure_roles(data, account)
    _run_pg_ctl_start(data, account)
    return sockets


def stop(data: Path) -> None:
    """Stop the server, if it runs, and its connections. Check the result with `is_running`."""
    if is_running(data):
        options = ("-D", data, "-m", "fast", "-w", "-t", str(SECONDS_TO_STOP))
        with suppress(EmbeddedServerError):  # it takes longer than that
            server_account(data).run("pg_ctl", "stop", *options)


def _wait_for_others(data: Path) -> Path | None:
    """Wait until a server that another process started answers, or until all its processes end.

    Returns the folder of its socket, or None if none runs. No server may start while processes of a
    killed one still write. Raises `EmbeddedServerError` after `SECONDS_TO_START`.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while is_running(data):
        if sockets := answering_at(data):
            return sockets
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"PostgreSQL neither started nor stopped in {data}; end it.")
        time.sleep(0.05)
    return None


def _run_pg_ctl_start(data: Path, account: Account) -> None:
    log = data / "server.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.unlink()
    options = ("-D", data, "-l", log, "-w", "-t", str(SECONDS_TO_START))
    with log.open("a+", errors="replace") as new_lines:  # its position is at the end
        account.own(log)
        try:
            account.run("pg_ctl", "start", *options)
        except EmbeddedServerError as error:
            reason = new_lines.read().strip() or error
            raise EmbeddedServerError(f"PostgreSQL did not start:\n{reason}") from error
