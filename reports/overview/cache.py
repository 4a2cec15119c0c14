"""Caching what a process computes from the archive, for each version of it.

The database increases the version number with every change of what the archive shows
(`ArchiveVersion`). Results are cached by version, so they are never out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache, wraps
from inspect import signature
from threading import RLock
from typing import Any, NamedTuple, ParamSpec, TypeVar, overload

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=Hashable)


class VersionState(NamedTuple):
    """The archive's version, and when it was reached; None for an empty archive."""

    version: int
    changed_at: datetime | None


_of_request: ContextVar[VersionState | None] = ContextVar("state_of_request", default=None)
_clear_functions: list[Callable[[], object]] = []
_clear_functions_by_content: list[Callable[[], object]] = []


def current_version() -> int:
    """The archive's version: of the start of the current request, or of now outside a request."""
    return current_state().version


def current_state() -> VersionState:
    """The version with its time: of the start of the current request, or of now outside one."""
    state = _of_request.get()
    if state is not None:
        return state
    with connection.cursor() as cursor:
        # Every page begins with this query, so it is written in SQL: composing it takes time.
        cursor.execute("SELECT number, changed_at FROM reports_archiveversion")
        row = cursor.fetchone()
    return VersionState(*row) if row else VersionState(0, None)


@contextmanager
def one_version() -> Iterator[int]:
    """Use the current version for the whole block, such as a request. Yields the version."""
    state = current_state()
    token = _of_request.set(state)
    try:
        yield state.version
    finally:
        _of_request.reset(token)


@overload
def cached_by_version(results: int) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


@overload
def cached_by_version(
    results: int, *, content: Callable[[], C]
) -> Callable[[Callable[[C], R]], Callable[[], R]]: ...


def cached_by_version(results: int, *, content: Callable[[], Any] | None = None) -> Any:
    """Decorate a function so that its result is computed once for each version of the archive.

    The version is that of the request which is being answered, or the current one. At most
    `results` results are cached, the least recently used being dropped first. Arguments must be
    hashable.

    A function without arguments is computed by one thread at a time: after a change of the archive
    the other threads wait for the result of the first.

    With `content`, the decorated function makes its result from what `content` returns, and is
    called without an argument:

        @cached_by_version(2, content=names_in_the_database)
        def choices(names: tuple[str, ...]) -> Choices: ...

        choices()

    `content` is called once for each version. Versions for which it returns equal values share one
    result, so a change of other content computes nothing, and `choices() is choices()`.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        if content is not None:
            return _by_content(function, content, results)
        return _by_version(function, results)

    return decorate


def _by_version(function: Callable[..., Any], results: int) -> Callable[..., Any]:
    @lru_cache(maxsize=results)
    def compute(version: int, *args: Any, **named: Any) -> Any:
        return function(*args, **named)

    @wraps(function)
    def result(*args: Any, **named: Any) -> Any:
        return compute(current_version(), *args, **named)

    register_cache(compute.cache_clear)
    result.cache_clear = compute.cache_clear  # type: ignore[attr-defined]  # as lru_cache has it
    return result if signature(function).parameters else _one_at_a_time(result)


def _by_content(
    function: Callable[[Any], Any], content: Callable[[], Any], results: int
) -> Callable[..., Any]:
    shared = lru_cache(maxsize=results)(function)
    _clear_functions_by_content.append(shared.cache_clear)

    @wraps(function)
    def result() -> Any:
        return shared(content())

    # `inspect.signature` follows `wraps` to the argument, which callers do not give.
    del result.__wrapped__
    return _by_version(result, results)


def _one_at_a_time(function: Callable[..., Any]) -> Callable[..., Any]:
    lock = RLock()

    @wraps(function)
    def result(*args: Any, **named: Any) -> Any:
        with lock:
            return function(*args, **named)

    return result


def register_cache(clear: Callable[[], object]) -> None:
    """Let `clear_caches` empty another cache too, by calling `clear`."""
    _clear_functions.append(clear)


def clear_caches() -> None:
    """Empty all caches, as a process has them that has only started. For tests and measurements."""
    clear_versions()
    for clear in _clear_functions_by_content:
        clear()


def clear_versions() -> None:
    """Empty all caches by version, but for what was made of a content, which is read anew.

    For tests, in which a version goes back when its transaction is rolled back.
    """
    for clear in _clear_functions:
        clear()
