"""Pages and CSV files as the test client gets them."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO

from django.test import Client


def page_html(client: Client, address: str, *, status: int = 200) -> str:
    """The HTML at an address, with single spaces. Fails if it has another status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return " ".join(answer.content.decode().split())


def page_words(client: Client, address: str, *, status: int = 200) -> str:
    """The text at an address without tags, with single spaces. Fails if it has another status."""
    return words(page_html(client, address, status=status))


def words(html: str) -> str:
    """The text of this HTML without tags, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of the CSV file at an address, each by the names of its columns."""
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))
