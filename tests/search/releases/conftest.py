"""An archive in a database of its own, whose rows are committed: a release is read in a transaction
that begins with it, which no test's transaction allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from reports.facts.vocabulary import Role
from reports.models import Authority, Change, Inspection
from search.releases.folder import Release
from search.releases.writing import write_release
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.databases import copied, named

DAY = date(2026, 11, 28)
SITE = "https://archive.example"


@pytest.fixture(scope="package")
def own_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The name of a database with a small archive, whose originals have a folder of their own."""
    originals = tmp_path_factory.mktemp("originals")
    with django_db_blocker.unblock(), copied("test_release") as name:
        with named(name), override_settings(ORIGINALS_ROOT=originals):
            _fill()
        yield name


def _fill() -> None:
    """Two authorities, one with a report and a later inspection without text; one change."""
    near = make_authority("greyfell")
    make_report(near, "Visits are late.", "=Visits, “quoted” & <marked>.", ended=date(2021, 3, 5))
    own = make_authority(neighbours=(near,))
    Authority.objects.filter(pk=own.pk).update(aliases=["Fern", "Hollow"])
    report = make_report(own, "Return home interviews are prompt.", "Zoë’s café visits.")
    make_paragraph(report, "Visits need to be sooner.", role=Role.POINT, area=None, grade=None)
    make_inspection(own, ended=date(2025, 2, 7))
    changed = {"passages_came": 3}
    Change.objects.create(
        authority=own, inspection=report, title=str(report), what="published", changed=changed
    )
    Inspection.objects.filter(pk=report.pk).update(published=date(2023, 8, 1))


@pytest.fixture
def archive(own_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small archive. A test that changes it changes it back."""
    with django_db_blocker.unblock(), named(own_database):
        yield


@pytest.fixture(scope="package")
def released(
    own_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Release:
    """A release of the small archive, which tests must leave as it is."""
    folder = tmp_path_factory.mktemp("releases")
    with django_db_blocker.unblock(), named(own_database):
        return write_release(folder, DAY, SITE).release
