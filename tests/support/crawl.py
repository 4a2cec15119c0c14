"""Lists of the API as a program reads them: page by page, to their end."""

from __future__ import annotations

from typing import Any

from django.test import Client

Rows = list[dict[str, Any]]


def crawled(client: Client, address: str) -> Rows:
    """All rows of a list, which are as many as it says."""
    first = answer_of(client, address)
    rows: Rows = [*first["results"], *crawled_from(client, first["next"])]
    assert len(rows) == first["count"]
    return rows


def crawled_from(client: Client, following: str | None) -> Rows:
    """The rows from an address on, as `next` gives it; none for None."""
    rows: Rows = []
    while following:
        body = answer_of(client, following)
        rows += body["results"]
        following = body["next"]
    return rows


def answer_of(client: Client, address: str) -> dict[str, Any]:
    """The answer of an address, which must be 200, asked for by the scheme that it has."""
    answer = client.get(address, secure=address.startswith("https:"))
    assert answer.status_code == 200, (address, answer.content)
    body: dict[str, Any] = answer.json()
    return body
