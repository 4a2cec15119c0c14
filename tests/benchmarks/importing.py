"""How much faster two workers import than one, each on an archive of its own that was empty."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from tests.benchmarks.corpus import SAMPLES, real_reports
from tests.benchmarks.homes import python_in, temporary_home
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

ROUNDS = 2
GOAL = 1.7


def parts(_: Scale) -> Iterator[Part]:
    """The command `import_reports` as an administrator runs it; the samples, without real reports,
    for a trial run.
    """
    files = real_reports() or sorted(SAMPLES.iterdir())
    each_file = [str(path) for path in files]
    command = ["manage.py", "import_reports", *each_file, "--workers"]
    ways = {
        "one worker": [*command, "1"],
        "two workers": [*command, "2"],
    }
    rounds = [{way: _seconds(arguments) for way, arguments in ways.items()} for _ in range(ROUNDS)]
    seconds = {way: median(each[way] for each in rounds) for way in ways}
    two = seconds["two workers"]
    yield Part(
        "Importing with two workers",
        f"{len(files)} reports, {ROUNDS} rounds, medians; each run on a fresh embedded database with the reference "
        f"facts. Goal: two workers {GOAL} times as fast as one. With one worker each report is read when the one "
        "before is published; two read ahead while the command publishes.",
        ("", "seconds", "reports a second", "two workers are … times as fast"),
        [
            (way, f"{took:.1f}", f"{len(files) / took:.1f}", f"{took / two:.2f}")
            for way, took in seconds.items()
        ],
    )


def _seconds(arguments: list[str]) -> float:
    with temporary_home() as home:
        python_in(home, "manage.py", "migrate", "--verbosity", "0")
        python_in(home, "manage.py", "load_reference")
        start = perf_counter()
        python_in(home, *arguments)
        return perf_counter() - start
