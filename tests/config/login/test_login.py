"""The administrators' login: wrong passwords close it for a while, to strangers; two are checked at
a time.
"""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from config.login.known_browsers import COOKIE
from config.login.passwords import PASSWORD_PLACES
from config.visitors import address_of, network_of
from tests.sessions import places_taken

PASSWORD = "correct horse battery"


@pytest.fixture
def administrator(db: None, settings: Settings) -> User:
    settings.AXES_ENABLED = True
    return User.objects.create_superuser("editor", password=PASSWORD)


def attempt(client: Client, name: str, password: str, **headers: str) -> int:
    return client.post(
        reverse("admin:login"), {"username": name, "password": password}, headers=headers
    ).status_code


def test_login(client: Client, administrator: User) -> None:
    assert attempt(client, "editor", PASSWORD) == 302


def test_login_after_ten_wrong_passwords(client: Client, administrator: User) -> None:
    answers = [attempt(client, "editor", f"guess {number}") for number in range(10)]
    assert answers == [200] * 9 + [429]
    closed = client.post(reverse("admin:login"), {"username": "editor", "password": PASSWORD})
    assert closed.status_code == 429
    assert closed["Retry-After"] == "3600"
    assert "You cannot log in for 60 minutes" in closed.content.decode()


def attempt_from(
    address: str, name: str, password: str, client: Client | None = None, **headers: str
) -> int:
    """The status of a login through our proxy, which says the address; from a browser that is new,
    if none is given.
    """
    return attempt(client or Client(), name, password, x_forwarded_for=address, **headers)


@pytest.fixture
def behind_proxy(settings: Settings, administrator: User) -> None:
    settings.BEHIND_PROXY = True
    User.objects.create_superuser("colleague", password=PASSWORD)


@pytest.mark.usefixtures("behind_proxy")
@pytest.mark.parametrize(
    ("addresses", "same", "other"),
    [
        (["203.0.113.1"], "203.0.113.1", "203.0.113.2"),
        (["203.0.113.1", "::ffff:203.0.113.1"], "::ffff:cb00:7101", "::ffff:203.0.113.2"),
        (
            [f"2001:db8:1:2::{host:x}" for host in range(1, 8)],
            "2001:db8:1:2:ffff::9",
            "2001:db8:1:3::1",
        ),
    ],
)
def test_network_that_tries_many_names(addresses: list[str], same: str, other: str) -> None:
    answers = [
        attempt_from(
            addresses[number % len(addresses)],
            f"name {number}",
            "a guess",
            user_agent=f"browser {number}",
        )
        for number in range(10)
    ]
    assert answers == [200] * 9 + [429]
    assert attempt_from(same, "editor", PASSWORD) == 429
    assert attempt_from(other, "editor", PASSWORD) == 302


@pytest.mark.usefixtures("behind_proxy")
@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_name_that_many_networks_try(name: str) -> None:
    answers = [attempt_from(f"2001:db8:1:{number}::1", name, "a guess") for number in range(20)]
    assert answers == [200] * 19 + [429]
    closed = Client().post(
        reverse("admin:login"),
        {"username": name, "password": PASSWORD},
        headers={"x-forwarded-for": "203.0.113.9"},
    )
    assert closed.status_code == 429
    assert closed["Retry-After"] == "600"
    assert attempt_from("203.0.113.9", "colleague", PASSWORD) == 302


def let_time_pass(**time: float) -> None:
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**time))


@pytest.mark.usefixtures("behind_proxy")
def test_name_is_closed_for_ten_minutes_and_a_network_for_an_hour() -> None:
    for number in range(20):
        attempt_from(f"203.0.113.{number}", "editor", "a guess")
        attempt_from("198.51.100.1", f"name {number}", "a guess")
    let_time_pass(minutes=9)
    # What is tried meanwhile prolongs neither.
    assert attempt_from("203.0.113.99", "editor", "a guess") == 429
    assert attempt_from("198.51.100.1", "colleague", "a guess") == 429
    let_time_pass(minutes=2)
    assert attempt_from("203.0.113.99", "editor", PASSWORD) == 302
    assert attempt_from("198.51.100.1", "colleague", PASSWORD) == 429
    let_time_pass(minutes=50)
    assert attempt_from("198.51.100.1", "colleague", PASSWORD) == 302


def known_browser(name: str) -> Client:
    """A browser in which somebody has logged in, and out again."""
    client = Client()
    assert attempt_from("192.0.2.7", name, PASSWORD, client) == 302
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == "/admin/"
    again = Client()
    again.cookies[COOKIE] = cookie.value
    return again


@pytest.mark.usefixtures("behind_proxy")
def test_attackers_do_not_keep_a_known_browser_out() -> None:
    browser = known_browser("editor")
    for number in range(20):
        attempt_from(f"203.0.113.{number}", "editor", "a guess")
        attempt_from("198.51.100.1", f"name {number}", "a guess")
    assert attempt_from("198.51.100.1", "colleague", PASSWORD) == 429
    assert attempt_from("198.51.100.2", "editor", PASSWORD) == 429
    assert attempt_from("198.51.100.1", "editor", PASSWORD, browser) == 302


