"""How much a run measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes and repetitions of a run; the short form of one takes about a minute."""

    paragraphs: int = 110_000
    rounds: int = 5
    reports: int = 1_000
    readers: int = 50
    seconds: int = 120

    @property
    def size(self) -> str:
        """As tables name it."""
        return f"{self.paragraphs:,} paragraphs"

    @classmethod
    def short(cls) -> Scale:
        return cls(paragraphs=11_000, rounds=5, reports=20, readers=10, seconds=20)
