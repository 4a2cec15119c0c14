"""The log: faults of the archive stay, strangers' bad requests do not."""

import io
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config import urls
from config.health import failure


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("A fault of the archive.")


# The archive's addresses, and one that fails.
urlpatterns = [path("fails", failing), *urls.urlpatterns]
handler500 = failure


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the archive's own handler writes."""
    stream = io.StringIO()
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "options", "status"),
    [
        ("/wp-login.php", {}, 404),
        ("/authorities/nowhere/", {}, 404),
        ("/", {"headers": {"host": "stranger.example.org"}}, 400),
    ],
)
def test_bad_request_of_a_stranger_is_not_in_the_log(
    client: Client,
    settings: Settings,
    written: io.StringIO,
    address: str,
    options: dict[str, dict[str, str]],
    status: int,
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.get(address, headers=options.get("headers")).status_code == status
    assert written.getvalue() == ""


@pytest.mark.django_db
def test_form_from_elsewhere_and_wrong_method_are_not_in_the_log(written: io.StringIO) -> None:
    assert (
        Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor"}).status_code
        == 403
    )
    assert Client().post("/healthz").status_code == 405
    assert written.getvalue() == ""


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_fault_of_the_archive_is_in_the_log(written: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/fails").status_code == 500
    assert "ERROR django.request: Internal Server Error: /fails" in written.getvalue()
