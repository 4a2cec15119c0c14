"""Compares every kind of report; exits 1 when anything falls below what the parser has reached."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.accuracy import before_2018, second, since_2018
from tests.accuracy.measured import FileMeasured, report


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
    for title, files in _measured(Path(options.corpus)):
        said, stands = report(files)
        sys.stdout.write(f"{title}\n\n{said}\n\n")
        all_stand = all_stand and stands
    sys.exit(0 if all_stand else 1)


def _measured(corpus: Path) -> Iterator[tuple[str, list[FileMeasured]]]:
    """What was measured of each group of files, with the group's name."""
    yield "Reports since 2018", since_2018.measure_all(corpus)
    yield "Reports before 2018", before_2018.measure_all(corpus)
    later = second.folder_beside(corpus)
    if later is None:
        sys.stdout.write("Reports found later: left out, no folder “second” beside the corpus\n\n")
    else:
        yield "Reports found later", second.measure_all(later)


if __name__ == "__main__":
    main()
