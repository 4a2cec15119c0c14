"""Measures in which ways ten invented reports are read equal, as docs/reading.md gives them."""

from __future__ import annotations

import sys

from tests.support.variants.measuring import MANUSCRIPTS, Outcome, outcome
from tests.support.variants.ways import WAYS


def main() -> None:
    equal = silent = 0
    for name, way in WAYS.items():
        outcomes = {kind: outcome(way, manuscript) for kind, manuscript in MANUSCRIPTS.items()}
        silent += sum(1 for each in outcomes.values() if each is Outcome.SILENT)
        others = [f"{kind} {each}" for kind, each in outcomes.items() if each is not Outcome.EQUAL]
        equal += not others
        if others:
            sys.stdout.write(f"{name}: {', '.join(others)}\n")
    sys.stdout.write(f"{len(WAYS)} ways, {equal} equal on all, {silent} texts silently otherwise\n")


if __name__ == "__main__":
    main()
