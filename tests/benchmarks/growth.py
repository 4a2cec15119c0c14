"""What importing a report costs when the archive is full, beside an empty one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from tests.benchmarks.built_archives import copied_home
from tests.benchmarks.homes import python_in, temporary_home
from tests.benchmarks.invented import write_reports
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part
from tests.benchmarks.texts import texts

BATCHES = 5
GOAL = 2
EMPTY, FULL = "empty at first", "full"


def parts(scale: Scale) -> Iterator[Part]:
    """Both archives take in the same reports, in batches that take turns."""
    seconds: dict[str, list[float]] = {EMPTY: [], FULL: []}
    with (
        TemporaryDirectory() as folder,
        copied_home(scale.paragraphs) as full,
        temporary_home() as empty,
    ):
        python_in(empty, "manage.py", "migrate", "--verbosity", "0")
        python_in(empty, "manage.py", "load_reference")
        batches = list(_batches(Path(folder), scale.reports))
        for number, batch in enumerate(batches):
            for name, home in ((EMPTY, empty), (FULL, full))[:: 1 if number % 2 else -1]:
                seconds[name] += json.loads(
                    python_in(home, "-m", "tests.benchmarks.importer", str(batch))
                )
    yield Part(
        f"Importing {scale.reports:,} reports into {scale.size}",
        f"Invented reports of 50 paragraphs each, as text, read ahead as the command does. {len(batches)} batches that "
        f"take turns; seconds a report. Goal: at most {GOAL} times as long in the full archive.",
        ("archive", "mean", "median", "slowest", "mean, beside the empty one"),
        [
            (
                name,
                f"{mean(took):.3f}",
                f"{median(took):.3f}",
                f"{max(took):.3f}",
                f"{mean(took) / mean(seconds[EMPTY]):.2f}",
            )
            for name, took in seconds.items()
        ],
    )


def _batches(folder: Path, reports: int) -> Iterator[Path]:
    """Folders of reports, written for the purpose."""
    files = iter(write_reports(folder, reports, texts()))
    for number in range(BATCHES):
        batch = folder / str(number)
        batch.mkdir()
        for file in islice(files, -(-reports // BATCHES)):
            file.rename(batch / file.name)
        yield batch
