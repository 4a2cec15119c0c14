"""Which addresses may be asked for at all."""

from __future__ import annotations

import pytest

from reports.fetching.faults import LeadsElsewhere
from reports.fetching.visiting.site import LIVE, Site, file_id, provider_urn, site_at

REPLICA = Site("http://127.0.0.1:8765")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/v1/file/50214110", f"{LIVE}/v1/file/50214110"),
        ("https://files.ofsted.gov.uk/v1/file/1", "https://files.ofsted.gov.uk/v1/file/1"),
        ("https://FILES.api.ofsted.gov.uk:443/v1", "https://files.api.ofsted.gov.uk/v1"),
        ("//files.ofsted.gov.uk/v1/file/1#page", "https://files.ofsted.gov.uk/v1/file/1"),
        (" ?start=100 ", f"{LIVE}/search?start=100"),
    ],
)
def test_addresses_of_the_live_site(href: str, address: str) -> None:
    assert Site().address(href, f"{LIVE}/search") == address


@pytest.mark.parametrize(
    "href",
    [
        "http://files.ofsted.gov.uk/v1/file/1",
        "https://files.ofsted.gov.uk.example.org/v1/file/1",
        "https://example.org/v1/file/1",
        "https://files.ofsted.gov.uk:8443/v1/file/1",
        "https://somebody@files.ofsted.gov.uk/v1/file/1",
        "https://www.ofsted.gov.uk/v1/file/1",
        "http://127.0.0.1/v1/file/1",
        "ftp://files.ofsted.gov.uk/v1/file/1",
        "javascript:alert(1)",
        "https://[::1/v1/file/1",
        "https://files.ofsted.gov.uk:99999/v1",
        f"/{'x' * 600}",
    ],
)
def test_the_live_site_alone(href: str) -> None:
    with pytest.raises(LeadsElsewhere):
        Site().address(href, f"{LIVE}/search")


def test_another_site_stands_for_all_hosts() -> None:
    page = f"{REPLICA.base}/search"
    for host in ("", REPLICA.base, LIVE, "https://files.api.ofsted.gov.uk"):
        assert REPLICA.address(f"{host}/v1/file/12345", page) == f"{REPLICA.base}/v1/file/12345"


@pytest.mark.parametrize(
    "href",
    [
        "http://127.0.0.1:8766/v1/file/1",
        "http://localhost:8765/v1/file/1",
        "https://127.0.0.1:8765/v1/file/1",
        "http://files.ofsted.gov.uk/v1/file/1",
        "https://example.org/v1/file/1",
    ],
)
def test_another_site_and_nothing_else(href: str) -> None:
    with pytest.raises(LeadsElsewhere):
        REPLICA.address(href, f"{REPLICA.base}/search")


@pytest.mark.parametrize(
    ("base", "loopback"),
    [
        ("http://127.0.0.1:8765", True),
        ("http://localhost:8765/", True),
        ("http://[::1]:8765", True),
        ("https://replica.example.org", False),
    ],
)
def test_a_base_address(base: str, loopback: bool) -> None:
    site = site_at(base)
    assert site.is_loopback is loopback
    assert site.base == base.rstrip("/")


@pytest.mark.parametrize(
    "base",
    [
        "replica",
        "ftp://127.0.0.1",
        "http://replica.example.org",
        "http://127.0.0.1:99999",
        "http://127.0.0.1/path",
    ],
)
def test_no_base_address(base: str) -> None:
    with pytest.raises(ValueError, match="“"):
        site_at(base)


def test_ids_in_addresses() -> None:
    assert file_id(f"{LIVE}/v1/file/2753832") == "2753832"
    assert file_id(f"{LIVE}/v1/file/50214110/") == "50214110"
    assert file_id(f"{LIVE}/v1/file/12345678901") is None
    assert provider_urn(f"{LIVE}/provider/44/2532283") == "2532283"
    assert provider_urn(f"{LIVE}/provider/21/80429") is None
