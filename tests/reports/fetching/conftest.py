"""A replica of the publisher's site for each test, and the command that asks it."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from reports.facts import reference
from reports.fetching import checking, lists
from reports.fetching.visiting import pace
from reports.models import Authority
from reports.publishing.facts import load_authorities
from tests.replica.invented import FIRST_URN, SAMPLE_AUTHORITIES
from tests.replica.server import Replica, serving


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a run ended with: exit code, the JSON object, and what it said beside it."""

    code: int
    items: dict[str, list[dict[str, Any]]]
    said: str

    def ids(self, outcome: str) -> list[str]:
        return [item["id"] for item in self.items[outcome]]


Fetch = Callable[..., FetchResult]


@pytest.fixture(scope="package", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Let all clients share the certificates that httpx reads for each, though a replica has none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture
def whole_replica() -> Iterator[Replica]:
    """The replica with all its providers."""
    with serving(Replica()) as served:
        yield served


@pytest.fixture
def replica(whole_replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Replica:
    """The replica with the eight providers that have reports, and as many are enough."""
    monkeypatch.setattr(lists, "FEWEST_AUTHORITIES", len(SAMPLE_AUTHORITIES))
    monkeypatch.setattr(checking, "FEWEST_AUTHORITIES", len(SAMPLE_AUTHORITIES))
    whole_replica.providers = whole_replica.providers[: len(SAMPLE_AUTHORITIES)]
    return whole_replica


@pytest.fixture
def invented_authorities(db: None) -> list[Authority]:
    """The authorities of the samples, with the URNs that the replica gives them."""
    by_slug = {fact.slug: fact for fact in reference.authorities() if fact.invented}
    authorities = load_authorities([by_slug[slug] for _, slug in SAMPLE_AUTHORITIES])
    for place, authority in enumerate(authorities):
        authority.ofsted_urn = str(FIRST_URN + place)
        authority.save()
    return authorities


@pytest.fixture
def fetch(whole_replica: Replica, invented_authorities: list[Authority]) -> Fetch:
    """Runs the command on the replica, without any delay and as JSON."""

    def run(*arguments: str) -> FetchResult:
        printed, said = StringIO(), StringIO()
        code = 0
        try:
            call_command(
                "fetch_reports",
                f"--base-url={whole_replica.address}",
                "--delay=0",
                "--format=json",
                *arguments,
                stdout=printed,
                stderr=said,
            )
        except SystemExit as end:
            code = int(str(end.code))
        return FetchResult(code, json.loads(printed.getvalue()), said.getvalue())

    return run


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of every pause, none of which is waited for."""
    seconds: list[float] = []
    monkeypatch.setattr(pace, "sleep", seconds.append)
    return seconds
