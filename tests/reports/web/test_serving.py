"""Originals are streamed with validators and ranges (RFC 9110, sections 13 and 14), and never
gzipped.
"""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from reports.files.originals import original_path
from reports.models import Change, Source
from reports.web.serving import FilePart
from tests.archive import make_authority, make_inspection
from tests.reports.publishing.readings import CONTENT, published
from tests.support.streamed import body

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 " + bytes(range(256)) * 1000
ETAG = f'"{hashlib.sha256(PDF).hexdigest()}"'
STORED = ("ETag", "Last-Modified", "Cache-Control")


@pytest.fixture
def address() -> str:
    inspection = make_inspection(make_authority(), original=PDF)
    return f"{inspection.get_absolute_url()}original"


def test_an_original_is_streamed_with_its_validators(client: Client, address: str) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.streaming
    assert body(answer) == PDF
    assert answer["ETag"] == ETAG
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["Cache-Control"] == "no-cache"
    assert parse_http_date(answer["Last-Modified"]) <= timezone.now().timestamp()
    assert "Content-Encoding" not in answer.headers


def test_text_is_not_gzipped_either(client: Client) -> None:
    inspection = make_inspection(make_authority(), original=b"A report. " * 1000)
    answer = client.get(
        f"{inspection.get_absolute_url()}original", headers={"Accept-Encoding": "gzip"}
    )
    assert body(answer) == b"A report. " * 1000
    assert "Content-Encoding" not in answer.headers


def test_head_has_the_headers_and_opens_nothing(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = client.get(address)
    body(got)
    monkeypatch.setattr(FilePart, "__init__", None)
    for headers in ({}, {"Range": "bytes=0-3"}):
        head = client.head(address, headers=headers)
        assert (head.status_code, body(head)) == (200, b"")
        for name in (*STORED, "Content-Length", "Content-Type", "Accept-Ranges"):
            assert head[name] == got[name]


@pytest.mark.parametrize(
    ("requested", "first", "last"),
    [
        ("bytes=0-3", 0, 3),
        ("bytes=4-4", 4, 4),
        ("BYTES=10-", 10, len(PDF) - 1),
        ("bytes=-5", len(PDF) - 5, len(PDF) - 1),
        (f"bytes=-{10 * len(PDF)}", 0, len(PDF) - 1),
        (f"bytes=7-{10 * len(PDF)}", 7, len(PDF) - 1),
        (f"bytes=0-{len(PDF) - 1}", 0, len(PDF) - 1),
    ],
)
def test_a_range_is_sent_alone(
    client: Client, address: str, requested: str, first: int, last: int
) -> None:
    answer = client.get(address, headers={"Range": requested, "Accept-Encoding": "gzip"})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(PDF)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["ETag"] == ETAG
    assert body(answer) == PDF[first : last + 1]


@pytest.mark.parametrize(
    "requested",
    [
        "bytes=9-4",
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "lines=0-3",
        "bytes 0-3",
        "bytes=+1-3",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_what_is_no_single_range_gets_the_whole_file(
    client: Client, address: str, requested: str
) -> None:
    answer = client.get(address, headers={"Range": requested})
    assert answer.status_code == 200
    assert body(answer) == PDF


@pytest.mark.parametrize(
    "requested", [f"bytes={len(PDF)}-", f"bytes={len(PDF) + 5}-{len(PDF) + 9}", "bytes=-0"]
)
def test_a_range_beyond_the_end_is_refused(client: Client, address: str, requested: str) -> None:
    answer = client.get(address, headers={"Range": requested})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(PDF)}"
    assert body(answer) == b""


def test_a_range_holds_only_for_the_file_that_it_was_asked_of(client: Client, address: str) -> None:
    modified = client.head(address)["Last-Modified"]
    later = http_date(parse_http_date(modified) + 60)
    for condition, status in (
        (ETAG, 206),
        (modified, 206),
        (later, 200),
        (f"W/{ETAG}", 200),
        ('"another"', 200),
        ("nonsense", 200),
    ):
        answer = client.get(address, headers={"Range": "bytes=0-3", "If-Range": condition})
        assert answer.status_code == status, condition
        body(answer)


def test_what_a_reader_has_already_is_not_sent_again(client: Client, address: str) -> None:
    whole = client.get(address)
    body(whole)
    for headers in (
        {"If-None-Match": ETAG},
        {"If-None-Match": f'"another", W/{ETAG}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": whole["Last-Modified"]},
        {"If-None-Match": ETAG, "Range": "bytes=0-3"},
    ):
        for method in (client.get, client.head):
            answer = method(address, headers=headers)
            assert (answer.status_code, body(answer)) == (304, b""), headers
            assert [answer[name] for name in STORED] == [whole[name] for name in STORED]
    for headers in (
        {"If-None-Match": '"another"'},
        {"If-None-Match": '"another"', "If-Modified-Since": whole["Last-Modified"]},
        {"If-Modified-Since": http_date(0)},
        {"If-Match": ETAG},
    ):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, headers
        body(answer)
    assert client.get(address, headers={"If-Match": '"another"'}).status_code == 412


def test_the_date_is_that_of_the_latest_change_of_what_is_served(client: Client) -> None:
    inspection = published()
    address = f"{inspection.get_absolute_url()}original"
    changed = timezone.now() + timedelta(hours=1)
    Change.objects.update(at=changed)
    assert client.head(address)["Last-Modified"] == http_date(changed.timestamp())


def test_a_file_is_read_block_by_block(client: Client, address: str) -> None:
    answer = client.get(address)
    blocks = list(answer.streaming_content)  # type: ignore[attr-defined]  # it is streamed
    assert max(len(block) for block in blocks) == 64 * 1024
    assert b"".join(blocks) == PDF


def test_the_desk_serves_originals_in_the_same_way(admin_client: Client) -> None:
    inspection = published()
    address = f"/admin/reports/reading/{inspection.reading_id}/original"
    answer = admin_client.get(address, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, body(answer)) == (206, CONTENT[:10])
    assert "private" in answer["Cache-Control"]


def test_the_file_on_disk_is_the_one_that_is_sent(client: Client) -> None:
    inspection = published()
    source = Source.objects.get()
    original_path(source.sha256).unlink()
    assert client.get(f"{inspection.get_absolute_url()}original").status_code == 404
