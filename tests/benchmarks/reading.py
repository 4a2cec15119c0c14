"""How fast reports are read beside the PDF library's own plain text, and how much memory a reader
takes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from config.home import PROJECT
from reports.ingest.report import read_report
from reports.ingest.text.pdf import plain_text
from tests.benchmarks.corpus import SAMPLES, real_reports
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

ROUNDS = 5
EVERY = 4
"""One report in so many is read in each round."""
LEAST_SPEED = 0.25
"""Of the library's own plain text speed: what a reading must reach."""
MOST_MEMORY = 300
"""Megabytes that a reader may take."""


def parts(_: Scale) -> Iterator[Part]:
    """Speed and memory of reading; without real reports, those of the samples, for a trial run."""
    files = real_reports()
    if files:
        yield _beside_the_library([path.read_bytes() for path in files[::EVERY]])
    else:
        yield Part(
            "Reading beside plain text", "Left out: REPORT_CORPUS names no folder of real reports."
        )
    yield _memory(files or sorted(SAMPLES.glob("*.txt")))


def _beside_the_library(contents: list[bytes]) -> Part:
    """Both read each file in turn, so that what else the machine does hits both."""
    rounds = [_round(contents, ours_first=bool(number % 2)) for number in range(ROUNDS)]
    ours, plain = (median(times) for times in zip(*rounds, strict=True))
    return Part(
        "Reading beside plain text",
        f"{len(contents)} ILACS reports, {ROUNDS} interleaved rounds in one process, medians. The plain text is "
        "`get_text_range()` of pypdfium2, which knows no order, headings or paragraphs.",
        ("", "seconds a round", "reports a second"),
        [
            ("our reading", f"{ours:.2f}", f"{len(contents) / ours:.1f}"),
            ("pypdfium2's plain text", f"{plain:.2f}", f"{len(contents) / plain:.1f}"),
            (
                "our speed, as a share of its",
                f"{plain / ours:.2f}",
                f"goal: at least {LEAST_SPEED}",
            ),
        ],
    )


def _round(contents: list[bytes], *, ours_first: bool) -> tuple[float, float]:
    ours = plain = 0.0
    for content in contents:
        if ours_first:
            ours += _seconds(_read, content)
        plain += _seconds(plain_text, content)
        if not ours_first:
            ours += _seconds(_read, content)
    return ours, plain


def _read(content: bytes) -> object:
    return read_report(content, "report.pdf")


def _seconds(read: Callable[[bytes], object], content: bytes) -> float:
    start = perf_counter()
    read(content)
    return perf_counter() - start


def _memory(files: list[Path]) -> Part:
    """What a process of its own takes at most that reads every file, one after another."""
    command = [sys.executable, "-m", "tests.benchmarks.reader", *map(str, files)]
    peak = int(subprocess.check_output(command, cwd=PROJECT, text=True))
    return Part(
        "Memory of a reader",
        f"One process reads {len(files)} reports one after another; the most memory that it ever held.",
        ("", "megabytes", "goal"),
        [("peak", str(peak), f"under {MOST_MEMORY}")],
    )