@pytest.mark.usefixtures("behind_proxy")
def test_known_browser_has_a_limit_of_its_own() -> None:
    browser = known_browser("editor")
    answers = [
        attempt_from(f"203.0.113.{number}", "editor", "a guess", browser) for number in range(10)
    ]
    assert answers == [200] * 9 + [429]
    assert attempt_from("203.0.113.99", "editor", PASSWORD, browser) == 429
    assert attempt_from("203.0.113.99", "editor", PASSWORD) == 302


@pytest.mark.usefixtures("behind_proxy")
def test_known_browser_is_a_stranger_under_another_name() -> None:
    browser = known_browser("colleague")
    answers = [attempt_from("203.0.113.1", "editor", "a guess", browser) for _ in range(10)]
    assert answers == [200] * 9 + [429]


@pytest.mark.usefixtures("behind_proxy")
def test_who_only_claims_to_be_a_known_browser_is_a_stranger() -> None:
    forged = Client()
    forged.cookies[COOKIE] = '{"name":"editor","browser":"x"}:forged'
    claim = "known browser: known browser: x"
    answers = [
        attempt_from("203.0.113.1", f"name {n}", "a guess", forged, user_agent=claim)
        for n in range(10)
    ]
    assert answers == [200] * 9 + [429]


@pytest.mark.usefixtures("behind_proxy")
def test_a_login_clears_no_failures_of_other_names() -> None:
    for number in range(9):
        attempt_from("203.0.113.1", f"name {number}", "a guess")
    assert attempt_from("203.0.113.1", "colleague", PASSWORD) == 302
    assert attempt_from("203.0.113.1", "editor", "a guess") == 429


@pytest.fixture
def real_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["config.login.passwords.BoundedHasher"]


@pytest.mark.usefixtures("real_hashes")
def test_password_that_an_earlier_version_stored() -> None:
    stored = PBKDF2PasswordHasher().encode("a long secret", "salt", 1000)
    assert check_password("a long secret", stored)
    assert not check_password("a guess", stored)


@pytest.mark.usefixtures("real_hashes")
def test_third_password_at_a_time(client: Client, administrator: User) -> None:
    editor = Client()
    with places_taken(PASSWORD_PLACES, 1):
        assert attempt(editor, "editor", PASSWORD) == 302
    fields = {
        "username": "another",
        "password1": "a long secret",
        "password2": "a long secret",
        "usable_password": "true",
    }
    changed = {
        "old_password": PASSWORD,
        "new_password1": "a long secret",
        "new_password2": "a long secret",
    }
    with places_taken(PASSWORD_PLACES):
        answers = [
            client.post(reverse("admin:login"), {"username": "editor", "password": PASSWORD}),
            client.post(reverse("admin:login"), {"username": "nobody", "password": PASSWORD}),
            editor.post(reverse("admin:password_change"), changed),
            editor.post(reverse("admin:auth_user_add"), fields),
            editor.post(
                reverse("admin:auth_user_password_change", args=[administrator.pk]), fields
            ),
        ]
        assert client.get("/about/").status_code == 200
        assert make_password("of a command on the server")
    for answer in answers:
        assert answer.status_code == 503
        assert answer["Retry-After"] == "5"
        assert "Many people are logging in" in answer.content.decode()
    assert not AccessAttempt.objects.exists()
    assert attempt(client, "editor", PASSWORD) == 302


@pytest.mark.usefixtures("administrator")
def test_throttle_behind_a_proxy_believes_what_the_proxy_wrote(
    client: Client, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    # What an attacker writes stands before what the proxy adds.
    through = [f"198.51.100.{number}, 203.0.113.1" for number in range(10)]
    answers = [attempt(client, "editor", "a guess", x_forwarded_for=written) for written in through]
    assert answers == [200] * 9 + [429]
    assert attempt(client, "editor", PASSWORD, x_forwarded_for="203.0.113.1") == 429
    assert attempt(client, "editor", PASSWORD, x_forwarded_for="203.0.113.2") == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
    ],
)
def test_network_of_a_visitor(rf: RequestFactory, address: str, network: str) -> None:
    assert network_of(rf.get("/", REMOTE_ADDR=address)) == network


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
def test_address_of_a_visitor(
    rf: RequestFactory, settings: Settings, behind: bool, written: str, address: str
) -> None:
    settings.BEHIND_PROXY = behind
    assert address_of(rf.get("/", headers={"x-forwarded-for": written})) == address


def test_the_desk_names_and_opens_its_records_of_logins(
    client: Client, administrator: User, settings: Settings
) -> None:
    attempt(client, "editor", "a guess")
    settings.AXES_ENABLED = False  # `force_login` brings no request
    client.force_login(administrator)
    index = client.get("/admin/").content.decode()
    assert "Login records" in index
    assert "Accounts" in index
    assert "Access attempts" in index
    assert "Axes" not in index
    assert "Access logs" not in index
    record = AccessAttempt.objects.get()
    shown = client.get(f"/admin/axes/accessattempt/{record.pk}/change/")
    assert shown.status_code == 200
