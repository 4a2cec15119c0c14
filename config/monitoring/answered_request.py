"""An answered request, for the log and the metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """A request and its answer.

    `seconds` is the total time, of which the database took `database_seconds` for its `statements`.
    `cached` says that the page came from the cache, or from that of the visitor (304).
    """

    method: str
    route: str
    status: int
    seconds: float
    statements: int
    database_seconds: float
    cached: bool
