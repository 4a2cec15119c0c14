"""What every test may ask for, and what every run of the tests sees to."""

import fcntl
import gc
import hashlib
import os
import signal
import sys
import tempfile
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from config.embedded import server
from config.embedded.account import server_account
from config.embedded.roles import ROLE, single_user
from config.home import archive_home
from reports.overview.cache import clear_versions
from tests.support.databases import end_sessions
from tests.support.embedded import write_without_waiting
from tests.support.migrated import MigratedRows
from tests.support.tiers import QUICK, TIER

_run_lock: list[int] = []
_tests = count(1)
MIGRATED = pytest.StashKey[MigratedRows]()
"""What stands in the test database before the first test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips", action="store_true", help="let the run fail when a test is skipped"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep runs of the tests apart, and from what the shell that started them has set.

    Two runs may not use one test database at once; the workers of one run belong together.
    """
    TIER.is_quick = config.option.markexpr == QUICK
    hear_signals()
    keep_compiled_code()
    if hasattr(config, "workerinput"):
        return
    home = archive_home()
    if not config.option.basetemp:
        config.option.basetemp = own_temporary_folder(home)
    home.mkdir(parents=True, exist_ok=True)
    lock = os.open(home / "tests.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pytest.exit(
            f"Other tests use {home}; wait for them, or name a folder of your own: TEST_HOME=…", 2
        )
    _run_lock.append(lock)
    prepare_the_server(home)


def hear_signals() -> None:
    """Let programs that tests start end at signals that `nohup` or `&` made this process ignore.

    A signal that is ignored stays so in programs that are started; one with a handler does not.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def keep_compiled_code() -> None:
    """Let Python keep what it compiles, also where the shell says otherwise.

    Each of the hundreds of programs that tests start would compile the project anew, and each
    process of a later run all tests.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def own_temporary_folder(home: Path) -> str:
    """Return the folder of a run's temporary files, which no run with another home uses.

    pytest closes the folder that all its runs share to other accounts at each start; under root, the
    account of the embedded server would lose its data in the middle of another run.
    """
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:8]
    return str(Path(tempfile.gettempdir()) / f"archive-tests-{digest}")


def prepare_the_server(home: Path) -> None:
    """Give the archive's role what only tests need, databases of their own, and let the server
    write without waiting for the disk: a power cut may take what tests wrote.
    """
    cluster = server.data_folder(home)
    mark = cluster / "prepared_for_tests"
    if mark.exists():
        return
    server.ensure_running(home)
    server.leave(home)
    account = server_account(cluster)
    single_user(cluster, account, "postgres", f'ALTER ROLE "{ROLE}" CREATEDB;\n\n')
    write_without_waiting(cluster)
    mark.touch()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None]:
    """Collect the thousands of tests without looking for garbage: they stay to the end."""
    gc.disable()
    yield
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests that take long, or share what takes long to make, before all others.

    A process of the run that has no tests left takes some from the end of another's, and would make
    the shared things again.
    """
    items.sort(key=turn)


def turn(item: pytest.Item) -> int:
    """Whether a test runs first (0), in the middle, or last (3).

    pytest-django puts those that commit to the tests' database last. Those in a browser follow,
    most of which commit: it need start but once. The slow ones among them come before the others,
    so that no process waits in the end for one long test of another.
    """
    is_last = commits(item) or item.get_closest_marker("browser")
    if not is_last:
        return 0 if takes_long(item) else 1
    return 2 if item.get_closest_marker("slow") else 3


def takes_long(item: pytest.Item) -> bool:
    """Whether a test reads the real reports, or is slow and leaves the tests' database alone.

    A test that commits to that database must stay behind all others, where pytest-django puts it:
    it takes away what migrations wrote.
    """
    if item.get_closest_marker("corpus"):
        return True
    return bool(item.get_closest_marker("slow") and not item.get_closest_marker("django_db"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say when `make test` has left out the slow tests."""
    if TIER.is_quick:
        terminalreporter.write_line("Slow tests were left out: make test SLOW=1 runs them too.")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With --no-skips, turn a run with a skipped test into a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.config.getoption("--no-skips") and reporter.stats.get("skipped"):
        reporter.write_line("\nTests were skipped, which --no-skips forbids.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Note what migrations wrote, for tests after which all tables are emptied.

    In the end stop what still uses the test database, so that it can go.
    """
    with django_db_blocker.unblock():
        made_here = database_of_unmarked_tests()
        request.session.stash[MIGRATED] = MigratedRows.read()
    yield
    with django_db_blocker.unblock():
        connection.close()  # a test may have ended its session; a new one is sound
        end_sessions(connection.settings_dict["NAME"])
        teardown_databases(made_here, verbosity=0)


def database_of_unmarked_tests() -> list[tuple[BaseDatabaseWrapper, str, bool]]:
    """Make the test database if pytest-django has not: it does so for marked tests alone, and a run
    may have only tests that use it through a fixture, such as those of backups.
    """
    if str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX):
        return []
    return setup_databases(verbosity=0, interactive=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Write anew what migrations wrote, after a test that committed: its tables were all emptied.

    pytest-django runs such tests last, but a process without work takes tests of another's.
    """
    migrated = item.session.stash.get(MIGRATED, None)
    yield
    # After the last test of a process its database has gone.
    if migrated is not None and nextitem is not None and commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            migrated.write_anew()


def commits(item: pytest.Item) -> bool:
    """Whether a test commits to the test database, which is emptied after it."""
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    names = getattr(item, "fixturenames", ())
    return "transactional_db" in names or "live_server" in names


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk() -> Iterator[None]:
    """Let files be written as quickly as the server of the tests writes: only a power cut would
    show, and most tests store originals.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def originals_of_one_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what fixtures import for several tests a folder of originals of this run.

    A folder bears the id of its archive, and every run makes a new one.
    """
    folder = tmp_path_factory.mktemp("originals")
    django_settings.ORIGINALS_ROOT = folder / "shared"
    return folder


@pytest.fixture(autouse=True)
def originals_of_one_test(originals_of_one_run: Path) -> Iterator[None]:
    """Give each test a folder of originals of its own, which is made when something is stored.

    It is set without pytest-django's `settings`, and lies in a folder that is there: most of the
    thousands of tests store nothing.
    """
    before = django_settings.ORIGINALS_ROOT
    django_settings.ORIGINALS_ROOT = originals_of_one_run / str(next(_tests))
    yield
    django_settings.ORIGINALS_ROOT = before


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what is kept by the archive's version: a test's version goes back when its transaction
    is undone. What is made of equal content, such as the synonyms, stays true.
    """
    clear_versions()
