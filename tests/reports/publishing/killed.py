"""A child process that does one verb to the archive and is killed at a given step: no handler, no
clean-up, SIGKILL.

A step is one SQL statement, a commit (before and after it), or one operation on the originals.
`verbs` are functions of this module, so that a new process can find them by name.
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


class Steps:
    """Counts steps, and kills the process at the one that is `last`; 0 for none."""

    def __init__(self, last: int) -> None:
        self.last, self.done = last, 0

    def step(self) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, function: Callable[..., Any], *, after: bool = False) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.step()
            answer = function(*args, **options)
            if after:
                self.step()
            return answer

        return counted

    def watch(self) -> None:
        """Count the statements, the commits and the operations on files from now on."""
        connection.execute_wrappers.append(lambda execute, *asked: self.before(execute)(*asked))
        wrapper: Any = connection
        wrapper._commit = self.before(wrapper._commit, after=True)
        for module, name in (
            (os, "fsync"),
            (Path, "rename"),
            (Path, "hardlink_to"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (tempfile, "NamedTemporaryFile"),
        ):
            setattr(module, name, self.before(getattr(module, name), after=True))


def run(verb: str, database: str, originals_root: str, last: int, told: Any) -> None:
    """Do a verb in the test's own database, and tell the number of steps if nothing killed the
    process before.
    """
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
    settings.ORIGINALS_ROOT = originals_root
    connection.ensure_connection()
    steps = Steps(last)
    steps.watch()
    {"bring_in": bring_in, "read_anew": read_anew, "amend": amend, "take_back": take_back}[verb]()
    told.send(steps.done)
    os._exit(0)
