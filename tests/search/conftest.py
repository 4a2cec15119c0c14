"""What the tests of search may ask for."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from reports.facts.reference import FOLDER
from reports.publishing.bulk import files_in, import_files
from reports.publishing.importing import Outcome
from reports.publishing.removal import remove_samples


@pytest.fixture(scope="module")
def samples(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The sample reports, for all tests of a module; none of them changes anything."""
    with django_db_blocker.unblock():
        imported = list(import_files(files_in([FOLDER / "samples"])))
        assert {each.outcome for each in imported} == {Outcome.CREATED}, imported
        yield
        remove_samples()
