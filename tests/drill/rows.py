"""What a drill yields: one row for each kind of thing that it did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A line of the page on reliability.

    `done` says what was done and `times` how often; `result` says what came of it, with what was measured. `lost`
    lists all that was lost or answered wrongly, and is empty when nothing was. A row that is `skipped` says why.
    """

    done: str
    times: int
    result: str = ""
    lost: tuple[str, ...] = ()
    skipped: str = ""

    def line(self) -> str:
        """Return the row for a terminal."""
        if self.skipped:
            return f"SKIPPED  {self.done}: {self.skipped}"
        ending = "; ".join(self.lost) or "nothing lost"
        return f"{'LOST' if self.lost else 'ok':<8} {self.done} ({self.times:,} times): {self.result} {ending}"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a drill does: `seed` draws all that is random, `short` is for the tests.

    `rounds` are of kills, `requests` are fuzzed, `examples` are asked of each operation of the API.
    """

    seed: int
    short: bool

    @property
    def rounds(self) -> int:
        """How many processes are killed."""
        return 1 if self.short else 24

    @property
    def requests(self) -> int:
        """How many requests are drawn at random."""
        return 200 if self.short else 10_000

    @property
    def examples(self) -> int:
        """How many requests are invented for each operation of the API."""
        return 5 if self.short else 1000
