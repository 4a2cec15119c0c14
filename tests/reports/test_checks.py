"""A server that cannot hold an archive is named, with what mends it, before a migration fails on
it.
"""

from collections.abc import Iterator

import pytest
from django.core import checks
from django.db import connection

from config.embedded.programs import major_version
from reports.checks import EXTENSIONS, OLDEST_SERVER, ConnectedRole, Server, doubts_of, mistakes_of
from reports.models import Judgement
from tests.archive import make_authority, make_inspection


def test_server_of_the_tests() -> None:
    assert str(OLDEST_SERVER) == major_version()


@pytest.mark.django_db
def test_server_that_holds_an_archive() -> None:
    assert checks.run_checks(tags=[checks.Tags.database], databases=["default"]) == []


@pytest.mark.django_db
def test_grade_that_no_file_lists_any_more() -> None:
    inspection = make_inspection(make_authority())
    Judgement.objects.filter(inspection=inspection, area="leaders").update(grade="superb")
    (wrong,) = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    assert wrong.msg == (
        "The archive has the grade “superb”, which no file in reports/data/frameworks/ lists."
    )


@pytest.fixture
def latin(transactional_db: None) -> Iterator[None]:
    """A database of another encoding, in place of the tests' own."""
    own = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE DATABASE archive_latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'"
        )
    connection.close()
    connection.settings_dict["NAME"] = "archive_latin"
    yield
    connection.close()
    connection.settings_dict["NAME"] = own
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE archive_latin")


@pytest.mark.usefixtures("latin")
def test_database_of_another_encoding() -> None:
    (wrong,) = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    assert wrong.msg == "The database has the encoding LATIN1; the archive needs UTF8."


@pytest.mark.parametrize(
    ("server", "message"),
    [
        (
            Server(17, "17.6 (Debian 17.6-1)", "UTF8", EXTENSIONS),
            "The server is PostgreSQL 17.6 (Debian 17.6-1); the archive needs PostgreSQL 18 or newer.",
        ),
        (
            Server(18, "18.0", "UTF8", ("plpgsql", "unaccent")),
            "The server lacks the extension pg_trgm.",
        ),
    ],
)
def test_server_that_cannot_hold_an_archive(server: Server, message: str) -> None:
    (wrong,) = mistakes_of(server)
    assert wrong.msg == message
    assert wrong.hint


def test_newer_server() -> None:
    assert not list(mistakes_of(Server(19, "19beta1", "UTF8", EXTENSIONS)))


@pytest.mark.django_db
def test_role_of_the_tests_has_no_power_over_the_server() -> None:
    role = ConnectedRole.of("default")
    assert role == ConnectedRole("archive", ())
    assert not list(doubts_of(role))


@pytest.mark.parametrize("powers", [("SUPERUSER",), ("CREATEROLE", "pg_read_server_files")])
def test_role_with_power_over_the_server_is_warned_of(powers: tuple[str, ...]) -> None:
    (doubt,) = doubts_of(ConnectedRole("owner", powers))
    assert not doubt.is_serious()
    assert doubt.id == "reports.W002"  # not that of confinement: each can be silenced by itself
    assert f"as owner, a role with {', '.join(powers)}." in doubt.msg
