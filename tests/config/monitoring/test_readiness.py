"""`/livez` and `/readyz`: what each asks, and what it says to strangers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from config.monitoring import readiness

ALL = dict.fromkeys(("database", "migrations", "disk", "originals", "replica"), "ok")


def ready(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    assert "no-store" in answer["Cache-Control"]
    content = answer.json()
    assert content["ready"] is (answer.status_code == 200)
    return answer.status_code, content["checks"]


def test_process_is_alive_without_a_database(client: Client) -> None:
    """The test has no access to the database: asking it would fail."""
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_archive_that_has_everything_is_ready(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        assert ready(client) == (200, ALL)


@pytest.mark.django_db
def test_migration_that_is_missing(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    last = MigrationRecorder(connection).migration_qs.filter(app="reports").latest("name")
    last.delete()
    assert ready(client) == (503, ALL | {"migrations": "failed"})
    assert f"reports.{last.name} must be applied" in caplog.text


@pytest.mark.django_db
def test_disk_that_is_nearly_full(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", shutil.disk_usage("/").total * 1000)
    assert ready(client) == (503, ALL | {"disk": "failed"})
    assert "MB are free" in caplog.text


@pytest.mark.django_db
def test_originals_of_another_archive(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.ORIGINALS_ROOT = tmp_path
    (tmp_path / "archive-id").write_text("7d9f5a52-4bd6-4d0b-9c0e-4f6a1f3a2f10\n")
    assert ready(client) == (503, ALL | {"originals": "failed"})
    answer = client.get("/readyz")
    assert str(tmp_path) not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("lag", "state"), [("SELECT 61", "failed"), ("SELECT 59", "ok")])
def test_standby_that_is_behind(
    client: Client, monkeypatch: pytest.MonkeyPatch, lag: str, state: str
) -> None:
    monkeypatch.setattr(readiness, "is_standby", lambda: True)
    monkeypatch.setattr(readiness, "LAG", lag)
    assert ready(client)[1] == ALL | {"replica": state}


@pytest.mark.django_db
def test_statement_for_the_lag_of_a_standby_can_be_asked() -> None:
    with connection.cursor() as cursor:
        cursor.execute(readiness.LAG)
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_database_that_cannot_be_reached(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise DatabaseError("It is away.")

    monkeypatch.setattr(connection, "cursor", away)
    status, checks = ready(client)
    assert (status, checks["database"], checks["migrations"]) == (503, "failed", "failed")
