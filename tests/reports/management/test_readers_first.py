"""An import leaves the machine to readers: a low priority, and pauses while they read."""

import os
import subprocess

import psutil
import psycopg
import pytest
from django.db import connection

from reports.management import readers_first

LOGIN = ("dbname", "user", "password", "host", "port")


@pytest.mark.django_db
def test_priority_is_lowered_with_that_of_the_session_in_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lowered: list[int] = []
    monkeypatch.setattr(readers_first, "lower_priority_of", lowered.append)
    readers_first.lower_priority()
    assert lowered == [os.getpid(), connection.connection.info.backend_pid]


@pytest.mark.django_db
def test_session_of_a_server_elsewhere_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lowered: list[int] = []
    monkeypatch.setattr(readers_first, "lower_priority_of", lowered.append)
    connection.ensure_connection()
    monkeypatch.setitem(connection.settings_dict, "HOST", "db.example.org")
    readers_first.lower_priority()
    assert lowered == [os.getpid()]


@pytest.mark.django_db(transaction=True)
def test_import_pauses_after_each_step_while_readers_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(readers_first, "sleep", pauses.append)
    parameters = connection.get_connection_params()
    login = {name: parameters[name] for name in LOGIN if name in parameters}
    with psycopg.connect(**login) as reader:
        done = []
        for step in readers_first.with_pauses(["one", "two"]):
            done.append(step)
            reader.execute("SELECT 1")
    assert done == ["one", "two"]
    assert len(pauses) == 2
    assert all(0 < pause <= readers_first.LONGEST_PAUSE for pause in pauses)


def test_import_without_readers_does_not_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(readers_first, "sleep", pauses.append)
    monkeypatch.setattr(readers_first, "readers_are_served", lambda: False)
    assert list(readers_first.with_pauses(["one", "two"])) == ["one", "two"]
    assert pauses == []


def test_process_of_low_priority_steps_back_for_others() -> None:
    with subprocess.Popen(["sleep", "60"]) as sleeping:
        try:
            readers_first.lower_priority_of(sleeping.pid)
            assert psutil.Process(sleeping.pid).nice() == readers_first.NICE
            if hasattr(os, "SCHED_BATCH"):
                assert os.sched_getscheduler(sleeping.pid) == os.SCHED_BATCH
        finally:
            sleeping.kill()


def test_process_that_has_ended_is_left_alone() -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
        readers_first.lower_priority_of(ended.pid)
