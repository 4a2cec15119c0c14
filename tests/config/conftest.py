"""Homes that are made once for a run of the tests, and copied by each test that needs one."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.embedded import (
    comes_true,
    copy_home,
    server_process,
    using,
    write_without_waiting,
)
from tests.support.serving import archive


@pytest.fixture(scope="session")
def home_with_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty database, whose server has stopped. To be copied, not to be used."""

    def make(home: Path) -> None:
        with using(home) as user:
            assert user.answer()
        assert comes_true(lambda: server_process(home) is None)
        write_without_waiting(home / "postgres")

    return made_once(tmp_path_factory, "home-with-database", make)


@pytest.fixture(scope="session")
def home_with_samples(tmp_path_factory: pytest.TempPathFactory, home_with_database: Path) -> Path:
    """A home that `make run` has served once, whose server has stopped. To be copied, too."""

    def make(home: Path) -> None:
        copy_home(home_with_database, home)
        with archive(home):
            pass

    return made_once(tmp_path_factory, "home-with-samples", make)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a home of this name, which one process of the run makes for all of them."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    home = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            draft = folder / f"{name}.draft"
            draft.mkdir()
            make(draft)
            assert comes_true(lambda: server_process(draft) is None)
            draft.rename(home)
    return home
