"""Reports to bring in: real ones where REPORT_CORPUS names them, else samples with other authorities and dates."""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.drill.homes import PROJECT

REFERENCE = PROJECT / "reports" / "data"
MODEL = REFERENCE / "samples" / "wexcombe-2023.txt"
MODEL_NAME = "Wexcombe"
MODEL_DATES = "12 to 23 June 2023"
FIRST_DAY = date(2023, 7, 3)
EVERY = timedelta(days=28)
PER_AUTHORITY = 32
"""The last of them ends before 2026, when the judgements of inspections changed."""
NOT_READABLE = {"broken", "text"}
"""Folders of REPORT_CORPUS whose files are no whole reports."""

FIRST_OF_USE = {"start": 0, "kills": 30, "disk": 130, "hostile": 140, "recovery": 150}
"""Where the reports of each drill begin in the order of all."""


def real_reports() -> list[Path]:
    """Return the real reports that REPORT_CORPUS names, and those in `second` beside it; none when it is unset."""
    corpus = os.environ.get("REPORT_CORPUS", "").strip()
    if not corpus:
        return []
    folders = [Path(corpus), Path(corpus).parent / "second"]
    files = [file for folder in folders for file in sorted(folder.glob("*/*.pdf"))]
    return [file for file in files if file.parent.name not in NOT_READABLE]


def write_slices(folder: Path, number: int, size: int, *, seed: int, use: str) -> list[Path]:
    """Write `number` folders of `size` reports each, and return the folders.

    All reports stand in an order that the seed gives; `use` says which of them to take, so that no
    drill imports what its archive holds already.
    """
    named = [(f"{file.parent.name}-{file.name}", file) for file in real_reports()]
    contents: list[tuple[str, Path | str]] = [*named] or [*_invented()]
    Random(seed).shuffle(contents)
    left = contents[FIRST_OF_USE[use] :]
    slices = []
    for index in range(number):
        target = folder / f"{index:03}"
        target.mkdir(parents=True)
        for name, content in left[index * size : (index + 1) * size]:
            written = content.encode() if isinstance(content, str) else content.read_bytes()
            (target / name).write_bytes(written)
        slices.append(target)
    return slices


def _invented() -> list[tuple[str, str]]:
    """Return names and texts of reports about invented authorities, in an order that is always the same."""
    model = MODEL.read_text(encoding="utf-8")
    with (REFERENCE / "invented_authorities.csv").open(encoding="utf-8") as file:
        authorities = [row["name"] for row in csv.DictReader(file)]
    texts = []
    for index in range(PER_AUTHORITY):
        for name in authorities:
            start = FIRST_DAY + index * EVERY
            text = model.replace(MODEL_NAME, name).replace(MODEL_DATES, _dates(start))
            texts.append((f"{name.lower().replace(' ', '-')}-{start:%Y-%m-%d}.txt", text))
    return texts


def _dates(start: date) -> str:
    """Return the two weeks from a Monday as reports print them."""
    end = start + timedelta(days=11)
    return f"{start:%-d %B %Y} to {end:%-d %B %Y}"
