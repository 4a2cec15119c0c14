"""Measure the archive: `make bench`, or `python -m tests.benchmarks [PART …] [--write PAGE]`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.measuring import PARTS, measured
from tests.benchmarks.page import write
from tests.benchmarks.scale import Scale


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"one or several of {', '.join(PARTS)} (all)"
    )
    parser.add_argument(
        "--paragraphs", type=int, help=f"of the full archive ({Scale().paragraphs:,})"
    )
    parser.add_argument(
        "--rounds", type=int, help=f"of interleaved measurements ({Scale().rounds})"
    )
    parser.add_argument(
        "--reports", type=int, help=f"imported into it by the part growth ({Scale().reports:,})"
    )
    parser.add_argument("--seconds", type=int, help=f"of load ({Scale().seconds})")
    parser.add_argument(
        "--short", action="store_true", help="a small archive and few reports: a minute for search"
    )
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="also put the figures on this Markdown page"
    )
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(
            f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}."
        )
    if options.short and options.write:
        parser.error("A short run is for trying; its figures belong on no page.")
    scale = Scale.short() if options.short else Scale()
    chosen = {
        name: getattr(options, name) for name in ("paragraphs", "rounds", "reports", "seconds")
    }
    scale = replace(scale, **{name: number for name, number in chosen.items() if number})
    for name in options.parts or PARTS:
        done = measured(name, scale)
        if options.write:
            write(done, options.write)


if __name__ == "__main__":
    main()
