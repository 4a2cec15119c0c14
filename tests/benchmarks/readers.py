"""Readers for `locust`: they search, read pages, and take files home.

The environment says what they know: READING_LIST names a file as `reading_list` prints it,
READERS_PAUSE the seconds that a reader reads before the next page, half as long at least and half
as long again at most.
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from urllib.parse import urlencode

from locust import FastHttpUser, task

READING_LIST: dict[str, list[str]] = json.loads(
    Path(os.environ["READING_LIST"]).read_text(encoding="utf-8")
)
PAUSE = float(os.environ["READERS_PAUSE"])
REGIONS = ("london", "south-west", "north-east", "west-midlands")
GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
QUERIES = ('"{} {}"', "{} {}", "{} {}", "{} {}", "{}", "{}", "{} OR {}", "{} -{}")
COMMON = (
    '"children in care"',
    '"care leavers"',
    '"social workers"',
    "neglect",
    "exploitation",
    "children",
)
HEADERS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
"""What the proxy of a deployed archive says."""


class Reader(FastHttpUser):
    """The weights are how often a reader does each."""

    def on_start(self) -> None:
        """Nobody begins in the same moment."""
        time.sleep(random.uniform(0, PAUSE))  # locust has made it wait for this reader alone

    def wait_time(self) -> float:
        return random.uniform(PAUSE / 2, PAUSE * 3 / 2)

    @task(40)
    def search(self) -> None:
        self._get("search", f"/search/?{urlencode({'q': _query()})}")

    @task(10)
    def search_again(self) -> None:
        """Words that everybody searches for."""
        self._get("common search", f"/search/?{urlencode({'q': random.choice(COMMON)})}")

    @task(12)
    def narrow(self) -> None:
        parameters = {
            "q": _query(),
            "region": random.choice(REGIONS),
            "grade": random.choice(GRADES),
        }
        self._get("filtered search", f"/search/?{urlencode(parameters)}")

    @task(5)
    def newest(self) -> None:
        self._get("newest first", f"/search/?{urlencode({'q': _query(), 'sort': 'newest'})}")

    @task(8)
    def inspection(self) -> None:
        self._get("inspection", f"/inspections/{random.choice(READING_LIST['inspections'])}/")

    @task(6)
    def paragraph(self) -> None:
        self._get(
            "paragraph",
            f"/inspections/{random.choice(READING_LIST['inspections'])}/p{random.randint(1, 45)}/",
        )

    @task(4)
    def trend(self) -> None:
        self._get("trend", f"/trends/?{urlencode({'q': random.choice(READING_LIST['words'])})}")

    @task(10)
    def authority(self) -> None:
        self._get("authority", f"/authorities/{random.choice(READING_LIST['authorities'])}/")

    @task(5)
    def home(self) -> None:
        self._get("home", "/")

    @task(4)
    def machine(self) -> None:
        self._get("JSON", f"/search.json?{urlencode({'q': _query()})}")

    @task(2)
    def export(self) -> None:
        """A file of what one authority's reports say."""
        parameters = {
            "q": random.choice(COMMON),
            "authority": random.choice(READING_LIST["authorities"]),
        }
        self._get("CSV", f"/search.csv?{urlencode(parameters)}")

    def _get(self, name: str, address: str) -> None:
        self.client.get(address, name=name, headers=HEADERS)


def _query() -> str:
    return random.choice(QUERIES).format(
        random.choice(READING_LIST["words"]), random.choice(READING_LIST["words"])
    )
