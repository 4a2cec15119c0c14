"""Reads a list of the API as a program does: page by page, following `next`."""

from __future__ import annotations

from typing import Any

from django.test import Client

Rows = list[dict[str, Any]]


def crawled(client: Client, address: str) -> Rows:
    """All rows of a list. Fails if their number is not the list's `count`."""
    first = answer_of(client, address)
    rows: Rows = [*first["results"], *crawled_from(client, first["next"])]
    assert len(rows) == first["count"]
    return rows


def crawled_from(client: Client, following: str | None) -> Rows:
    """The rows of the page at `following` and of all pages after it; none for None."""
    rows: Rows = []
    while following:
        body = answer_of(client, following)
        rows += body["results"]
        following = body["next"]
    return rows


def answer_of(client: Client, address: str) -> dict[str, Any]:
    """The JSON object at an address. Fails if the status is not 200."""
    answer = client.get(address, secure=address.startswith("https:"))
    assert answer.status_code == 200, (address, answer.content)
    body: dict[str, Any] = answer.json()
    return body
