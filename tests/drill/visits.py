"""Requests to an archive: whole ones, raw ones, and those of an administrator who has logged in."""

from __future__ import annotations

import re
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode, urlsplit

SECONDS = 60
"""The longest that an answer may take."""
PASSWORD = secrets.token_urlsafe(20)
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


class NoAnswer(Exception):
    """The archive hung up, or sent what is no answer."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An answer, whole; `seconds` until its last byte. Names of `headers` are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    cookies: list[str] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        """Whether it asks to come back later, and says when."""
        return self.status == 503 and "retry-after" in self.headers


def get(address: str, path: str, headers: dict[str, str] | None = None) -> Visit:
    """Return the answer to GET."""
    return send(address, "GET", path, headers or {})


def send(
    address: str, method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> Visit:
    """Return the answer to a request. Raises `OSError` or `NoAnswer` when there is none."""
    place = urlsplit(address)
    start = time.perf_counter()
    connection = HTTPConnection(place.hostname or "", place.port, timeout=SECONDS)
    try:
        connection.request(method, path, body, headers)
        return _visit(connection.getresponse(), start)
    except HTTPException as error:
        raise NoAnswer(f"{method} {path}: {error!r}") from error
    finally:
        connection.close()


def send_raw(address: str, request: bytes) -> Visit | None:
    """Return the answer to these bytes, whatever they are; None when the archive hangs up without one."""
    start = time.perf_counter()
    with connected(address) as connection:
        # It may have answered before it has read everything.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        method = request.split(b" ", 1)[0].decode("latin-1")
        response = HTTPResponse(connection, method=method)
        try:
            response.begin()
            return _visit(response, start)
        except (HTTPException, ConnectionResetError):
            return None
        finally:
            response.close()


def connected(address: str) -> socket.socket:
    """Return an open connection that nothing was sent through."""
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port or 80), timeout=SECONDS)


def comparable(body: bytes, address: str) -> bytes:
    """Return a page without what differs from start to start.

    That is the archive's address, the token of a form and the moment at which a file was made.
    """
    return MOMENT.sub(b"", CHANGING.sub(b"", body)).replace(address.encode(), b"")


def log_in(address: str, name: str) -> str:
    """Return the cookies of an administrator with `PASSWORD`. Raises `NoAnswer` when the login is refused."""
    page = get(address, "/admin/login/")
    cookies = _pairs(page.cookies)
    form = urlencode(
        {
            "username": name,
            "password": PASSWORD,
            "csrfmiddlewaretoken": cookies["csrftoken"],
            "next": "/admin/",
        }
    )
    answer = send(address, "POST", "/admin/login/", _form_headers(cookies), form.encode())
    if answer.status != 302:
        raise NoAnswer(f"The administrator cannot log in: {answer.status}.")
    return _joined(cookies | _pairs(answer.cookies))


def upload(address: str, cookies: str, name: str, content: bytes) -> Visit:
    """Return the answer to an upload of a report at the desk."""
    token = _pairs(cookies.split("; "))["csrftoken"]
    boundary = secrets.token_hex(16)
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n\r\n'
    body = part.format("csrfmiddlewaretoken", "").encode() + token.encode() + b"\r\n"
    body += part.format("chosen_files", f'; filename="{name}"').encode() + content
    body += f"\r\n--{boundary}--\r\n".encode()
    headers = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={boundary}"}
    return send(address, "POST", "/admin/reports/reading/add/", headers, body)


def _visit(response: HTTPResponse, start: float) -> Visit:
    body = response.read()
    headers = {name.lower(): value for name, value in response.getheaders()}
    cookies = response.headers.get_all("Set-Cookie") or []
    return Visit(response.status, headers, body, time.perf_counter() - start, cookies)


def _pairs(cookies: list[str]) -> dict[str, str]:
    """Return the values of cookies by their names."""
    pairs = (cookie.split(";")[0].partition("=") for cookie in cookies)
    return {name: value for name, _, value in pairs}


def _joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _form_headers(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": _joined(cookies), "Content-Type": "application/x-www-form-urlencoded"}
