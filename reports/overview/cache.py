"""What a process keeps of the archive: computed once for each version, and so never stale."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_forget: list[Callable[[], None]] = []


def kept(answers: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep so many answers of a function; one of its parameters must be the version of the archive.

    Where the version is the only one, threads that ask at once after a change wait for the first of
    them.
    """

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=answers)(function)
        _forget.append(cached.cache_clear)
        if list(signature(function).parameters) == ["version"]:
            return _one_at_a_time(cached)
        return cached  # type: ignore[return-value]  # the types of lru_cache know no parameters

    return keeping


def _one_at_a_time(function: Callable[P, R]) -> Callable[P, R]:
    lock = RLock()

    @wraps(function)
    def waiting(*args: P.args, **named: P.kwargs) -> R:
        with lock:
            return function(*args, **named)

    return waiting


def forgotten_with_others(forget: Callable[[], None]) -> None:
    """Register what else `forget_all` shall empty."""
    _forget.append(forget)


def forget_all() -> None:
    """Empty all of it: for tests, in which a version goes back when its transaction is undone."""
    for forget in _forget:
        forget()
