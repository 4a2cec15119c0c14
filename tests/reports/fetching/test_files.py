"""What becomes of a file, whatever its address answers."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest

from reports.fetching.visiting import client
from reports.models import Inspection, ListedFile, Reading, Source
from reports.overview.cache import current_version
from reports.publishing.history.differences import difference
from reports.publishing.history.snapshot import snapshot_of_report
from tests.replica.markup import challenge, report_not_found
from tests.replica.server import ENDLESS, Replica, ScriptedAnswer
from tests.reports.fetching.conftest import Fetch, FetchResult
from tests.support.tiers import some_quick

pytestmark = pytest.mark.django_db

FILE = "50240000"
PATH = f"/v1/file/{FILE}"
PDF = "application/pdf"


def fetch_one(fetch: Fetch, *arguments: str) -> FetchResult:
    return fetch("--authority", "wexcombe", *arguments)


def ledger(file_id: str = FILE) -> ListedFile:
    return ListedFile.objects.get(file_id=file_id)


def test_a_report_that_agrees_with_its_page_is_published(fetch: Fetch, replica: Replica) -> None:
    outcome = fetch_one(fetch)
    assert outcome.code == 0
    assert outcome.ids("new") == [FILE]
    assert outcome.items["new"][0] == {
        "id": FILE,
        "authority": "Wexcombe",
        "kind": "Children's services inspection",
        "event_date": "2024-03-08",
        "published": "2024-04-23",
        "address": f"{replica.address}{PATH}",
        "reason": "",
    }
    inspection = Inspection.objects.get()
    assert inspection.published == date(2024, 4, 23)
    assert inspection.reading == ledger().reading
    row = ledger()
    assert (row.state, row.status, row.size) == ("fetched", 200, len(replica.files[FILE].body))
    assert row.etag
    source = Source.objects.get()
    assert (source.origin, source.sha256) == ("fetched", row.sha256)
    assert source.name == "wexcombe-50240000-2024-04-23.pdf"


def test_a_file_that_the_archive_has_is_not_asked_for_again(fetch: Fetch, replica: Replica) -> None:
    fetch_one(fetch)
    outcome = fetch_one(fetch)
    assert replica.downloads == [FILE]
    assert outcome.code == 0
    assert not any(outcome.items.values())


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_file_is_gone(fetch: Fetch, replica: Replica, status: int) -> None:
    replica.always[PATH] = ScriptedAnswer(status, b"<html>No</html>")
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("gone")) == (1, [FILE])
    assert (ledger().state, ledger().status) == ("gone", status)
    assert ledger().gone_since is not None
    assert fetch_one(fetch).code == 0
    assert replica.downloads == [FILE]


def test_report_not_found_is_gone_whatever_its_status(fetch: Fetch, replica: Replica) -> None:
    replica.always[PATH] = ScriptedAnswer(200, report_not_found())
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("gone")) == (1, [FILE])
    assert "Report not found" in ledger().reason
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("answer", "reason"),
    some_quick(
        [
            (ScriptedAnswer(200, b"<html><title>Welcome</title></html>"), "It is no PDF"),
            (ScriptedAnswer(200, b"", content_type=PDF), "It is no PDF"),
            (ScriptedAnswer(200, b"%PDF-1.4\nrubbish\n%%EOF", content_type=PDF), ""),
            (ScriptedAnswer(302, headers={"Location": "https://example.org/x.pdf"}), "example.org"),
            (ScriptedAnswer(302, headers={"Location": "http://localhost:1/x.pdf"}), "localhost"),
            (ScriptedAnswer(302, headers={"Location": PATH}), "circle"),
            (ScriptedAnswer(200, b"%PDF-", cut_at=5, length=500), "cut short"),
            (ScriptedAnswer(200, b"%PDF-", headers={"Content-Encoding": "gzip"}), "cut short"),
        ],
        every=3,
    ),
    ids=["html", "empty", "rubbish", "foreign", "other-host", "circle", "cut", "not-gzip"],
)
def test_what_is_no_report_is_refused(
    fetch: Fetch, replica: Replica, answer: ScriptedAnswer, reason: str
) -> None:
    replica.always[PATH] = answer
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("refused")) == (1, [FILE])
    assert reason in outcome.items["refused"][0]["reason"]
    assert ledger().state == "refused"
    assert not Source.objects.exists()
    downloads_before = len(replica.downloads)
    assert fetch_one(fetch).code == 0
    assert len(replica.downloads) == downloads_before


def test_a_link_to_another_host_is_refused_without_asking(fetch: Fetch, replica: Replica) -> None:
    replica.provider(0).files[0].host = "https://files.example.org"
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("refused")) == (1, [FILE])
    assert replica.downloads == []
    assert fetch_one(fetch, "--recheck", "0").ids("refused") == [FILE]
    assert replica.downloads == []


@pytest.mark.parametrize("host", ["https://files.ofsted.gov.uk", "https://files.api.ofsted.gov.uk"])
def test_the_base_address_stands_for_all_hosts(fetch: Fetch, replica: Replica, host: str) -> None:
    replica.provider(0).files[0].host = host
    assert fetch_one(fetch).ids("new") == [FILE]
    assert replica.downloads == [FILE]


def test_a_redirect_on_the_site_is_followed(fetch: Fetch, replica: Replica) -> None:
    replica.script(PATH, ScriptedAnswer(302, headers={"Location": f"{PATH}/"}))
    replica.always[f"{PATH}/"] = ScriptedAnswer(200, replica.files[FILE].body, content_type=PDF)
    assert fetch_one(fetch).ids("new") == [FILE]


def test_a_body_that_was_cut_is_asked_for_once_more(fetch: Fetch, replica: Replica) -> None:
    body = replica.files[FILE].body
    replica.script(PATH, ScriptedAnswer(200, body, content_type=PDF, cut_at=len(body) // 2))
    assert fetch_one(fetch).ids("new") == [FILE]
    assert replica.downloads == [FILE, FILE]


def test_a_cut_body_of_the_stated_length_is_asked_for_once_more(
    fetch: Fetch, replica: Replica
) -> None:
    half = replica.files[FILE].body[: len(replica.files[FILE].body) // 2]
    replica.always[PATH] = ScriptedAnswer(200, half, content_type=PDF)
    assert fetch_one(fetch).ids("refused") == [FILE]
    assert replica.downloads == [FILE, FILE]


@pytest.mark.parametrize(
    "answer",
    [
        ScriptedAnswer(200, b"%PDF-" + bytes(25 * 2**20), content_type=PDF),
        ScriptedAnswer(200, b"%PDF-" + bytes(10), content_type=PDF, length=25 * 2**20),
        ScriptedAnswer(200, b"%PDF-" + bytes(2**16), content_type=PDF, length=ENDLESS),
        ScriptedAnswer(
            200,
            gzip.compress(b"%PDF-" + bytes(100 * 2**20)),
            {"Content-Encoding": "gzip"},
            content_type=PDF,
        ),
    ],
    ids=["large", "said-to-be-large", "endless", "bomb"],
)
def test_a_file_of_more_than_20_mb_is_refused(
    fetch: Fetch, replica: Replica, answer: ScriptedAnswer
) -> None:
    replica.always[PATH] = answer
    outcome = fetch_one(fetch)
    assert outcome.ids("refused") == [FILE]
    assert "more than 20 MB" in outcome.items["refused"][0]["reason"]
    assert replica.downloads == [FILE]


def test_a_file_that_takes_too_long_is_refused(
    fetch: Fetch, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = client.AnswerLimits(seconds=0.3, size=10**12)
    monkeypatch.setattr("reports.fetching.files.FILE_LIMITS", limits)
    replica.always[PATH] = ScriptedAnswer(200, b"%PDF-", length=ENDLESS)
    outcome = fetch_one(fetch)
    assert outcome.ids("refused") == [FILE]
    assert "more than 0.3 seconds" in outcome.items["refused"][0]["reason"]


def test_other_statuses_fail_and_are_tried_again(fetch: Fetch, replica: Replica) -> None:
    replica.script(PATH, ScriptedAnswer(500), ScriptedAnswer(400))
    assert fetch_one(fetch).ids("failed") == [FILE]
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("failed")) == (1, [FILE])
    assert "400" in outcome.items["failed"][0]["reason"]
    assert ledger().state == "listed"
    assert fetch_one(fetch).ids("new") == [FILE]


def test_a_challenge_in_place_of_a_file_stops_the_run(fetch: Fetch, replica: Replica) -> None:
    replica.always[PATH] = ScriptedAnswer(200, challenge())
    outcome = fetch_one(fetch)
    assert outcome.code == 2
    assert "keeps programs out" in outcome.said
    assert ledger().state == "listed"


@pytest.mark.parametrize("kind", ["Monitoring visit", "Assurance visit", "Something new"])
def test_an_unknown_kind_is_fetched_and_waits(fetch: Fetch, replica: Replica, kind: str) -> None:
    replica.provider(0).files[0].kind = kind
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("unknown"), outcome.ids("waiting")) == (1, [FILE], [FILE])
    assert outcome.items["unknown"][0]["kind"] == kind
    assert ledger().state == "unknown-kind"
    assert Reading.objects.waiting().count() == 1
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    some_quick(
        [
            ("kind", "Children's services focused visit", "Ofsted’s page calls it"),
            ("authority", "Harrowmere", "the report names Harrowmere"),
            ("end", date(2024, 2, 1), "which is not between"),
            ("published", date(2024, 3, 1), "before the last day on site"),
            ("published", date(2099, 3, 1), "in the future"),
        ],
        every=3,
    ),
)
def test_what_differs_from_its_page_waits(
    fetch: Fetch, replica: Replica, field: str, value: object, reason: str
) -> None:
    file = replica.provider(0).files[0]
    if field == "authority":
        file.authority = str(value)
        file.content = file.report
    else:
        file.content = file.report
        setattr(file, field, value)
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("new"), outcome.ids("waiting")) == (0, [FILE], [FILE])
    assert reason in outcome.items["waiting"][0]["reason"]
    assert reason in ledger().reason
    assert not Inspection.objects.exists()


def test_a_publication_date_that_differs_from_the_known_one_waits(
    fetch: Fetch, replica: Replica, invented_authorities: list[object]
) -> None:
    fetch_one(fetch)
    Inspection.objects.update(published=date(2024, 4, 24))
    replica.provider(0).files[0].words = "It was sent anew."
    vars(replica.provider(0).files[0]).pop("report")
    replica.provider(0).files[0].file_id = "50249999"
    outcome = fetch_one(fetch)
    assert outcome.ids("gone") == [FILE]
    assert outcome.ids("waiting") == ["50249999"]
    assert "already shows another file" in outcome.items["waiting"][0]["reason"]


def test_changed_bytes_are_a_second_reading(fetch: Fetch, replica: Replica) -> None:
    fetch_one(fetch)
    first = ledger().reading
    replica.provider(0).files[0].content = replica.files[FILE].report
    replica.provider(0).files[0].words = "Some families wait."
    vars(replica.provider(0).files[0]).pop("report")
    replica.provider(0).files[0].content = None
    assert not any(fetch_one(fetch).items.values())
    outcome = fetch_one(fetch, "--recheck", "0")
    assert (outcome.code, outcome.ids("changed"), outcome.ids("waiting")) == (0, [FILE], [FILE])
    row = ledger()
    assert row.state == "changed"
    assert row.earlier_reading == first
    assert row.reading is not None
    assert row.earlier_reading is not None
    changed = difference(
        snapshot_of_report(row.earlier_reading.parsed()), snapshot_of_report(row.reading.parsed())
    )
    assert changed
    assert Inspection.objects.get().reading == first


def test_a_recheck_asks_conditionally(fetch: Fetch, replica: Replica) -> None:
    fetch_one(fetch)
    before, version = ledger().fetched_at, current_version()
    outcome = fetch_one(fetch, "--recheck", "0")
    assert not any(outcome.items.values())
    assert replica.downloads == [FILE, FILE]
    assert "if-none-match" in replica.log[-1].headers
    assert ledger().status == 304
    after = ledger().fetched_at
    assert before is not None
    assert after is not None
    assert after > before
    assert current_version() == version, "the pages that readers see stay cached"
    assert fetch_one(fetch, "--recheck", "1").code == 0
    assert replica.downloads == [FILE, FILE]


def test_the_same_bytes_without_validators_are_no_change(fetch: Fetch, replica: Replica) -> None:
    replica.validators = False
    fetch_one(fetch)
    outcome = fetch_one(fetch, "--recheck", "0")
    assert not any(outcome.items.values())
    assert Source.objects.count() == 1


def test_a_removed_file_that_comes_back(fetch: Fetch, replica: Replica) -> None:
    fetch_one(fetch)
    replica.script(PATH, ScriptedAnswer(410))
    assert fetch_one(fetch, "--recheck", "0").ids("gone") == [FILE]
    assert Inspection.objects.get().reading_id is not None
    assert fetch_one(fetch).code == 0
    assert fetch_one(fetch, "--recheck", "0").code == 0
    assert (ledger().state, ledger().gone_since) == ("fetched", None)


def test_a_file_that_is_no_longer_listed_is_gone(fetch: Fetch, replica: Replica) -> None:
    fetch_one(fetch)
    files = replica.provider(0).files
    removed = files.pop()
    outcome = fetch_one(fetch)
    assert (outcome.code, outcome.ids("gone")) == (1, [FILE])
    assert Inspection.objects.get().reading_id is not None
    assert fetch_one(fetch).code == 0
    files.append(removed)
    assert fetch_one(fetch).code == 0
    assert ledger().state == "fetched"
    assert replica.downloads == [FILE]


def test_a_file_on_two_pages_is_one_row(fetch: Fetch, replica: Replica) -> None:
    shared = replica.provider(0).files[0]
    replica.provider(1).files = [shared]
    outcome = fetch("--authority", "wexcombe", "harrowmere")
    assert outcome.ids("new") == [FILE]
    assert replica.downloads == [FILE]
    assert ledger().providers.count() == 2
    assert str(ledger().authority) == "Wexcombe (invented)"
    shared.published += timedelta(days=1)
    assert fetch("--authority", "wexcombe", "harrowmere").code == 0
    assert ledger().published == shared.published
    replica.provider(0).files = []
    assert fetch("--authority", "wexcombe").code == 0
    assert ledger().state == "fetched"
    replica.provider(1).files = []
    assert fetch("--authority", "harrowmere").ids("gone") == [FILE]


def test_an_upload_by_hand_joins_the_ledger(fetch: Fetch, replica: Replica) -> None:
    from reports.files.reading import read_in_child
    from reports.publishing.importing import publish, receive

    body = replica.files[FILE].body
    report = read_in_child(body, "by-hand.pdf")
    reading, _ = receive(
        content=body, name="by-hand.pdf", report=report, origin=Source.Origin.UPLOAD
    )
    publish(reading=reading)
    assert Inspection.objects.get().published is None
    assert fetch_one(fetch).ids("new") == [FILE]
    assert ledger().reading == reading
    assert Inspection.objects.get().published == date(2024, 4, 23)
    assert Source.objects.count() == 1


def test_a_discarded_reading_stays_discarded(fetch: Fetch, replica: Replica) -> None:
    from reports.publishing.importing import discard

    replica.provider(0).files[0].kind = "Assurance visit"
    fetch_one(fetch)
    discard(reading=Reading.objects.get())
    assert fetch_one(fetch).code == 0
    assert fetch_one(fetch, "--recheck", "0").code == 0
    assert not Reading.objects.exists()
