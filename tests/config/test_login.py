"""The administrators' login: wrong passwords close it for a while."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from config.visitors import address_of

PASSWORD = "correct horse battery"


@pytest.fixture
def administrator(db: None, settings: Settings) -> User:
    settings.AXES_ENABLED = True
    return User.objects.create_superuser("editor", password=PASSWORD)


def attempt(client: Client, name: str, password: str, **headers: str) -> int:
    return client.post(reverse("admin:login"), {"username": name, "password": password}, headers=headers).status_code


def test_login(client: Client, administrator: User) -> None:
    assert attempt(client, "editor", PASSWORD) == 302


def test_login_after_ten_wrong_passwords(client: Client, administrator: User) -> None:
    User.objects.create_superuser("colleague", password=PASSWORD)
    answers = [attempt(client, "editor", f"guess {number}") for number in range(10)]
    assert answers == [200] * 9 + [429]
    assert attempt(client, "editor", PASSWORD) == 429
    assert attempt(client, "colleague", PASSWORD) == 302


@pytest.mark.usefixtures("administrator")
def test_throttle_behind_a_proxy_believes_what_the_proxy_wrote(client: Client, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    # What an attacker writes stands before what the proxy adds.
    through = [f"198.51.100.{number}, 203.0.113.1" for number in range(10)]
    answers = [attempt(client, "editor", "a guess", x_forwarded_for=written) for written in through]
    assert answers == [200] * 9 + [429]
    assert attempt(client, "editor", PASSWORD, x_forwarded_for="203.0.113.1") == 429
    assert attempt(client, "editor", PASSWORD, x_forwarded_for="203.0.113.2") == 302


@pytest.mark.parametrize(
    ("behind", "written", "address"),
    [
        (False, "203.0.113.1", "127.0.0.1"),
        (True, "203.0.113.1", "203.0.113.1"),
        (True, "10.0.0.9", "10.0.0.9"),
        (True, "2001:DB8::1, 2001:db8::2", "2001:db8::2"),
        (True, "203.0.113.1, unknown", "127.0.0.1"),
        (True, "", "127.0.0.1"),
    ],
)
def test_address_of_a_visitor(rf: RequestFactory, settings: Settings, behind: bool, written: str, address: str) -> None:
    settings.BEHIND_PROXY = behind
    assert address_of(rf.get("/", headers={"x-forwarded-for": written})) == address
