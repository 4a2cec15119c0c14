"""Databases of their own for the tests of backups: a restore needs one that holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from reports.backup.restoring import restore_backup
from tests.support.databases import WORKER, drop_database, execute, named

ARCHIVE_0010 = Path(__file__).parent / "archives" / "archive-0010.tar.gz"
"""The sample reports, one of them corrected and one unpublished, as of migration 0010."""


@pytest.fixture
def empty_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """A database that holds nothing, with an empty folder of originals of its own."""
    name = f"test_empty_{WORKER}"
    with django_db_blocker.unblock():
        drop_database(name)
        execute("CREATE DATABASE {}", name)
        with named(name), override_settings(ORIGINALS_ROOT=tmp_path / "empty"):
            yield
        drop_database(name)


@pytest.fixture(scope="session")
def restored_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Path]]:
    """The name and the originals of an archive that an earlier version made, brought up to this
    one.
    """
    originals = tmp_path_factory.mktemp("restored") / "originals"
    name = f"test_restored_{WORKER}"
    with django_db_blocker.unblock():
        drop_database(name)
        execute("CREATE DATABASE {}", name)
        with named(name), override_settings(ORIGINALS_ROOT=originals):
            restore_backup(ARCHIVE_0010)
    yield name, originals
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture
def restored(restored_once: tuple[str, Path], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The restored archive, which a test must leave as it is."""
    name, originals = restored_once
    with (
        django_db_blocker.unblock(),
        named(name),
        override_settings(ORIGINALS_ROOT=originals),
    ):
        yield


@pytest.fixture
def own_originals(restored: None, settings: Settings, tmp_path: Path) -> Path:
    """A copy of the originals, that a test may damage."""
    settings.ORIGINALS_ROOT = copytree(settings.ORIGINALS_ROOT, tmp_path / "own")
    return Path(settings.ORIGINALS_ROOT)
