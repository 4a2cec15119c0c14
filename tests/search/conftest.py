"""What the tests of search may ask for."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from reports.publishing.bulk import files_in, import_files
from reports.publishing.leaving import remove_samples
from reports.reference import FOLDER


@pytest.fixture(scope="module")
def samples(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The sample reports, for all tests of a module; none of them changes anything."""
    with django_db_blocker.unblock():
        list(import_files(files_in([FOLDER / "samples"])))
        yield
        remove_samples()
