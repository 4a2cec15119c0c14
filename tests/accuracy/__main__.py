"""Compares every kind of report; exits 1 when anything falls below what the parser has reached."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.accuracy import before_2018, since_2018
from tests.accuracy.measured import report


def main() -> None:
    parser = argparse.ArgumentParser(prog="make accuracy", description=__doc__)
    parser.add_argument(
        "--corpus",
        type=Path,
        default=os.environ.get("REPORT_CORPUS"),
        help="default: REPORT_CORPUS",
    )
    options = parser.parse_args()
    if options.corpus is None:
        sys.exit("Name the folder of real reports: REPORT_CORPUS=folder make accuracy")
    all_stand = True
    for title, kinds in (("Reports since 2018", since_2018), ("Reports before 2018", before_2018)):
        said, stands = report(kinds.measure_all(options.corpus))
        sys.stdout.write(f"{title}\n\n{said}\n\n")
        all_stand = all_stand and stands
    sys.exit(0 if all_stand else 1)


if __name__ == "__main__":
    main()
