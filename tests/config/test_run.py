"""The front door, opened for real: it serves, shares the embedded server, and closes cleanly."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from django.core.management import CommandError

from config.home import PROJECT
from config.serving.starting import bound
from tests.support.embedded import copy_home, keeper_process
from tests.support.serving import SECONDS, archive, environment_of, free_port, managed, page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(home_with_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for these tests."""
    return copy_home(home_with_samples, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def served(
    home_with_samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The home and the address of an archive that runs for all tests that do not stop it."""
    home = copy_home(home_with_samples, tmp_path_factory.mktemp("served"))
    with archive(home) as (_, address):
        yield home, address


def running(home: Path) -> bool:
    return (home / "postgres" / "postmaster.pid").exists()


def test_two_archives_on_one_home_share_its_server(home: Path) -> None:
    with archive(home) as (first, first_address):
        with archive(home) as (second, second_address):
            assert page(f"{first_address}/authorities/") == page(f"{second_address}/authorities/")
            second.send_signal(signal.SIGINT)
            said, _ = second.communicate(timeout=SECONDS)
            assert second.returncode == 0
            assert (
                f"Its database runs on, because another program uses it: stop that program before you copy {home}"
                in said
            )
        assert running(home)
        assert "ok" in page(f"{first_address}/healthz")
        first.send_signal(signal.SIGINT)
        printed, _ = first.communicate(timeout=SECONDS)
    assert first.returncode == 0
    assert f"The archive is at {first_address}/" in printed
    assert printed.endswith("The archive has stopped.\n")
    assert not running(home)


def test_archive_stops_its_database_after_the_keeper_was_killed(home: Path) -> None:
    with archive(home) as (process, _):
        keeper = keeper_process(home)
        assert keeper
        keeper.kill()
        keeper.wait(SECONDS)
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert printed.endswith("The archive has stopped.\n")
    assert not running(home)


def test_static_files_are_served_under_names_that_change_with_them(
    served: tuple[Path, str],
) -> None:
    _, address = served
    with urlopen(f"{address}/admin/login/", timeout=10) as answer:
        sheets = [
            part.split('"')[0] for part in answer.read().decode().split('href="') if ".css" in part
        ]
        assert sheets
        for sheet in sheets:
            with urlopen(f"{address}{sheet.split('>')[0]}", timeout=10) as file:
                assert "immutable" in file.headers["Cache-Control"]
                assert refusals(file) == refusals(answer)
        for missing in ("/static/none.css", "/static/admin/../../secret_key", "/static/"):
            assert refusals(refused(f"{address}{missing}")) == refusals(answer)


REFUSALS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def refusals(answer: HTTPResponse | HTTPError) -> dict[str, str]:
    """What an answer tells a browser to refuse; every one of the headers must be there."""
    missing = [name for name in REFUSALS if name not in answer.headers]
    assert not missing
    return {name: str(answer.headers[name]) for name in REFUSALS}


def refused(address: str) -> HTTPError:
    """The answer 404."""
    with pytest.raises(HTTPError) as answer:
        urlopen(address, timeout=10)
    assert answer.value.code == 404
    answer.value.close()
    return answer.value


def test_archive_on_another_server_starts_none_and_passes_by_a_dead_host(
    served: tuple[Path, str], tmp_path: Path
) -> None:
    home, _ = served
    alive = quote(str(home / "postgres"), safe="")
    hosts = f"postgres://archive@127.0.0.1:1,{alive}/archive?target_session_attrs=read-write"
    listing = managed(tmp_path, "showmigrations", "--plan", DATABASE_URL=hosts)
    assert listing.returncode == 0, listing.stderr
    assert "[ ]" not in listing.stdout
    with archive(tmp_path, DATABASE_URL=hosts, STATIC_ROOT=str(home / "static")) as (_, address):
        assert "ok" in page(f"{address}/healthz")
    assert not list(tmp_path.glob("postgres*"))
    assert running(home)


def test_manage_command_beside_a_running_archive(served: tuple[Path, str]) -> None:
    home, address = served
    listing = managed(home, "showmigrations", "--plan")
    assert listing.returncode == 0
    plan = listing.stdout
    assert "[X]" in plan
    assert "[ ]" not in plan
    assert "ok" in page(f"{address}/healthz")


@pytest.mark.parametrize("command", [["migrate"], ["import_reports", "reports/data/samples"]])
def test_manage_command_without_its_database(tmp_path: Path, command: list[str]) -> None:
    refused = managed(tmp_path, *command, DATABASE_URL="postgres://a:b@127.0.0.1:1/archive")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database cannot be used: connection failed")
    assert "Traceback" not in refused.stderr


def test_manage_command_with_a_wrong_setting(tmp_path: Path) -> None:
    refused = managed(tmp_path, "migrate", DEBUG="perhaps")
    assert refused.returncode == 1
    assert refused.stderr == "DEBUG is 'perhaps'; write 1 for yes or 0 for no.\n"


def test_server_for_developers_ends_at_ctrl_c(home: Path) -> None:
    with archive(home, "--dev", DEBUG="1") as (process, address):
        assert 'href="/static/admin/css/base.css"' in page(f"{address}/admin/login/")
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to everybody in it
        printed, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert printed.endswith("The archive has stopped.\n")
    assert not running(home)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP"])
def test_new_worker_ends_at_a_signal_before_it_has_begun(name: str) -> None:
    worker = (
        "import os, signal, sys, time\n"
        "from config.serving.web_server import end_at_signals\n"
        f"signal.signal(signal.{name}, lambda *_: None)\n"  # as the arbiter's handlers do
        f"end_at_signals(); os.kill(os.getpid(), signal.{name}); time.sleep(5); sys.exit(3)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", worker], cwd=PROJECT, check=False, timeout=SECONDS
    )
    assert ended.returncode == 0


def test_port_that_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            CommandError, match=f"cannot listen at 127.0.0.1:{port}.*choose another port"
        ):
            bound("127.0.0.1", port)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "PORT",
            "eighty",
            "The archive cannot start. PORT is 'eighty'; write a whole number from 1 to 65535.",
        ),
        (
            "WEB_WORKERS",
            "0",
            "The archive cannot start. WEB_WORKERS is '0'; write a whole number from 1 to 64.",
        ),
        (
            "DATABASE_URL",
            "postgres://a:b@127.0.0.1:1/archive",
            "The archive cannot start. connection failed",
        ),
        (
            "REPORTS",
            "/nowhere",
            "The archive cannot start. REPORTS is /nowhere, and there is no such file or folder.",
        ),
    ],
)
def test_what_prevents_a_start_is_said_in_a_sentence(
    tmp_path: Path, variable: str, value: str, sentence: str
) -> None:
    environment = environment_of(tmp_path, **{"PORT": str(free_port()), variable: value})
    refused = subprocess.run(
        [sys.executable, "-m", "config.run"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith(sentence)
    assert "Traceback" not in refused.stderr
