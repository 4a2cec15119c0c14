"""The health check, and the headers that every answer carries."""

from typing import Any

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config import health
from reports.overview import cache
from reports.web import cached_pages


@pytest.mark.django_db
def test_healthz_with_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def nowhere(db: None) -> DatabaseWrapper:
    """A connection to a server that is not there."""
    described: dict[str, Any] = {
        "NAME": "archive",
        "USER": "archive",
        "PASSWORD": "",
        "HOST": "/nowhere",
        "PORT": "5432",
        "OPTIONS": {},
        "TIME_ZONE": None,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True,
    }
    return DatabaseWrapper(described, "nowhere")


def test_healthz_without_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, nowhere: DatabaseWrapper
) -> None:
    monkeypatch.setattr(health, "connection", nowhere)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


@pytest.mark.parametrize("address", ["/", "/search.json?q=visits", "/nothing/"])
def test_page_without_database(
    monkeypatch: pytest.MonkeyPatch, nowhere: DatabaseWrapper, address: str
) -> None:
    monkeypatch.setattr(cache, "connection", nowhere)
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "The archive is not available" in answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_page_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_pages, "one_version", lambda: 1 // 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


@pytest.mark.django_db
def test_healthz_on_a_public_site_needs_neither_https_nor_its_name(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz", headers={"host": "127.0.0.1:8000"}).status_code == 200
    assert Client().get("/admin/", headers={"host": "127.0.0.1:8000"}).status_code == 301


@pytest.mark.django_db
def test_healthz_only_answers_questions(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_headers_of_a_page(client: Client) -> None:
    headers = client.get(reverse("admin:login")).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
