"""What every request meets: what may be sent, and the addresses that browsers ask by themselves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings


@pytest.mark.django_db
def test_body_that_is_too_large(client: Client, settings: Settings) -> None:
    settings.MOST_BODY_BYTES = settings.MEGABYTE
    login = reverse("admin:login")
    sent = client.post(login, {"file": SimpleUploadedFile("large.pdf", b"%PDF" + bytes(settings.MEGABYTE))})
    assert sent.status_code == 413
    assert "What you sent is larger than 1 MB" in sent.content.decode()
    assert "Content-Security-Policy" in sent.headers
    assert client.post(login, {"file": SimpleUploadedFile("small.pdf", b"%PDF")}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/search.json", "/admin/login/"])
def test_form_from_elsewhere(address: str) -> None:
    sent = Client(enforce_csrf_checks=True).post(address, {"username": "editor"})
    assert sent.status_code == 403
    assert "This form was not accepted" in sent.content.decode()


@pytest.mark.django_db
def test_icon_at_its_usual_address(client: Client) -> None:
    sent_on = client.get("/favicon.ico")
    assert sent_on.status_code == 302
    assert sent_on["Location"].startswith("/static/favicon")
    assert sent_on["Location"].endswith(".svg")
