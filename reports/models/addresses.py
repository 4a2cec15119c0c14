"""The addresses of pages, cached: a list has hundreds, and composing them takes longer than reading
its rows.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MOST_CACHED = 10_000
"""More than an archive has authorities and inspections."""


def address(name: str, *arguments: str) -> str:
    """The path of the page of this name, as `reverse` gives it."""
    return _address(get_script_prefix(), name, *arguments)


@lru_cache(maxsize=MOST_CACHED)
def _address(prefix: str, name: str, *arguments: str) -> str:
    """The path of a page. `prefix`, which each thread has for itself, is part of the cache key."""
    return reverse(name, args=arguments)
