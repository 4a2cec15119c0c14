"""What a request passes through: files, functions and moves between files, and its statements."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from http import HTTPStatus
from types import FrameType
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.overview.cache import clear_caches
from search.index import lexemes
from tests.shape.source import APPLICATION, PROJECT

FIRST_SEARCH = "/search/?q=neglect"
"""Searched before each traced request: what is made once for all requests is made by then."""

REQUESTS = {
    "search": "/search/?q=%22strategy+meetings%22",
    "inspection": "/inspections/wexcombe-ilacs-2023-06-23/",
    "authority": "/authorities/wexcombe/",
    "authorities": "/authorities/",
    "home": "/",
    "compare": "/compare/?authority=wexcombe&authority=northwold&q=neglect",
}
"""One request of each kind that readers make most, on an archive of the sample reports alone."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one request took: `moves` between files, the first step into one among them.

    A function counts once by its file and name. Each call counts for the moves, and so does each
    time that a generator is resumed. From Python 3.12 on a comprehension is no call, so that the
    same request counts a little less there.
    """

    files: int
    functions: int
    moves: int
    statements: int


def trace(address: str) -> Trace:
    """Trace a request by a process that has answered others, but nothing of the kind.

    Modules and templates are loaded, and `FIRST_SEARCH` has been made; nothing is cached of an
    earlier request for the address. Raises `ValueError` when the answer is not 200.
    """
    client = Client(headers={"host": "localhost"})
    _get(client, address)
    forget_everything()
    _get(client, FIRST_SEARCH)
    with CaptureQueriesContext(connection) as queries, _calls() as calls:
        response = client.get(address)
    _require_ok(response, address)
    return Trace(
        files=len({file for file, _ in calls}),
        functions=len(set(calls)),
        moves=_moves([file for file, _ in calls]),
        statements=len(queries),
    )


def forget_everything() -> None:
    """Empty every cache of the application that a process fills, as if it had just started."""
    clear_caches()
    lexemes._cached.clear()  # a dictionary of its own, of the words that this process has met
    caches = [each for each in gc.get_objects() if type(each) is _lru_cache_wrapper]
    for cache in caches:
        if _is_ours(cache.__module__):
            cache.cache_clear()


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in APPLICATION


def _get(client: Client, address: str) -> None:
    _require_ok(client.get(address), address)


def _require_ok(response: Any, address: str) -> None:
    if response.status_code != HTTPStatus.OK:
        raise ValueError(f"{address} answers {response.status_code}; only pages can be traced.")


@contextmanager
def _calls() -> Iterator[list[tuple[str, str]]]:
    """The file (from the top of the project) and name of each function that is entered."""
    roots = tuple(f"{PROJECT / package}/" for package in APPLICATION)
    calls: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(roots):
            calls.append((frame.f_code.co_filename, frame.f_code.co_name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def _moves(files: list[str]) -> int:
    """How often the file of a call is another than that of the call before it."""
    previous = ["", *files]
    return sum(file != before for file, before in zip(files, previous, strict=False))
