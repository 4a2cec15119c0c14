"""An archive of the sample reports alone, in a temporary folder, for as long as it is measured."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tests.benchmarks.homes import temporary_home


@contextmanager
def sample_archive() -> Iterator[None]:
    """Set Django up on a new embedded database with the sample reports; once in a process."""
    with temporary_home() as home:
        os.environ |= {"TEST_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0, interactive=False)
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            call_command("samples", stdout=nowhere)
        try:
            yield
        finally:
            connections.close_all()
