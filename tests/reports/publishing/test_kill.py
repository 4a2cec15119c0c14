"""Killed at any point of an import, a re-reading or a correction, the archive is as before or as
after.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import serializers
from django.db import connection

from reports import models
from reports.files.originals import whole_originals
from reports.models import Inspection, Reading, Source
from tests.reports.publishing.readings import published, read

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = 20
TABLES = (
    models.Authority,
    models.Inspection,
    models.Judgement,
    models.Paragraph,
    models.Abbreviation,
    models.Lexeme,
    models.Source,
    models.Reading,
    models.Correction,
    models.Change,
)
MOMENTS = {"received_at", "read_at", "published_at", "at"}
"""What tells when something was done differs between two runs that do the same."""

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reports.publishing.killed"])


def archive_state() -> dict[str, Any]:
    """All rows without their running numbers and times, and the digest of every original that a row
    knows.

    A process that is killed may leave a whole original without a row; none is ever half-written.
    """
    state: dict[str, Any] = {}
    for table in TABLES:
        rows = serializers.serialize(
            "python", table._default_manager.order_by("pk"), use_natural_foreign_keys=True
        )
        state[table.__name__] = sorted(repr(_lasting(row["fields"])) for row in rows)
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in whole_originals()
    }
    assert all(name == digest for name, digest in digests.items())
    known = Source.objects.values_list("sha256", flat=True)
    state["originals"] = sorted((name, digests.get(name)) for name in known)
    return state


def _lasting(fields: dict[str, Any]) -> dict[str, Any]:
    passing = MOMENTS | {"authority", "reading", "source", "by"}
    if isinstance(fields.get("inspection"), int):
        passing.add("inspection")
    return {name: value is not None if name in passing else value for name, value in fields.items()}


def do(verb: str, last: int = 0) -> tuple[int, int]:
    """Let a child do a verb and die at its step `last`; its exit code and, where it lived, how many
    steps it took.
    """
    from tests.reports.publishing.killed import run

    ours, theirs = _processes.Pipe()
    told = (verb, connection.settings_dict["NAME"], str(settings.ORIGINALS_ROOT), last, theirs)
    child = _processes.Process(target=run, args=told)
    child.start()
    theirs.close()
    child.join(60)
    steps = ours.recv() if child.exitcode == 0 else 0
    ours.close()
    code = child.exitcode
    assert code is not None
    child.close()
    return code, steps


def one_published() -> None:
    published()


def one_read_by_an_older_parser() -> None:
    published(report=read(lead_inspector="T. Harkwell", summary=()))
    Reading.objects.update(parser_version=0)


def one_published_and_an_editor() -> None:
    published()
    User.objects.create_user("editor")


def empty_again() -> None:
    """An archive without anything, as every run of a verb finds it before it is prepared."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        tables = ", ".join(table._meta.db_table for table in (*TABLES, User))
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    for path in Path(settings.ORIGINALS_ROOT).glob("*/*"):
        path.unlink()


@pytest.mark.parametrize(
    ("verb", "prepare"),
    [
        ("bring_in", one_published),
        ("read_anew", one_read_by_an_older_parser),
        ("amend", one_published_and_an_editor),
        ("take_back", one_published),
    ],
)
def test_a_killed_process_leaves_the_archive_as_before_or_as_after(
    verb: str, prepare: Callable[[], None]
) -> None:
    prepare()
    before = archive_state()
    code, steps = do(verb)
    after = archive_state()
    assert code == 0
    assert before != after
    assert steps > POINTS
    allowed = [before, after]
    if verb == "take_back":
        # Two verbs: between them stands the end of the first.
        allowed.append(between())
    seen = []
    for last in sorted({1 + point * (steps - 1) // (POINTS - 1) for point in range(POINTS)}):
        empty_again()
        prepare()
        code, _ = do(verb, last)
        assert code == -signal.SIGKILL
        found = archive_state()
        assert found in allowed, f"killed at step {last} of {steps}"
        seen.append(allowed.index(found))
    assert len(seen) == POINTS
    assert {seen[0], seen[-1]} == {0, 1}


def between() -> dict[str, Any]:
    from reports.publishing.importing import unpublish

    empty_again()
    one_published()
    unpublish(inspection=Inspection.objects.get(), reason="Wrong.")
    return archive_state()
