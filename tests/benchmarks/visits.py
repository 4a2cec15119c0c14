"""What visitors do: pages over HTTP with gzip, as typed, and what they cost the processor.

Each system is served by one process of its own, ours as a deployed site, the peers behind a plain
page of Django, and Datasette by itself. What is counted is the processor time of the serving process
and of PostgreSQL together, to the nanosecond, from the kernel's `schedstat`: on a busy machine a
clock measures the others.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

import psutil
from django.db import connection

from config.home import PROJECT, archive_home
from tests.benchmarks.datasette_search import build_datasette, datasette_path
from tests.benchmarks.deployed import deployed, free_port, wait_for
from tests.benchmarks.homes import environment_of
from tests.benchmarks.interleaved import FTS5, OURS, PEERS, TEXTBOOK, geometric_mean
from tests.benchmarks.peers import peers
from tests.benchmarks.queries import QUERIES, BenchmarkQuery
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

DATASETTE = "Datasette"
GOALS_OF_THE_CORPUS = {DATASETTE: "at most 0.6", FTS5: "at most 1.6"}
GOALS = {TEXTBOOK: "at most 0.2", DATASETTE: "at most 0.4", FTS5: "at most 0.9"}
"""Of ours beside each, at the size of the real corpus (34,769 paragraphs) and at 110,000."""
LARGE = 100_000
"""Paragraphs from which the goals for 110,000 hold."""
WARMING = "/search/?q=the"
"""Searched for after each change of the archive, so that no query pays for what all of them need."""


@dataclass(frozen=True, slots=True)
class Site:
    """A system that answers at an address, with the processes that work for it."""

    name: str
    address: str
    process: int
    paths: list[str]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: seconds of the processor and of the clock, and bytes as they came."""

    processor: float
    clock: float
    size: int


def parts(scale: Scale) -> Iterator[Part]:
    peers()  # which are built by now
    file = archive_home() / "peers" / "datasette.db"
    build_datasette(file)
    with ExitStack() as stack:
        sites = [stack.enter_context(_ours())]
        sites += [stack.enter_context(_plain(name)) for name in PEERS]
        sites.append(stack.enter_context(_datasette(file)))
        yield from _tables(_measured(sites, scale.rounds), scale)


def _measured(
    sites: Sequence[Site], rounds: int
) -> tuple[dict[str, list[list[Visit]]], list[list[Visit]]]:
    """For each site the visits of each query, cold; and ours once more, repeated."""
    cold: dict[str, list[list[Visit]]] = {site.name: [[] for _ in QUERIES] for site in sites}
    repeated: list[list[Visit]] = [[] for _ in QUERIES]
    for number in range(rounds + 1):
        _change_archive()
        _visit(sites[0], WARMING)
        first = number % len(sites)
        for site in (*sites[first:], *sites[:first]):
            for place, path in enumerate(site.paths):
                cold[site.name][place].append(_visit(site, path))
        for place, path in enumerate(sites[0].paths):
            repeated[place].append(_visit(sites[0], path))
    return cold, repeated


def _tables(
    measured: tuple[dict[str, list[list[Visit]]], list[list[Visit]]], scale: Scale
) -> Iterator[Part]:
    cold, repeated = measured
    # The first round warms what every later one finds warm.
    costs = {
        name: [median(each.processor for each in visits[1:]) for visits in of_queries]
        for name, of_queries in cold.items()
    }
    ours = costs[OURS]
    goals = GOALS if scale.paragraphs >= LARGE else GOALS_OF_THE_CORPUS
    rows: list[tuple[str, ...]] = []
    for name, of_queries in cold.items():
        ratios = [mine / theirs for mine, theirs in zip(ours, costs[name], strict=True)]
        beside = "" if name == OURS else f"{geometric_mean(ratios):.2f}"
        rows.append((name, *_cells(of_queries), beside, goals.get(name, "")))
    rows.append((f"{OURS}, repeated", *_cells(repeated), "", ""))
    yield Part(
        f"Visits over {scale.size}",
        f"The 21 queries as typed, over HTTP with gzip through gunicorn, one process each; {scale.rounds} interleaved "
        "rounds, medians, then the mean over the queries; the last ratio is a geometric mean. Processor time of the "
        "server and of PostgreSQL. Ours has synonyms, nine facets, neighbours and citations, which no peer has; the "
        "plain pages have four facets and marks; Datasette has neither ranking nor marks. In favour of ours: a page that "
        "was asked for before comes from memory, in the row “repeated” alone. Against ours: the security headers, the "
        "log of requests and the check of the archive’s version with every request.",
        (
            "",
            "processor, ms",
            "clock, ms",
            "kB sent",
            "ours / it",
            "goal",
        ),
        rows,
    )
    yield Part(
        f"Visits by query over {scale.size}",
        "Milliseconds of the processor, as above.",
        ("query", *cold),
        [
            (query.label, *(f"{costs[name][place] * 1000:.1f}" for name in cold))
            for place, query in enumerate(QUERIES)
        ],
    )


