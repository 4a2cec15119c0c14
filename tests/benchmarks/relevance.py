"""How well the best paragraphs come first: nDCG@10 of our ranking beside PostgreSQL's two,
and beside BM25 of FTS5 and of tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log2
from pathlib import Path
from statistics import mean

from reports.publishing.bulk import files_in, import_files
from tests.benchmarks.corpus import SAMPLES, real_reports
from tests.benchmarks.judgements import Judged, agreement, judged
from tests.benchmarks.rankings import DEPTH, RANKINGS, name_of, search_for
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part


def parts(_: Scale) -> Iterator[Part]:
    """The samples first, since they make way for real reports."""
    _import(files_in([SAMPLES]))
    yield _compared("samples", "Relevance over the sample reports")
    if files := real_reports():
        _import(files)
        yield _compared("real", "Relevance over real reports")
    else:
        yield Part(
            "Relevance over real reports",
            "Left out: REPORT_CORPUS names no folder of real reports.",
        )
    count, alike, kappa = agreement()
    yield Part(
        "Agreement of the two readings",
        f"{count} judgements, each made twice, apart: the second from the query and the text alone. "
        "Both readers are language models, not people.",
        ("", "value"),
        [("the same grade", f"{alike:.0%}"), ("kappa, squared weights", f"{kappa:.2f}")],
    )


def _import(files: list[Path]) -> None:
    for each in import_files(files, workers=2):
        if each.outcome != "created":
            raise RuntimeError(f"{each.path.name} was not imported: {each.message}")


def _compared(archive: str, heading: str) -> Part:
    queries = judged(archive)
    measured = [_measured(query) for query in queries]
    rows = [
        (query.query, *(f"{gains[name]:.3f}" for name in RANKINGS), str(unread))
        for query, (gains, unread) in zip(queries, measured, strict=True)
    ]
    means = [f"{mean(gains[name] for gains, _ in measured):.3f}" for name in RANKINGS]
    return Part(
        heading,
        f"nDCG@{DEPTH} of {len(queries)} judged queries over the same matches, the newest first among equals; "
        "FTS5 and tantivy are asked what was typed, without synonyms. "
        "“Not judged” counts paragraphs among our first ten that nobody judged; they gain nothing.",
        ("query", *RANKINGS, "not judged"),
        [*rows, ("**mean**", *means, str(sum(unread for _, unread in measured)))],
    )


def _measured(query: Judged) -> tuple[dict[str, float], int]:
    """The gain of each ranking, and how many of our first paragraphs were not judged."""
    search = search_for(query.query)
    best = discounted(sorted(query.grades.values(), reverse=True)[:DEPTH])
    gains, unread = {}, 0
    for name, ranking in RANKINGS.items():
        places = [name_of(paragraph) for paragraph in ranking(search)[:DEPTH]]
        gains[name] = discounted(query.grades.get(place, 0.0) for place in places) / best
        unread += sum(place not in query.grades for place in places) if name == "ours" else 0
    return gains, unread


def discounted(grades: Iterable[float]) -> float:
    """Discounted cumulated gain (Järvelin and Kekäläinen 2002; gains as Burges and others 2005)."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
