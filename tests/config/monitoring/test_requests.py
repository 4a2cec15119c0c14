"""The line of the log for each request: what it says, and what it never says."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from django.test import Client
from pytest_django import Settings

from config.monitoring.log_lines import JsonLines
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db
ID = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler of requests writes, as on a public site."""
    written = io.StringIO()
    handlers = logging.getLogger("config.monitoring.requests").handlers
    (handler,) = [each for each in handlers if type(each) is logging.StreamHandler]
    monkeypatch.setattr(handler, "stream", written)
    monkeypatch.setattr(handler, "formatter", JsonLines())
    return written


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("address", "route", "status"),
    [
        ("/search/?q=zeppelins", "/search/", 200),
        ("/search.csv?q=zeppelins&region=mars", "/search.<ending>", 400),
        ("/inspections/fernhollow-ilacs-2023-06-23/", "/inspections/<slug:slug>/", 200),
        ("/zeppelins/zeppelins", "(no page)", 404),
        ("/authorities/zeppelins/", "/authorities/<slug:slug>/", 404),
    ],
)
def test_line_names_route_and_status_but_neither_words_nor_address(
    client: Client, stream: io.StringIO, address: str, route: str, status: int
) -> None:
    make_report(make_authority(), "Visits are prompt.")
    answer = client.get(address)
    answer.getvalue()
    (line,) = lines(stream)
    assert line["route"] == route.replace("<ending>", "csv")
    assert (line["method"], line["status"]) == ("GET", status)
    assert (line["level"], line["logger"]) == ("INFO", "config.monitoring.requests")
    assert isinstance(line["ms"], float)
    assert line["ms"] >= line["database_ms"]  # type: ignore[operator]  # numbers
    assert line["request"] == answer["X-Request-ID"]
    assert ID.fullmatch(str(line["request"]))
    assert "zeppelins" not in stream.getvalue()
    assert "fernhollow" not in stream.getvalue()


def test_statements_are_counted_and_a_cached_page_needs_one(
    client: Client, stream: io.StringIO
) -> None:
    for _ in range(2):
        client.get("/about/coverage/")
    first, again = lines(stream)
    assert int(str(first["statements"])) > 1
    assert again["statements"] == 1
    assert again["route"] == "/about/coverage/"
    assert first["request"] != again["request"]


@pytest.mark.parametrize("address", ["/healthz", "/livez", "/readyz", "/static/archive.css"])
def test_what_programs_ask_all_the_time_has_no_line(
    client: Client, stream: io.StringIO, address: str
) -> None:
    answer = client.get(address)
    assert answer.has_header("X-Request-ID")
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("trusted", "given", "used"),
    [
        (True, "proxy-0123456789", True),
        (False, "proxy-0123456789", False),
        (True, "short", False),
        (True, "a" * 65, False),
        (True, 'quoted"0123456789', False),
    ],
)
def test_proxy_that_is_trusted_names_the_request(
    client: Client, settings: Settings, trusted: bool, given: str, used: bool
) -> None:
    settings.BEHIND_PROXY = trusted
    answer = client.get("/livez", headers={"x-request-id": given})
    assert (answer["X-Request-ID"] == given) is used


def test_fault_has_the_id_of_its_request() -> None:
    record = logging.LogRecord("reports", logging.ERROR, "", 0, "It broke: %s", ("so",), None)
    record.request_id = "abc"
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["request"], line["level"]) == ("It broke: so", "abc", "ERROR")
    assert line["time"].endswith("+00:00")
