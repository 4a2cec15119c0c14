"""A run over the whole replica, and runs that are killed and go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from reports.models import (
    Authority,
    Inspection,
    ListedFile,
    ListedProvider,
    Paragraph,
    Reading,
    Source,
    StoredPage,
)
from tests.replica.invented import CLOSED, OPEN
from tests.replica.markup import Switch
from tests.replica.server import LoggedRequest, Replica
from tests.reports.fetching.conftest import Fetch
from tests.reports.fetching.fetching_process import fetch_from

FIELDS = (
    "file_id",
    "authority__slug",
    "kind",
    "event_date",
    "published",
    "address",
    "status",
    "etag",
    "sha256",
    "size",
    "reading__inspection__slug",
    "state",
    "reason",
)


@pytest.mark.slow
@pytest.mark.django_db
def test_all_providers_in_the_order_of_the_hops(fetch: Fetch, whole_replica: Replica) -> None:
    """Slow: two runs over 170 pages. Other tests fetch one provider, with all that may happen."""
    outcome = fetch("--closed")
    urns = [each.urn for each in whole_replica.providers]
    assert len(urns) == OPEN + CLOSED
    latest_first = sorted(whole_replica.files, reverse=True)
    assert whole_replica.paths == [
        "/robots.txt",
        *["/search"] * 3,
        *[f"/provider/44/{urn}" for urn in urns],
        *[f"/v1/file/{number}" for number in latest_first],
    ]
    lists = [each.target for each in whole_replica.log if each.path == "/search"]
    assert lists[0].endswith("level_1_types=3&level_2_types%5B%5D=12&start=0&rows=100")
    assert "start=100" in lists[1]
    assert lists[2].endswith("status%5B%5D=2&start=0&rows=100")
    assert outcome.ids("new") == latest_first
    # Of the invented providers only those of the samples are authorities of the archive.
    assert len(outcome.items["unknown"]) == OPEN + CLOSED - len(whole_replica.files)
    assert outcome.code == 1
    assert set(ListedFile.objects.values_list("file_id", flat=True)) == set(whole_replica.files)
    assert ListedProvider.objects.filter(closed=True).count() == CLOSED
    assert Inspection.objects.with_text().count() == len(whole_replica.files)
    requests_before = len(whole_replica.log)
    again = fetch("--closed")
    assert not any(path.startswith("/v1") for path in whole_replica.paths[requests_before:])
    assert all("if-none-match" in each.headers for each in whole_replica.log[requests_before + 1 :])
    assert (again.code, any(again.items.values())) == (0, False)


@pytest.mark.django_db
def test_a_third_page_of_the_list_is_read(fetch: Fetch, whole_replica: Replica) -> None:
    whole_replica.switches = frozenset({Switch.ONE_MORE_ON_PAGE_THREE, Switch.OLD_PAGER})
    assert fetch("--authority", "wexcombe").code == 0
    assert whole_replica.paths.count("/search") == 3
    assert ListedProvider.objects.count() == OPEN


@pytest.mark.django_db
def test_a_stored_file_is_not_asked_for_again(
    fetch: Fetch, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the bytes were stored, and before they were read."""

    def killed(file: ListedFile) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("reports.fetching.files.read_and_publish", killed)
        with pytest.raises(KeyboardInterrupt):
            fetch("--authority", "wexcombe")
    outcome = fetch("--authority", "wexcombe")
    assert outcome.ids("new") == replica.downloads == ["50240000"]
    assert Inspection.objects.with_text().count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_run_goes_on_where_it_was(
    replica: Replica, invented_authorities: list[Authority], tmp_path: Path
) -> None:
    """Killed at six requests on all three hops, the archive ends as after one undisturbed run."""
    runs = FetchProcesses(replica, tmp_path)
    for place in (2, 5, 11, 12, 11, 13):
        assert runs.run(kill_at=place) == -signal.SIGKILL
    assert runs.run() == 0
    after_kills = contents()
    # Four runs were killed while a file was asked for; nothing else was asked for twice.
    assert len(replica.downloads) == len(replica.files) + 4
    forget()
    replica.log.clear()
    assert runs.run() == 0
    assert contents() == after_kills
    assert sorted(replica.downloads) == sorted(replica.files)


class FetchProcesses:
    """Runs of the command, each in a process of its own."""

    def __init__(self, replica: Replica, folder: Path) -> None:
        self.replica, self.folder = replica, folder
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.reports.fetching.fetching_process"])

    def run(self, *, kill_at: int = 0) -> int | None:
        """One run, killed before its request of that number is answered; 0 for never.

        Returns its exit code.
        """
        database, originals = connection.settings_dict["NAME"], str(self.folder / "originals")
        process = self.context.Process(
            target=fetch_from, args=(self.replica.address, database, originals)
        )
        last = len(self.replica.log) + kill_at

        def kill_at_last(request: LoggedRequest) -> None:
            if kill_at and len(self.replica.log) == last and process.pid:
                os.kill(process.pid, signal.SIGKILL)

        self.replica.on_request = kill_at_last
        process.start()
        process.join(120)
        code = process.exitcode
        process.close()
        return code


def contents() -> list[Any]:
    """What the database holds, without keys and times."""
    return [
        list(ListedFile.objects.order_by("file_id").values_list(*FIELDS)),
        list(ListedProvider.objects.order_by("urn").values_list("urn", "name", "authority__slug")),
        list(Inspection.objects.order_by("slug").values_list("slug", "published")),
        list(Paragraph.objects.order_by("inspection__slug", "position").values_list("text")),
        list(Source.objects.order_by("sha256").values_list("sha256", "name", "origin")),
        Reading.objects.count(),
        list(StoredPage.objects.order_by("address").values_list("address", "etag", "content")),
    ]


def forget() -> None:
    """Empty all that a run writes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE reports_listedfile, reports_listedprovider, reports_storedpage,"
            " reports_inspection, reports_source, reports_reading, reports_change CASCADE"
        )
