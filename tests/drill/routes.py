"""All addresses that the archive has, from its URL configuration, so that a new one is drawn from, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

PLACEHOLDER = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


def routes() -> list[str]:
    """Return each address once, with `<name>` for what varies. The settings must be configured."""
    return sorted(set(_below(get_resolver(), "/")))


def filled_in(route: str, values: dict[str, str], other: str) -> str:
    """Return a route with `values` for its parts that vary, and `other` for those that have none."""
    return PLACEHOLDER.sub(lambda match: values.get(match["name"], other), route)


def _below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = prefix + _written(each)
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        else:
            yield path


def _written(each: URLPattern | URLResolver) -> str:
    """Return the part of an address that a pattern stands for; a regular expression loses its signs."""
    if isinstance(each.pattern, RoutePattern):
        return str(each.pattern)
    named = NAMED_GROUP.sub(lambda match: f"<{match['name']}>", str(each.pattern))
    return re.sub(r"[\^$\\?]|\(|\)", "", named)
