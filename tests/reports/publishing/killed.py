"""A child process that changes the archive and is killed at a given step, by SIGKILL.

A step is one SQL statement, a commit (before and after it), or an operation on the file system. The
operations are functions of this module, so that a new process finds them by name.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402  # Django is set up above
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402

from reports.models import Inspection, Reading, Source  # noqa: E402
from reports.publishing.bulk import import_files  # noqa: E402
from reports.publishing.correcting import correct  # noqa: E402
from reports.publishing.importing import Outcome, discard, unpublish  # noqa: E402
from reports.publishing.rereading import read_again  # noqa: E402
from tests.reports.publishing.readings import CONTENT, read  # noqa: E402

ANOTHER = CONTENT.replace(b"Harkwell", b"Harkwill")
"""Another file of the same report."""


def bring_in() -> None:
    """Import a file that revises what is shown."""
    file = Path(settings.ORIGINALS_ROOT).parent / "again.txt"
    file.write_bytes(ANOTHER)
    assert [each.outcome for each in import_files([file])] == [Outcome.REVISED]


def read_anew() -> None:
    """Read again what an older parser had read."""
    read_again(source=Source.objects.get(), report=read())


def amend() -> None:
    """Correct a paragraph."""
    inspection, editor = Inspection.objects.get(), User.objects.get()
    what = "paragraph:numbered:3:text"
    correct(
        inspection=inspection, what=what, after="The hub works well.", reason="Misread.", by=editor
    )


def take_back() -> None:
    """Unpublish and discard, so that the original goes."""
    reading = Reading.objects.get()
    unpublish(inspection=Inspection.objects.get(), reason="Wrong.")
    discard(reading=reading)


OPERATIONS = {
    "bring_in": bring_in,
    "read_anew": read_anew,
    "amend": amend,
    "take_back": take_back,
}


class Steps:
    """The names of the steps so far; the process is killed when there are `last`, 0 for never."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.names: list[str] = []

    def step(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """The function with a step before it and one after it."""

        def counted(*args: Any, **options: Any) -> Any:
            self.step(f"before {name}")
            result = function(*args, **options)
            self.step(f"after {name}")
            return result

        return counted

    def statement(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        """Execute a statement, with a step before it that is named by its first word."""
        self.step(sql.split(maxsplit=1)[0].upper())
        return execute(sql, *args)

    def watch(self) -> None:
        """Count the statements, the commits and the operations on files from now on."""
        connection.execute_wrappers.append(self.statement)
        wrapper: Any = connection
        wrapper._commit = self.around(wrapper._commit, "COMMIT")
        for module, name in (
            (os, "fsync"),
            (Path, "rename"),
            (Path, "hardlink_to"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (tempfile, "NamedTemporaryFile"),
        ):
            setattr(module, name, self.around(getattr(module, name), name))


def run(operation: str, database: str, originals_root: str, last: int, pipe: Any) -> None:
    """Carry out an operation in the test's own database.

    Sends the names of all steps where nothing killed the process before its end.
    """
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
    settings.ORIGINALS_ROOT = originals_root
    connection.ensure_connection()
    steps = Steps(last)
    steps.watch()
    OPERATIONS[operation]()
    pipe.send(steps.names)
    os._exit(0)