def _cells(of_queries: Sequence[Sequence[Visit]]) -> tuple[str, str, str]:
    """Means over the queries of the medians over the rounds but the first."""
    rounds = [visits[1:] for visits in of_queries]
    number = len(rounds)
    processor = sum(median(each.processor for each in visits) for visits in rounds) / number
    clock = sum(median(each.clock for each in visits) for visits in rounds) / number
    size = sum(visits[-1].size for visits in rounds) / number
    return f"{processor * 1000:.2f}", f"{clock * 1000:.1f}", f"{size / 1024:.0f}"


def _visit(site: Site, path: str) -> Visit:
    """Ask for one page. Raises `RuntimeError` when the answer is not 200."""
    http_connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=120)
    headers = {"Accept-Encoding": "gzip", "X-Forwarded-Proto": "https"}
    before, start = _processor_seconds(site), time.perf_counter()
    http_connection.request("GET", path, headers=headers)
    answer = http_connection.getresponse()
    body = answer.read()
    clock = time.perf_counter() - start
    processor = _processor_seconds(site) - before
    http_connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{site.name} answers {answer.status} at {path}.")
    return Visit(processor, clock, len(body))


def _processor_seconds(site: Site) -> float:
    """What the processes of a site and of the database have used so far (Linux, sched-stats)."""
    total = 0
    for parent in (site.process, _postmaster()):
        process = psutil.Process(parent)
        for each in (process, *process.children(recursive=True)):
            for thread in Path(f"/proc/{each.pid}/task").glob("*/schedstat"):
                with suppress(OSError):
                    total += int(thread.read_text(encoding="ascii").split()[0])
    return total / 1e9


def _postmaster() -> int:
    file = archive_home() / "postgres" / "postmaster.pid"
    return int(file.read_text(encoding="ascii").split()[0])


def _change_archive() -> None:
    """Count the version of the archive on, so that nothing which is kept of it holds any more."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_archiveversion SET number = number + 1")


@contextmanager
def _ours() -> Iterator[Site]:
    """The archive as a deployed site, with one worker."""
    with deployed(archive_home(), WEB_WORKERS="1", LOG_REQUESTS="0") as (address, _):
        yield Site(OURS, address, _deployed_process(), [_path(query) for query in QUERIES])


def _path(query: BenchmarkQuery) -> str:
    return f"/search/?{urlencode({'q': query.ours, **query.filters}, doseq=True)}"


@contextmanager
def _plain(name: str) -> Iterator[Site]:
    """A peer behind a plain page."""
    paths = [f"/?{urlencode({'system': name, 'query': place})}" for place in range(len(QUERIES))]
    gunicorn = ["-m", "gunicorn", "tests.benchmarks.plain_page:application"]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.plain_settings"}
    with _served([*gunicorn, "--log-level", "error", "--bind"], "127.0.0.1:{}", **settings) as (
        address,
        process,
    ):
        yield Site(name, address, process, paths)


@contextmanager
def _datasette(file: Path) -> Iterator[Site]:
    """Datasette, which gives every facet all the time that it needs."""
    limits = ["facet_time_limit_ms", "sql_time_limit_ms"]
    options = [each for name in limits for each in ("--setting", name, "20000")]
    command = ["-m", "datasette", "serve", "-i", str(file), *options, "--port"]
    with _served(command, "{}") as (address, process):
        yield Site(DATASETTE, address, process, [datasette_path(each, file) for each in QUERIES])


@contextmanager
def _served(command: list[str], place: str, **settings: str) -> Iterator[tuple[str, int]]:
    """The address and process of a server of Python, which is told its place last."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, *command, place.format(port)],
        cwd=PROJECT,
        env=environment_of(archive_home()) | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/?system={FTS5}&query=0", process)
            yield address, process.pid
        finally:
            process.terminate()


def _deployed_process() -> int:
    """The process of the deployed site, a child of this one."""
    (process,) = [
        each.pid for each in psutil.Process().children() if "config.run" in each.cmdline()
    ]
    return process
