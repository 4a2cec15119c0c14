"""What the tests of search may ask for."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from reports.facts.reference import FOLDER
from reports.publishing.bulk import files_in, import_files
from reports.publishing.importing import Outcome
from tests.support.databases import copied, named


@pytest.fixture(scope="session")
def samples_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database that holds the sample reports, which each process of a run makes
    once.
    """
    with django_db_blocker.unblock(), copied("test_samples") as name:
        with named(name):
            imported = list(import_files(files_in([FOLDER / "samples"])))
        assert {each.outcome for each in imported} == {Outcome.CREATED}, imported
        yield name


@pytest.fixture(scope="module")
def samples(samples_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The sample reports, for all tests of a module, which undo what they change."""
    with django_db_blocker.unblock(), named(samples_database):
        yield
