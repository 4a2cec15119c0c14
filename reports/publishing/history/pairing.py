"""Pairing the passages of two texts: which passage of the later text was which before."""

from __future__ import annotations

from collections.abc import Sequence

from reports.publishing.content.likeness import ALIKE, likeness, most_alike
from reports.publishing.history.snapshot import ShownPassage

Pair = tuple[ShownPassage | None, ShownPassage | None]
"""A passage of the earlier text and its counterpart in the later one; None where there is none."""


def paired(before: Sequence[ShownPassage], after: Sequence[ShownPassage]) -> list[Pair]:
    """The passages of two texts in pairs, in the order of the later text.

    Each passage is paired with one of the same role and text, else with an alike one of the same
    key, else with the most alike one of its role. An earlier passage without a counterpart comes
    after the passage that it followed before.
    """
    pairing = _Pairing(before, after)
    pairing.pair_same_texts()
    pairing.pair_same_keys()
    pairing.pair_most_alike()
    return pairing.side_by_side()


class _Pairing:
    """Which passages are paired so far, by their indices in `before` and `after`."""

    def __init__(self, before: Sequence[ShownPassage], after: Sequence[ShownPassage]) -> None:
        self.before = before
        self.after = after
        self.earlier: dict[int, int] = {}
        """Index in `after` → index in `before`."""
        self.later: dict[int, int] = {}
        """Index in `before` → index in `after`."""

    def pair(self, old: int, new: int) -> None:
        self.earlier[new] = old
        self.later[old] = new

    def pair_same_texts(self) -> None:
        by_text: dict[tuple[str, str], int] = {}
        for new, passage in enumerate(self.after):
            by_text.setdefault((passage.role, passage.text), new)
        for old, passage in enumerate(self.before):
            match = by_text.get((passage.role, passage.text))
            if match is not None and match not in self.earlier:
                self.pair(old, match)

    def pair_same_keys(self) -> None:
        by_key = {passage.place: new for new, passage in enumerate(self.after)}
        for old, passage in self._unpaired():
            match = by_key.get(passage.place)
            if match is None or match in self.earlier:
                continue
            if likeness(passage.text, self.after[match].text) >= ALIKE:
                self.pair(old, match)

    def pair_most_alike(self) -> None:
        for old, passage in self._unpaired():
            candidates = [new for new in range(len(self.after)) if self._may_follow(passage, new)]
            best = most_alike(passage.text, [self.after[new].text for new in candidates])
            if best is not None:
                self.pair(old, candidates[best])

    def _may_follow(self, passage: ShownPassage, new: int) -> bool:
        return new not in self.earlier and self.after[new].role == passage.role

    def _unpaired(self) -> list[tuple[int, ShownPassage]]:
        """The earlier passages without counterpart so far, each with its index."""
        return [pair for pair in enumerate(self.before) if pair[0] not in self.later]

    def side_by_side(self) -> list[Pair]:
        removed_after = self._removed_after()
        rows: list[Pair] = [(passage, None) for passage in removed_after.get(None, [])]
        for new, passage in enumerate(self.after):
            old = self.earlier.get(new)
            rows.append((None if old is None else self.before[old], passage))
            rows += [(removed, None) for removed in removed_after.get(new, [])]
        return rows

    def _removed_after(self) -> dict[int | None, list[ShownPassage]]:
        """The removed passages by the index in `after` that they follow; None for the beginning."""
        followed: int | None = None
        removed: dict[int | None, list[ShownPassage]] = {}
        for old, passage in enumerate(self.before):
            if old in self.later:
                followed = self.later[old]
            else:
                removed.setdefault(followed, []).append(passage)
        return removed
