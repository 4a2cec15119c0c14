"""The administrators' login: wrong passwords close it for a while."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

PASSWORD = "correct horse battery"


@pytest.fixture
def administrator(db: None, settings: Settings) -> User:
    settings.AXES_ENABLED = True
    return User.objects.create_superuser("editor", password=PASSWORD)


def attempt(client: Client, name: str, password: str) -> int:
    return client.post(reverse("admin:login"), {"username": name, "password": password}).status_code


def test_login(client: Client, administrator: User) -> None:
    assert attempt(client, "editor", PASSWORD) == 302


def test_login_after_ten_wrong_passwords(client: Client, administrator: User) -> None:
    User.objects.create_superuser("colleague", password=PASSWORD)
    answers = [attempt(client, "editor", f"guess {number}") for number in range(10)]
    assert answers == [200] * 9 + [429]
    assert attempt(client, "editor", PASSWORD) == 429
    assert attempt(client, "colleague", PASSWORD) == 302
