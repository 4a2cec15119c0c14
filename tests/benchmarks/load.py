"""Fifty readers at once on a deployed archive, while an import runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from config.home import PROJECT
from tests.benchmarks.built_archives import copied_home
from tests.benchmarks.deployed import WORKERS, deployed
from tests.benchmarks.homes import python_in
from tests.benchmarks.invented import write_pdfs
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part
from tests.benchmarks.texts import texts

PAUSE = 2.0
"""Seconds that a reader reads a page, on average, before asking for the next: fifty readers ask for
up to 25 pages a second.
"""
GOAL = 10
LONGEST = 60
"""Seconds that an answer may take."""
REPORTS = 400
"""PDFs: more than an import manages in the time."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests of one kind: how long they took, in milliseconds (locust rounds long ones), and how
    many failed.
    """

    name: str
    milliseconds: Counter[int]
    failed: int

    def share(self, part: float) -> int:
        """The milliseconds within which this part of them was answered."""
        left = part * self.milliseconds.total()
        for milliseconds in sorted(self.milliseconds):
            left -= self.milliseconds[milliseconds]
            if left <= 0:
                return milliseconds
        return 0


def parts(scale: Scale) -> Iterator[Part]:
    with (
        TemporaryDirectory() as name,
        copied_home(scale.paragraphs) as home,
        deployed(home) as (site, environment),
    ):
        folder = Path(name)
        reports = folder / "reports"
        reports.mkdir()
        reading_list = folder / "reading-list.json"
        reading_list.write_text(
            python_in(home, "-m", "tests.benchmarks.reading_list"), encoding="utf-8"
        )
        alone = _all(_readers(1, 0.0, scale.seconds / 4, site, reading_list))
        write_pdfs(reports, REPORTS, texts())
        with _importing(reports, environment) as imported:
            beside_import = _all(_readers(1, 0.0, scale.seconds / 4, site, reading_list))
            kinds = _readers(scale.readers, PAUSE, scale.seconds, site, reading_list)
    together = _all(kinds)
    to_alone, to_beside = (
        together.share(0.99) / max(one.share(0.5), 1) for one in (alone, beside_import)
    )
    rows = [_row(each) for each in (alone, beside_import, *kinds, together)]
    yield Part(
        f"{scale.readers} readers at once over {scale.size}",
        f"gunicorn with the settings of a deployment, {WORKERS} processes; readers of locust on the same machine for "
        f"{scale.seconds} s, each reading {PAUSE:.0f} s between pages, so that together they ask for up to "
        f"{scale.readers / PAUSE:.0f} pages a second; meanwhile {imported[0]} PDFs were imported. "
        f"The 99th percentile is {to_alone:.1f} times the median of one reader without pauses, and {to_beside:.1f} "
        f"times that of one reader during the import. Goal: no error, and at most {GOAL} times.",
        ("", "requests", "errors", "median, ms", "99th percentile, ms", "slowest, ms"),
        [
            ("one reader, alone", *rows[0][1:]),
            ("one reader, during the import", *rows[1][1:]),
            *rows[2:-1],
            ("all", *rows[-1][1:]),
        ],
    )


def _readers(
    count: int, pause: float, seconds: float, site: str, reading_list: Path
) -> list[Answered]:
    """What so many readers met, by what they asked for."""
    figures = reading_list.with_name(f"figures-{count}")
    options = {
        "--locustfile": "tests/benchmarks/readers.py",
        "--host": site,
        "--users": count,
        "--spawn-rate": count,
        "--run-time": f"{seconds:.0f}s",
        "--stop-timeout": LONGEST,  # who waits for an answer at the end gets it, and it counts
        "--json-file": figures,
        "--loglevel": "ERROR",
        "--exit-code-on-error": 0,
    }
    command = [
        sys.executable,
        "-m",
        "locust",
        "--headless",
        "--only-summary",
        *map(str, _flat(options)),
    ]
    environment = os.environ | {"READING_LIST": str(reading_list), "READERS_PAUSE": str(pause)}
    subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    entries: list[dict[str, Any]] = json.loads(Path(f"{figures}.json").read_text(encoding="utf-8"))
    return sorted(map(_answered, entries), key=lambda each: -each.milliseconds.total())


def _flat(options: Mapping[str, object]) -> Iterator[object]:
    for pair in options.items():
        yield from pair


def _answered(entry: Mapping[str, Any]) -> Answered:
    times = Counter(
        {int(milliseconds): count for milliseconds, count in entry["response_times"].items()}
    )
    return Answered(entry["name"], times, entry["num_failures"])


def _all(kinds: list[Answered]) -> Answered:
    times: Counter[int] = Counter()
    for each in kinds:
        times += each.milliseconds
    return Answered("all", times, sum(each.failed for each in kinds))


def _row(answered: Answered) -> tuple[str, ...]:
    figures = (answered.share(0.5), answered.share(0.99), max(answered.milliseconds, default=0))
    return (
        answered.name,
        f"{answered.milliseconds.total():,}",
        f"{answered.failed:,}",
        *(f"{figure:,}" for figure in figures),
    )


@contextmanager
def _importing(folder: Path, environment: dict[str, str]) -> Iterator[list[int]]:
    """An import that runs until the end; afterwards the list holds how many reports it took in."""
    command = [sys.executable, "manage.py", "import_reports", str(folder), "--workers", "1"]
    lines = folder.with_suffix(".log")
    imported = [0]
    with (
        lines.open("wb") as log,
        subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log) as process,
    ):
        try:
            yield imported
        finally:
            process.terminate()
    imported[0] = lines.read_text(encoding="utf-8").count("created")
