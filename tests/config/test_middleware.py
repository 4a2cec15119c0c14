"""What every request meets: what may be sent, and the addresses that browsers ask by themselves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.archive import make_authority, make_report


@pytest.mark.django_db
def test_body_that_is_too_large(client: Client, settings: Settings) -> None:
    settings.MOST_BODY_BYTES = settings.MEGABYTE
    login = reverse("admin:login")
    sent = client.post(
        login, {"file": SimpleUploadedFile("large.pdf", b"%PDF" + bytes(settings.MEGABYTE))}
    )
    assert sent.status_code == 413
    assert "You sent more than 1 MB" in sent.content.decode()
    assert "Content-Security-Policy" in sent.headers
    assert client.post(login, {"file": SimpleUploadedFile("small.pdf", b"%PDF")}).status_code == 200
    data = client.post("/search.json", bytes(settings.MEGABYTE + 1), content_type="text/plain")
    assert (data.status_code, data.json()["status"]) == (413, 413)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/search/", "/admin/login/"])
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("capital", "small"),
    [
        ("/authorities/Bristol/", "/authorities/bristol/"),
        ("/authorities/Bristol", "/authorities/bristol/"),
        ("/Authorities/BRISTOL/", "/authorities/bristol/"),
        ("/AUTHORITIES/BRISTOL", "/authorities/bristol/"),
        ("/authorities/Bristol/Inspections.csv", "/authorities/bristol/inspections.csv"),
        ("/Inspections/Bristol-ILACS-2023-06-23/", "/inspections/bristol-ilacs-2023-06-23/"),
        ("/inspections/bristol-ilacs-2023-06-23/P1/", "/inspections/bristol-ilacs-2023-06-23/p1/"),
        (
            "/inspections/bristol-ilacs-2023-06-23/Original",
            "/inspections/bristol-ilacs-2023-06-23/original",
        ),
        ("/search.CSV?q=Visits&region=", "/search.csv?q=Visits&region="),
        ("/Search/?q=%22A+b%22&page=2", "/search/?q=%22A+b%22&page=2"),
        ("/Trends/Grades.csv", "/trends/grades.csv"),
        ("/subjects/Return-Home-Interviews.Atom", "/subjects/return-home-interviews.atom"),
        ("/Robots.txt", "/robots.txt"),
    ],
)
def test_capital_letters_lead_to_small_ones(client: Client, capital: str, small: str) -> None:
    make_report(make_authority("bristol"), "Visits are late.")
    for answer in (client.get(capital), client.head(capital)):
        assert (answer.status_code, answer.headers.get("Location")) == (301, small)
    assert client.post(capital).headers.get("Location") != small


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/authorities/Nowhere/",
        "/AUTHORITIES/NOWHERE",
        "/Nowhere/",
        "/inspections/Nowhere-ilacs-2023-06-23/",
        "/subjects/Nothing.CSV",
        "/Admin/login/",
        "/admin/Login/",
        "/Static/css/site.css",
        "//Evil.com",
        "//Evil.com/search/",
        "/%2FEvil.com/",
        "//EVIL.com/%2f..",
    ],
)
def test_capital_letters_lead_to_nothing_that_is_not_there(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code != 301 or answer.headers["Location"].startswith("/admin/"), (
        answer.headers
    )
    assert "vil.com" not in answer.headers.get("Location", "").lower()
