"""Connections that are checked without a statement, and when the server is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql import base as django_base

from config.database import base
from config.database.base import CheckedConnection


@pytest.fixture
def in_use(db: None) -> Iterator[CheckedConnection]:
    """A connection of its own that was checked a moment ago."""
    wrapper = connection.copy()
    assert isinstance(wrapper, CheckedConnection)
    wrapper.ensure_connection()
    assert wrapper.is_usable()
    yield wrapper
    wrapper.close()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[CheckedConnection]:
    """The connections whose server was asked."""
    wrappers: list[CheckedConnection] = []
    ask = django_base.DatabaseWrapper.is_usable

    def asking(wrapper: CheckedConnection) -> bool:
        wrappers.append(wrapper)
        return bool(ask(wrapper))

    monkeypatch.setattr(django_base.DatabaseWrapper, "is_usable", asking)
    return wrappers


def test_connection_in_use_is_usable_without_a_statement(
    in_use: CheckedConnection, checked: list[CheckedConnection]
) -> None:
    assert in_use.is_usable()
    assert not checked


def test_server_is_asked_after_a_pause(
    in_use: CheckedConnection, checked: list[CheckedConnection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "LATELY", 0)
    assert in_use.is_usable()
    assert checked == [in_use]


def test_server_is_asked_after_an_error(
    in_use: CheckedConnection, checked: list[CheckedConnection]
) -> None:
    in_use.errors_occurred = True
    assert in_use.is_usable()
    assert checked == [in_use]


def test_connection_that_the_server_ended_is_not_usable(in_use: CheckedConnection) -> None:
    process = in_use.connection.info.backend_pid
    with connection.cursor() as cursor:
        # Waits until the other server process has ended.
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        assert cursor.fetchone() == (True,)
    assert not in_use.is_usable()


def test_connection_in_a_failed_transaction_is_not_usable(in_use: CheckedConnection) -> None:
    with in_use.cursor() as cursor:
        cursor.execute("BEGIN")
        with pytest.raises(Exception, match="division by zero"):
            cursor.execute("SELECT 1 / 0")
    in_use.errors_occurred = False
    assert not in_use.is_usable()


def test_closed_connection_is_not_usable(in_use: CheckedConnection) -> None:
    in_use.connection.close()
    assert not in_use.is_usable()
