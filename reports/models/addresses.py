"""The addresses of pages, each composed once: a list names hundreds, and composing takes longer
than reading it.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

KEPT_ADDRESSES = 10_000
"""More than an archive has authorities and inspections."""


def address(name: str, *arguments: str) -> str:
    """The path of the page of this name, as `reverse` gives it."""
    return _address(get_script_prefix(), name, *arguments)


@lru_cache(maxsize=KEPT_ADDRESSES)
def _address(prefix: str, name: str, *arguments: str) -> str:
    """`prefix` is the folder that the site is served from, which each thread knows for itself."""
    return reverse(name, args=arguments)
