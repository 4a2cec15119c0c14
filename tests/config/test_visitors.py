"""Who counts as one visitor, and what may say where a request comes from."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from config.visitors import address_of, network_of


def request_from(neighbour: str, forwarded: str | None = None) -> HttpRequest:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=neighbour)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::1", "::"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_address_or_a_network_is_one_visitor(
    settings: Settings, address: str, network: str
) -> None:
    settings.BEHIND_PROXY = False
    assert network_of(request_from(address)) == network


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("203.0.113.9,2001:DB8::1 ", "2001:db8::1"),
        ("198.51.100.7, nobody", "192.0.2.1"),
        ("198.51.100.7,", "192.0.2.1"),
        ("", "192.0.2.1"),
        (None, "192.0.2.1"),
    ],
)
def test_behind_a_proxy_its_own_entry_counts(
    settings: Settings, forwarded: str | None, address: str
) -> None:
    settings.BEHIND_PROXY = True
    assert address_of(request_from("192.0.2.1", forwarded)) == address


def test_without_a_proxy_the_header_is_not_believed(settings: Settings) -> None:
    settings.BEHIND_PROXY = False
    request = request_from("192.0.2.1", "198.51.100.7")
    assert address_of(request) == network_of(request) == "192.0.2.1"
