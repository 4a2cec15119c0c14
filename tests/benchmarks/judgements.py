"""What was judged: how much of a paragraph is about what a query asks, read twice.

`judgements.csv` holds 0 (not about it), 1 (touches it), 2 (much of it is) or 3 (wholly on it) from
a first and a second reading. For each query the ten first paragraphs of all rankings were thrown
together and read without a sign of where they came from. The second reader had another order and
not the first one’s grades; both are language models, not people.

Paragraphs of real reports are named by file and place alone. After a change of the ranking, judge
what its figures call not judged in the same way, before they count.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "judgements.csv"

Place = tuple[str, str]
"""A file, and the anchor of a paragraph in it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the mean judgement of each paragraph that was read for it."""

    query: str
    grades: dict[Place, float]


def judged(archive: str) -> list[Judged]:
    """The queries over the `samples` or over the `real` reports, in the order of the file."""
    grades: dict[str, dict[Place, float]] = defaultdict(dict)
    for row in _rows():
        if row["archive"] == archive:
            mean = (int(row["first"]) + int(row["second"])) / 2
            grades[row["query"]][row["file"], row["paragraph"]] = mean
    return [Judged(query, each) for query, each in grades.items()]


def agreement() -> tuple[int, float, float]:
    """How many judgements there are, the share that both readings give alike, and Cohen's kappa.

    Kappa is weighted by the square of the difference (Cohen 1968): 1 for readings alike, 0 for
    chance.
    """
    pairs = [(int(row["first"]), int(row["second"])) for row in _rows()]
    firsts, seconds = zip(*pairs, strict=True)
    by_chance = _mean((first - second) ** 2 for first in firsts for second in seconds)
    disagreement = _mean((first - second) ** 2 for first, second in pairs)
    return (
        len(pairs),
        _mean(first == second for first, second in pairs),
        1 - disagreement / by_chance,
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
