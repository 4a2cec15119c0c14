"""A request and its answer, as the log and the metrics have them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and its answer as they are logged and counted.

    `cached` says that the page was finished already, or that the visitor had it (304).
    """

    method: str
    route: str
    status: int
    seconds: float
    statements: int
    database_seconds: float
    cached: bool
