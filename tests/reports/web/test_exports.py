"""Files to save: made whole before they are sent, two at a time, or a page that says why not."""

import csv
import errno
import gzip
import io
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # it has no types

from reports.facts.vocabulary import Role
from reports.web import exports
from reports.web.exports import CSV, EXPORT_PLACES, ExportFile, export_response
from reports.web.tables import workbook
from tests.archive import make_authority, make_paragraph, make_report
from tests.sessions import other_session, places_taken, statement_timeout

TWO = "authority=fernhollow&authority=greyfell"
LARGE = (
    "/search.csv?q=visits",
    "/search.xlsx?q=visits",
    "/points.csv",
    "/inspections.csv",
    "/inspections.xlsx",
    "/authorities.csv",
    "/timing.csv",
    "/timing.csv?by=region",
    f"/compare.csv?{TWO}",
    f"/compare/passages.csv?{TWO}&q=visits",
    f"/compare/words.csv?{TWO}&q=visits",
    "/trends.csv?q=visits",
    "/trends/grades.csv",
    "/subjects/return-home-interviews.csv",
    "/subjects/return-home-interviews/grades.csv",
)
SMALL = ("/map.csv", "/authorities/fernhollow/inspections.csv")
"""As long as the page they are of, from what a process keeps: they take no place."""


@pytest.fixture
def archive(db: None) -> None:
    for slug in ("fernhollow", "greyfell"):
        report = make_report(
            make_authority(slug), "Visits are kind.", "Visits are late.", ended=date(2022, 5, 6)
        )
        make_paragraph(report, "Visits need to be sooner.", role=Role.POINT)


def body_of(
    client: Client, address: str, encoding: str = "identity"
) -> tuple[bytes, HttpResponseBase]:
    answer = client.get(address, headers={"accept-encoding": encoding})
    assert answer.status_code == 200
    return answer.getvalue(), answer


def status_of(client: Client, address: str) -> int:
    """The status of an answer whose file is read to its end."""
    answer = client.get(address)
    answer.getvalue()
    return answer.status_code


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", [*LARGE, *SMALL])
def test_file_states_its_length_and_rows(client: Client, address: str) -> None:
    plain, answer = body_of(client, address)
    assert answer["Content-Length"] == str(len(plain))
    gzipped, shrunk = body_of(client, address, "gzip")
    assert shrunk["Content-Length"] == str(len(gzipped))
    assert shrunk["X-Row-Count"] == answer["X-Row-Count"]
    if ".csv" in address:
        assert answer["X-Row-Count"] == str(len(list(csv.DictReader(io.StringIO(plain.decode())))))
        assert shrunk["Content-Encoding"] == "gzip"
        assert answer["Vary"] == shrunk["Vary"] == "Accept-Encoding"
        assert gzip.decompress(gzipped).splitlines()[0] == plain.splitlines()[0]
    else:
        assert "Content-Encoding" not in shrunk


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", LARGE)
def test_third_file_at_a_time(client: Client, address: str) -> None:
    with places_taken(EXPORT_PLACES, 1):
        assert status_of(client, address) == 200
    with places_taken(EXPORT_PLACES):
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Other files are being made" in answer.content.decode()
    assert status_of(client, address) == 200


def sheets_without_room(*_: object) -> None:
    """Fail as the library of workbooks does when the disk is full: with an error around the cause."""
    raise FileCreateError(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", ["/search.csv?q=visits", "/search.xlsx?q=visits"])
def test_file_that_finds_a_full_disk(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Every kind of file is answered alike, with what any page answers then."""
    monkeypatch.setattr(exports, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
    monkeypatch.setattr(workbook, "_write", sheets_without_room)
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 507
    assert answer.json()["message"] == "The disk of the archive is full."


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", SMALL)
def test_small_file_takes_no_place(client: Client, address: str) -> None:
    with places_taken(EXPORT_PLACES):
        assert status_of(client, address) == 200


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("address", [*LARGE, *SMALL])
def test_head_makes_no_file(
    client: Client, address: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepts = {"accept-encoding": encoding}
    full = client.get(address, headers=accepts)
    full.getvalue()

    def no_file() -> None:
        raise AssertionError("HEAD made a file")

    monkeypatch.setattr(exports, "TemporaryFile", no_file)
    with places_taken(EXPORT_PLACES):
        head = client.head(address, headers=accepts)
    assert head.status_code == 200
    assert head.getvalue() == b""
    unknown = {"Content-Length", "X-Row-Count", "X-Note"}  # a note says that there are no rows
    head.headers["X-Request-ID"] = full["X-Request-ID"]
    assert dict(head.headers) == {
        name: value for name, value in full.headers.items() if name not in unknown
    }


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "address", ["/search.csv?grade=x", "/inspections.csv?kind=x", "/timing.csv?by=x"]
)
def test_wrong_address_is_refused_though_places_are_taken(client: Client, address: str) -> None:
    with places_taken(EXPORT_PLACES):
        assert client.get(address).status_code == client.head(address).status_code == 400


def free_places() -> int:
    """How many more files another process could make now."""
    with other_session() as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
            [EXPORT_PLACES.key],
        )
        return EXPORT_PLACES.number - int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_place_is_held_while_a_file_is_made_and_not_while_it_is_sent(rf: RequestFactory) -> None:
    free = []

    def write(file: ExportFile) -> None:
        free.append(free_places())
        file.write(b"whole")

    answer = export_response(rf.get("/"), "test", CSV, write)
    free.append(free_places())
    assert isinstance(answer, FileResponse)
    assert answer.getvalue() == b"whole"
    answer.close()
    assert free == [1, 2]


def two_rows(then: Callable[[], None]) -> Callable[[ExportFile], None]:
    def write(file: ExportFile) -> None:
        for _ in range(2):
            file.write(b"a row of a file\n" * 1000)
            file.row_written()
        then()

    return write


def sleep_in_the_database() -> None:
    with statement_timeout(milliseconds=50), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")


def fail_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def end_the_session() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def refused(request: HttpRequest, write: Callable[[ExportFile], None]) -> HttpResponseBase:
    """The page in place of a file, after which every place is free."""
    answer = export_response(request, "test", CSV, write)
    assert not answer.streaming
    assert not answer.has_header("Content-Disposition")
    assert free_places() == 2
    return answer


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (sleep_in_the_database, "took too long, so the archive stopped"),
        (fail_in_the_database, "Something went wrong and has been recorded"),
        (end_the_session, "Something went wrong and has been recorded"),
    ],
)
def test_failure_in_the_midst_of_a_file(
    rf: RequestFactory, failure: Callable[[], None], sentence: str
) -> None:
    answer = refused(rf.get("/", headers={"accept-encoding": "gzip"}), two_rows(failure))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert sentence in answer.getvalue().decode()


@pytest.mark.django_db(transaction=True)
def test_file_that_takes_too_long(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_SECONDS", -1)
    answer = refused(rf.get("/"), two_rows(lambda: None))
    assert answer.status_code == 503
    assert "took too long, so the archive stopped" in answer.getvalue().decode()


@pytest.mark.django_db(transaction=True)
def test_file_that_is_too_large(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_BYTES", 20_000)
    answer = refused(rf.get("/"), two_rows(lambda: None))
    assert answer.status_code == 400
    assert "would be larger than" in answer.getvalue().decode()
