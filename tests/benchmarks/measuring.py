"""One part of the benchmarks, measured in a process of its own."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections
from rich.console import Console

from tests.benchmarks.built_archives import build_once, built_home
from tests.benchmarks.homes import environment_of, temporary_home
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

IN_AN_EMPTY_ARCHIVE = ("reading", "importing", "relevance", "growth", "load")
IN_A_FULL_ARCHIVE = ("search", "lists", "requests", "visits", "sizes")
PARTS = (*IN_AN_EMPTY_ARCHIVE, *IN_A_FULL_ARCHIVE)


def measured(name: str, scale: Scale) -> list[Part]:
    """The figures of a part, shown as they come."""
    with _home_for(name, scale) as home:
        environment = environment_of(home)  # which the new process begins with
        os.environ.clear()
        os.environ.update(environment)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            return process.submit(measure, name, home, scale).result()


def measure(name: str, home: Path, scale: Scale) -> list[Part]:
    """The same, in a process whose environment names the home and no other archive."""
    django.setup()
    from config.prepare import collect_static_files  # needs Django's models

    if name in IN_A_FULL_ARCHIVE:
        build_once(home, scale.paragraphs)
        collect_static_files()
    else:
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=sys.stderr)
    console = Console(width=None if sys.stdout.isatty() else 160)
    done = []
    for part in importlib.import_module(f"tests.benchmarks.{name}").parts(scale):
        part.show(console)
        done.append(part)
    connections.close_all()
    return done


def _home_for(name: str, scale: Scale) -> AbstractContextManager[Path]:
    return built_home(scale.paragraphs) if name in IN_A_FULL_ARCHIVE else temporary_home()
