"""Do the drill: `make drill`, or `python -m tests.drill [--short] [--only NAME …] [--write PAGE]`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

import django

from tests.drill.page import write
from tests.drill.plan import NAMES, run
from tests.drill.reports import real_reports
from tests.drill.rows import DrillRow, Extent

SEED = 20_261_128


def main() -> int:
    """Run the drills that the arguments choose. Returns 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.drill", description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="the form that the tests run: a minute"
    )
    parser.add_argument(
        "--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES)
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="draws all that is random (%(default)s)"
    )
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="also write the page in Markdown"
    )
    options = parser.parse_args()
    if options.write and options.short:
        parser.error("A short run is for trying; its rows belong on no page.")
    # Ended by a signal, it stops its archives and unmounts its disks, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(f"Seed {options.seed}.", flush=True)
    extent = Extent(options.seed, options.short)
    rows: list[DrillRow] = []
    prefix = "archive-drill-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        for name, done in run(Path(folder), extent, options.only):
            rows += done
            if options.write:
                write(options.write, name, done, real=len(real_reports()))
        lost = [row for row in rows if row.lost]
    print(f"{len(rows)} rows, {len(lost)} with a loss.", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
