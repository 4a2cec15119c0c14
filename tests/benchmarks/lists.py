"""Later pages, the newest first, and whole answers as files, beside the peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import log
from statistics import median

from tests.benchmarks.interleaved import (
    FTS5,
    OURS,
    PEERS,
    RATIOS,
    Timed,
    geometric_mean,
    interleaved,
)
from tests.benchmarks.ours import Ours
from tests.benchmarks.peers import systems
from tests.benchmarks.queries import QUERIES, BenchmarkQuery
from tests.benchmarks.scale import Scale
from tests.benchmarks.systems import PAGE_SIZE, Answer, System
from tests.benchmarks.tables import Part

FAR = 50
EXPORTED = 10_000
WAYS: dict[str, Callable[[System, BenchmarkQuery], Answer]] = {
    "page 1, the best": lambda system, query: system.answer(query),
    f"page {FAR}, the best": lambda system, query: system.answer(query, page=FAR),
    "page 1, the newest": lambda system, query: system.answer(query, newest=True),
    f"page {FAR}, the newest": lambda system, query: system.answer(query, page=FAR, newest=True),
}


def parts(scale: Scale) -> Iterator[Part]:
    everyone = systems()
    ours = Ours()
    matches = {query.label: ours.answer(query).total for query in QUERIES}
    long = [query for query in QUERIES if matches[query.label] >= FAR * PAGE_SIZE]
    yield _far_pages(long, everyone, scale)
    exported = min(QUERIES, key=lambda query: abs(log(max(matches[query.label], 1) / EXPORTED)))
    yield _export(exported, everyone, scale)


def _far_pages(long: Sequence[BenchmarkQuery], everyone: Sequence[System], scale: Scale) -> Part:
    rows: list[tuple[str, ...]] = []
    for way, ask in WAYS.items():
        timed = [interleaved(query, everyone, scale.rounds, ask) for query in long]
        ratios = (geometric_mean(each) for each in zip(*(one.ratios for one in timed), strict=True))
        milliseconds = median(each.seconds[OURS] for each in timed) * 1000
        same = _with_our_rows(timed) if "newest" in way else ""
        rows.append((way, f"{milliseconds:.1f}", *(f"{ratio:.2f}" for ratio in ratios), same))
    return Part(
        f"Far pages and the newest first over {scale.size}",
        f"Whole pages with total, facets and marks, of the {len(long)} queries that have {FAR} pages; {scale.rounds} "
        "interleaved rounds; the median query, and geometric means. Ours are the rows of as many answers as the last "
        "column says, of all by peers that find as many paragraphs as we do.",
        ("", "ours, ms", *RATIOS, "the same rows"),
        rows,
    )


def _with_our_rows(timed: Sequence[Timed[Answer]]) -> str:
    pairs = [(each.given[OURS], each.given[name]) for each in timed for name in PEERS]
    alike = [(ours.hits, theirs.hits) for ours, theirs in pairs if ours.total == theirs.total]
    same = sum([one.key for one in ours] == [one.key for one in theirs] for ours, theirs in alike)
    return f"{same} of {len(alike)}"


def _export(query: BenchmarkQuery, everyone: Sequence[System], scale: Scale) -> Part:
    timed = interleaved(
        query, everyone, scale.rounds, lambda system, query: sum(1 for _ in system.export(query))
    )
    rows = {name: written - (name == OURS) for name, written in timed.given.items()}
    return Part(
        f"An answer as a CSV file over {scale.size}",
        f"{query.label}, all of its {rows[FTS5]:,} paragraphs, the best first; ours as the site sends it, with every "
        f"column of its own, the peers with six; {scale.rounds} interleaved rounds, medians.",
        ("", f"seconds for {EXPORTED:,} rows", "ours / it"),
        [
            (
                name,
                f"{timed.seconds[name] * EXPORTED / rows[name]:.2f}",
                f"{timed.ratio(OURS, name):.2f}",
            )
            for name in (OURS, *PEERS)
        ],
    )
