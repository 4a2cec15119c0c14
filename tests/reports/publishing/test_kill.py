"""Killed at any step of an operation, the archive is as before or as after.

By default each kind of statement and of work on files is tried once, and the first and the last
step. `KILL_POINTS=all` tries every step, which takes minutes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections import defaultdict
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

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EVERY_STEP = os.environ.get("KILL_POINTS") == "all"
FEWEST_STEPS = 20
"""Of any operation; all have more."""
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
"""Fields that differ between two runs of one operation: when something was done."""

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reports.publishing.killed"])


def archive_state() -> dict[str, Any]:
    """All rows without their keys and times, and the digest of every original that a row names.

    A process that is killed may leave a whole original without a row; none is ever half-written.
    """
    state: dict[str, Any] = {}
    for table in TABLES:
        rows = serializers.serialize(
            "python", table._default_manager.order_by("pk"), use_natural_foreign_keys=True
        )
        state[table.__name__] = sorted(repr(_comparable(row["fields"])) for row in rows)
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in whole_originals()
    }
    assert all(name == digest for name, digest in digests.items())
    named = Source.objects.values_list("sha256", flat=True)
    state["originals"] = sorted((name, digests.get(name)) for name in named)
    return state


def _comparable(fields: dict[str, Any]) -> dict[str, Any]:
    ignored = MOMENTS | {"authority", "reading", "source", "by"}
    if isinstance(fields.get("inspection"), int):
        ignored.add("inspection")
    return {name: value is not None if name in ignored else value for name, value in fields.items()}


def carry_out(operation: str, last: int = 0) -> tuple[int, list[str]]:
    """Let a child process carry out an operation, killed at its step `last`; 0 for never.

    Returns its exit code and, where it lived, the names of its steps.
    """
    from tests.reports.publishing.killed import run

    ours, theirs = _processes.Pipe()
    database, originals = connection.settings_dict["NAME"], str(settings.ORIGINALS_ROOT)
    child = _processes.Process(target=run, args=(operation, database, originals, last, theirs))
    child.start()
    theirs.close()
    child.join(60)
    code = child.exitcode
    steps = ours.recv() if code == 0 else []
    ours.close()
    assert code is not None
    child.close()
    return code, steps


def chosen_steps(names: list[str]) -> list[int]:
    """The steps at which a process is killed, counted from 1: one in the middle of each kind."""
    if EVERY_STEP:
        return list(range(1, len(names) + 1))
    by_name = defaultdict(list)
    for number, name in enumerate(names, start=1):
        by_name[name].append(number)
    middles = {numbers[len(numbers) // 2] for numbers in by_name.values()}
    return sorted({1, *middles, len(names)})


def one_published() -> None:
    published()


def one_read_by_an_older_parser() -> None:
    published(report=read(lead_inspector="T. Harkwell", summary=()))
    Reading.objects.update(parser_version=0)


def one_published_and_an_editor() -> None:
    published()
    User.objects.create_user("editor")


def empty_again() -> None:
    """Empty the archive, as a test finds it before it prepares anything."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        tables = ", ".join(table._meta.db_table for table in (*TABLES, User))
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    for path in Path(settings.ORIGINALS_ROOT).glob("*/*"):
        path.unlink()


def remove_unnamed_originals() -> None:
    """Remove the originals that a killed process left without a row."""
    named = set(Source.objects.values_list("sha256", flat=True))
    for path in whole_originals():
        if path.name not in named:
            path.unlink()


@pytest.mark.parametrize(
    ("operation", "prepare"),
    [
        ("bring_in", one_published),
        ("read_anew", one_read_by_an_older_parser),
        ("amend", one_published_and_an_editor),
        ("take_back", one_published),
    ],
)
def test_a_killed_process_leaves_the_archive_as_before_or_as_after(
    operation: str, prepare: Callable[[], None]
) -> None:
    prepare()
    before = archive_state()
    code, names = carry_out(operation)
    after = archive_state()
    assert code == 0
    assert before != after
    assert len(names) > FEWEST_STEPS
    allowed = [before, after]
    if operation == "take_back":
        # Two operations: between them is the end of the first.
        allowed.append(between())
    steps = chosen_steps(names)
    assert {names[step - 1] for step in steps} == set(names)
    states: list[int] = []
    for step in steps:
        # Where the last one left it as it was before, it need not be made again.
        if not states or states[-1] != 0:
            empty_again()
            prepare()
        code, _ = carry_out(operation, step)
        assert code == -signal.SIGKILL
        state = archive_state()
        assert state in allowed, f"killed at step {step} of {len(names)}: {names[step - 1]}"
        states.append(allowed.index(state))
        remove_unnamed_originals()
    assert (states[0], states[-1]) == (0, 1)


def between() -> dict[str, Any]:
    from reports.publishing.importing import unpublish

    empty_again()
    one_published()
    unpublish(inspection=Inspection.objects.get(), reason="Wrong.")
    return archive_state()
