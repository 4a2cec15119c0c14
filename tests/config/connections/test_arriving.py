"""A request that arrives in pieces."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.http.message import Request

from config.connections import limits
from config.connections.arriving import ArrivingRequest

LONGEST_BODY = 10


@pytest.fixture
def arriving() -> Iterator[ArrivingRequest]:
    request = ArrivingRequest(Config(), ("203.0.113.1", 50_000), 1, LONGEST_BODY)
    yield request
    request.close()


def head(*fields: str) -> bytes:
    return "\r\n".join(
        ["POST /search/ HTTP/1.1", "Host: archive.example", *fields, "", ""]
    ).encode()


def request_of(arriving: ArrivingRequest) -> Request:
    assert arriving.request is not None
    return arriving.request


def body_of(arriving: ArrivingRequest) -> bytes:
    body = request_of(arriving).body
    assert body is not None
    return body.read()


def test_request_in_single_bytes(arriving: ArrivingRequest) -> None:
    sent = head("Content-Length: 3") + b"abc"
    assert not arriving.begun
    for place, byte in enumerate(sent):
        assert not arriving.whole, place
        arriving.take(bytes([byte]))
        assert arriving.begun
    assert arriving.whole
    request = request_of(arriving)
    assert (request.method, request.path) == ("POST", "/search/")
    assert body_of(arriving) == b"abc"
    assert arriving.surplus == b""


def test_what_follows_the_body_belongs_to_the_next_request(arriving: ArrivingRequest) -> None:
    arriving.take(head("Content-Length: 3") + b"abcGET / HT")
    assert arriving.whole
    assert body_of(arriving) == b"abc"
    assert arriving.surplus == b"GET / HT"


@pytest.mark.parametrize(("length", "missing"), [(LONGEST_BODY, 10), (LONGEST_BODY + 1, 0)])
def test_body_that_is_too_long_is_not_awaited(
    arriving: ArrivingRequest, length: int, missing: int
) -> None:
    arriving.take(head(f"Content-Length: {length}"))
    assert arriving.body_missing == missing
    assert request_of(arriving).should_close() is (missing == 0)


def test_body_without_a_length_is_not_awaited(arriving: ArrivingRequest) -> None:
    arriving.take(head("Transfer-Encoding: chunked"))
    assert arriving.whole
    assert request_of(arriving).should_close()
    assert body_of(arriving) == b""


def test_head_that_does_not_end_is_refused(arriving: ArrivingRequest) -> None:
    line = b"X-Filler: " + b"x" * 1000 + b"\r\n"
    arriving.take(b"GET / HTTP/1.1\r\n")
    for _ in range(limits.LONGEST_HEAD // len(line)):
        arriving.take(line)
    with pytest.raises(LimitRequestHeaders):
        arriving.take(line)


def test_sender_that_waits_is_answered_once(arriving: ArrivingRequest) -> None:
    arriving.take(head("Content-Length: 3", "Expect: 100-continue"))
    assert arriving.expects_continue()
    assert not arriving.expects_continue()
