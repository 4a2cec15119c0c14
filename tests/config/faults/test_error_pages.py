"""A request that is refused is answered as such, whatever is wrong with its body, too."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import urls
from config.urls import handler400, handler403, handler404, handler500

TOKEN = "a" * 32
BODIES = {
    "multipart/form-data": b"no boundary",
    "multipart/form-data; boundary=x": b"--y",
    "application/x-www-form-urlencoded": b"a=b&" * 3000,
    "application/x-www-form-urlencoded; charset=nonsense": b"a=%ff",
}


def fail(request: HttpRequest) -> HttpResponse:
    """Fail as a mistake of ours does."""
    raise RuntimeError("A mistake.")


urlpatterns = [path("fail", fail), *urls.urlpatterns]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@pytest.mark.parametrize("content_type", BODIES)
@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/", "evil.example", 400), ("/nothing/", "localhost", 404), ("/nothing", "localhost", 404)],
)
@pytest.mark.django_db
def test_refused_request_with_a_body_that_is_no_form(
    address: str, host: str, status: int, content_type: str
) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = TOKEN
    answer = client.generic(
        "POST", address, BODIES[content_type], content_type=content_type, headers={"host": host}
    )
    assert answer.status_code == status
    assert b"Inspection Archive" in answer.content


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("content_type", BODIES)
def test_failure_with_a_body_that_is_no_form(content_type: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["csrftoken"] = TOKEN
    answer = client.generic("GET", "/fail", BODIES[content_type], content_type=content_type)
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content
