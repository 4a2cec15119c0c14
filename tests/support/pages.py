"""Pages as a reader gets them."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO

from django.test import Client


def page_html(client: Client, address: str, *, status: int = 200) -> str:
    """The HTML at an address, each run of blanks made one."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return " ".join(answer.content.decode().split())


def page_words(client: Client, address: str, *, status: int = 200) -> str:
    """What is read at an address: its text without tags, each run of blanks made one."""
    return words(page_html(client, address, status=status))


def words(html: str) -> str:
    """What is read where this HTML is."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of their columns."""
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))
