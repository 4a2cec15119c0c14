"""Systems asked the same in turn, in another order each round, so that what else the machine does
hits all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import mean, median
from time import perf_counter
from typing import Generic, TypeVar

from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.systems import System

OURS, TEXTBOOK, FTS5, TANTIVY = "ours", "textbook", "FTS5", "tantivy"
PEERS = (TEXTBOOK, FTS5, TANTIVY)
RATIOS = ("textbook / ours", "ours / FTS5", "ours / tantivy")

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Timed(Generic[Given]):
    """One query: the median seconds that each system took, and what it gave last."""

    query: BenchmarkQuery
    seconds: dict[str, float]
    given: dict[str, Given]

    def ratio(self, dividend: str, divisor: str) -> float:
        return self.seconds[dividend] / self.seconds[divisor]

    @property
    def ratios(self) -> tuple[float, float, float]:
        """As `RATIOS` names them: above 1, ours is faster than the textbook, and slower than the
        others.
        """
        return self.ratio(TEXTBOOK, OURS), self.ratio(OURS, FTS5), self.ratio(OURS, TANTIVY)


def interleaved(
    query: BenchmarkQuery,
    everyone: Sequence[System],
    rounds: int,
    ask: Callable[[System, BenchmarkQuery], Given],
) -> Timed[Given]:
    """Ask everyone so often; a round before the first warms what every later one finds warm."""
    seconds: dict[str, list[float]] = {system.name: [] for system in everyone}
    given = {}
    for number in range(rounds + 1):
        first = number % len(everyone)
        for system in (*everyone[first:], *everyone[:first]):
            system.forget()
            start = perf_counter()
            given[system.name] = ask(system, query)
            seconds[system.name].append(perf_counter() - start)
    return Timed(query, {name: median(each[1:]) for name, each in seconds.items()}, given)


def geometric_mean(ratios: Iterable[float]) -> float:
    return exp(mean(log(ratio) for ratio in ratios))
