"""What ends a run, and what does not: lists and pages that do not fit, and a site that refuses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reports.fetching import run_lock
from reports.models import ListedFile, ListedProvider, StoredPage
from reports.models.locks import FETCHING
from tests.replica.markup import Switch, challenge
from tests.replica.server import Replica, ScriptedAnswer
from tests.reports.fetching.conftest import Fetch

pytestmark = pytest.mark.django_db

FIRST_PAGE = "/provider/44/90001"
WEXCOMBE = ("--authority", "wexcombe")
FOUR = ("--authority", "wexcombe", "harrowmere", "saltmarsh-bay", "thornley-forest")


@pytest.mark.parametrize(
    ("switch", "said"),
    [
        (Switch.PAGE_TWO_EMPTY, "found none"),
        (Switch.PAGER_WITHOUT_END, "a pager that ends"),
        (Switch.ENTRY_WITHOUT_LINK, "a link to the provider"),
        (Switch.ENTRY_WITHOUT_URN, "“URN: ”"),
        (Switch.NO_RESULTS_LIST, "keeps programs out"),
        (Switch.CHANGED_RESULTS_LIST, "it changed"),
    ],
)
def test_a_list_that_does_not_fit_stops_before_any_provider(
    fetch: Fetch, whole_replica: Replica, switch: Switch, said: str
) -> None:
    whole_replica.switches = frozenset({switch})
    outcome = fetch()
    assert outcome.code == 2
    assert said in outcome.said
    assert not any(path.startswith(("/provider", "/v1")) for path in whole_replica.paths)
    assert not ListedProvider.objects.exists()


def test_too_few_authorities_stop_the_run(fetch: Fetch, whole_replica: Replica) -> None:
    whole_replica.providers = whole_replica.providers[:149]
    outcome = fetch()
    assert outcome.code == 2
    assert "expected at least 150 authorities, found 149" in outcome.said


@pytest.mark.parametrize("status", [404, 500])
def test_a_list_without_an_answer_stops_the_run(
    fetch: Fetch, replica: Replica, status: int
) -> None:
    replica.always["/search"] = ScriptedAnswer(status)
    outcome = fetch()
    assert outcome.code == 2
    assert f"status {status}" in outcome.said


def test_a_list_that_leads_elsewhere_stops_the_run(fetch: Fetch, replica: Replica) -> None:
    replica.always["/search"] = ScriptedAnswer(302, headers={"Location": "https://example.org/"})
    assert fetch().code == 2
    assert replica.paths == ["/robots.txt", "/search"]


def test_a_provider_page_that_does_not_fit_is_one_failure(fetch: Fetch, replica: Replica) -> None:
    replica.always[FIRST_PAGE] = ScriptedAnswer(200, b"<html><h1>Sorry</h1></html>")
    outcome = fetch("--authority", "wexcombe", "harrowmere")
    assert (outcome.code, outcome.ids("failed")) == (1, ["90001"])
    failed = outcome.items["failed"][0]
    assert failed["authority"] == "Wexcombe"
    assert "expected a timeline (ol.timeline), found none" in failed["reason"]
    assert outcome.ids("new") == ["50240001"]


def test_a_failed_page_removes_nothing(fetch: Fetch, replica: Replica) -> None:
    fetch(*WEXCOMBE)
    replica.always[FIRST_PAGE] = ScriptedAnswer(200, b"<html><h1>Sorry</h1></html>")
    assert fetch(*WEXCOMBE).ids("gone") == []
    assert ListedFile.objects.get().state == "fetched"


def test_two_pages_in_a_row_are_survived(fetch: Fetch, replica: Replica) -> None:
    for urn in (90001, 90002, 90004):
        replica.always[f"/provider/44/{urn}"] = ScriptedAnswer(500)
    outcome = fetch(*FOUR)
    assert (outcome.code, len(outcome.items["failed"])) == (1, 3)
    assert outcome.ids("new") == ["50240002"]


def test_the_third_page_in_a_row_stops_the_run(fetch: Fetch, replica: Replica) -> None:
    for urn in (90001, 90002, 90003):
        replica.always[f"/provider/44/{urn}"] = ScriptedAnswer(200, b"<html></html>")
    outcome = fetch(*FOUR)
    assert (outcome.code, len(outcome.items["failed"])) == (2, 3)
    assert replica.paths[-1] == "/provider/44/90003"
    assert "3 provider pages in a row" in outcome.said


@pytest.mark.parametrize("path", ["/robots.txt", "/search", FIRST_PAGE, "/v1/file/50240000"])
def test_403_stops_at_once(fetch: Fetch, replica: Replica, path: str) -> None:
    replica.always[path] = ScriptedAnswer(403)
    outcome = fetch(*WEXCOMBE)
    assert outcome.code == 2
    assert replica.paths[-1] == path
    assert replica.paths.count(path) == 1
    assert "write to Ofsted" in outcome.said


@pytest.mark.parametrize("path", ["/robots.txt", "/search", FIRST_PAGE, "/v1/file/50240000"])
@pytest.mark.parametrize("status", [200, 503])
def test_a_challenge_stops_at_once(fetch: Fetch, replica: Replica, path: str, status: int) -> None:
    replica.always[path] = ScriptedAnswer(status, challenge())
    outcome = fetch(*WEXCOMBE)
    assert outcome.code == 2
    assert replica.paths.count(path) == 1
    assert "keeps programs out" in outcome.said


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_given_three_pauses(
    fetch: Fetch, replica: Replica, waited: list[float], status: int
) -> None:
    replica.always[FIRST_PAGE] = ScriptedAnswer(status)
    outcome = fetch(*WEXCOMBE)
    assert outcome.code == 2
    assert waited == [30.0, 60.0, 120.0]
    assert replica.paths.count(FIRST_PAGE) == 4
    assert str(status) in outcome.said


def test_a_site_that_has_time_again_is_asked_on(
    fetch: Fetch, replica: Replica, waited: list[float]
) -> None:
    replica.script("/v1/file/50240000", ScriptedAnswer(503), ScriptedAnswer(429))
    outcome = fetch(*WEXCOMBE)
    assert (outcome.code, outcome.ids("new")) == (0, ["50240000"])
    assert waited == [30.0, 60.0]


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 7),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0, 0),
        ("tomorrow", 30, 30),
        ("-1", 30, 30),
    ],
)
def test_retry_after_is_obeyed(
    fetch: Fetch,
    replica: Replica,
    waited: list[float],
    header: str,
    least: float,
    most: float,
) -> None:
    replica.script("/search", ScriptedAnswer(429, headers={"Retry-After": header}))
    assert fetch(*WEXCOMBE).code == 0
    assert least <= waited[0] <= most


def test_a_wait_of_a_day_stops_the_run(fetch: Fetch, replica: Replica, waited: list[float]) -> None:
    replica.script("/search", ScriptedAnswer(429, headers={"Retry-After": "86400"}))
    outcome = fetch(*WEXCOMBE)
    assert outcome.code == 2
    assert waited == []
    assert "86,400 seconds" in outcome.said


@pytest.mark.parametrize(
    ("rule", "path"),
    [("/search", "/robots.txt"), ("/provider/", "/search"), ("/v1/", FIRST_PAGE)],
)
def test_robots_txt_is_obeyed(fetch: Fetch, replica: Replica, rule: str, path: str) -> None:
    replica.robots = f"User-agent: *\nDisallow: /admin\nDisallow: {rule}\n"
    outcome = fetch(*WEXCOMBE)
    assert outcome.code == 2
    assert replica.paths[-1] == path
    assert f"“Disallow: {rule}”" in outcome.said


def test_rules_for_others_do_not_count(fetch: Fetch, replica: Replica) -> None:
    replica.robots = (
        "User-agent: OtherBot\nDisallow: /\n\nUser-agent: InspectionArchive\nAllow: /\n"
    )
    assert fetch(*WEXCOMBE).code == 0


def test_without_robots_txt_everything_is_allowed(fetch: Fetch, replica: Replica) -> None:
    replica.robots = None
    assert fetch(*WEXCOMBE).code == 0


def test_a_broken_robots_txt_forbids_everything(fetch: Fetch, replica: Replica) -> None:
    replica.always["/robots.txt"] = ScriptedAnswer(500)
    assert fetch(*WEXCOMBE).code == 2
    assert replica.paths == ["/robots.txt"]


def test_crawl_delay_raises_ours(fetch: Fetch, replica: Replica, waited: list[float]) -> None:
    replica.robots = "User-agent: *\nCrawl-delay: 10\n"
    assert fetch(*WEXCOMBE).code == 0
    assert len(waited) == len(replica.log) - 1
    assert all(9 < each <= 11 for each in waited)


def test_one_run_at_a_time(fetch: Fetch, replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_lock, "SECONDS_TO_WAIT", 0.0)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [FETCHING])
        with pytest.raises(CommandError, match="Another run is fetching") as refusal:
            fetch(*WEXCOMBE)
        assert refusal.value.returncode == 2
        assert replica.log == []
    finally:
        other.close()
    assert fetch(*WEXCOMBE).code == 0


def test_dry_run_leaves_nothing(fetch: Fetch, replica: Replica) -> None:
    outcome = fetch("--dry-run", "--authority", "wexcombe", "harrowmere")
    assert (outcome.code, outcome.ids("new")) == (0, ["50240001", "50240000"])
    assert replica.downloads == []
    assert not ListedFile.objects.exists()
    assert not ListedProvider.objects.exists()
    assert not StoredPage.objects.exists()


def test_dry_run_says_what_is_gone(fetch: Fetch, replica: Replica) -> None:
    fetch(*WEXCOMBE)
    replica.provider(0).files = []
    assert fetch("--dry-run", *WEXCOMBE).ids("gone") == ["50240000"]
    assert ListedFile.objects.get().state == "fetched"


def test_check_reads_two_pages_and_writes_nothing(fetch: Fetch, whole_replica: Replica) -> None:
    outcome = fetch("--check")
    assert outcome.code == 0
    assert whole_replica.paths == ["/robots.txt", "/search", FIRST_PAGE]
    assert "100 entries" in outcome.said
    assert "All assumptions hold." in outcome.said
    assert not any(outcome.items.values())
    assert not StoredPage.objects.exists()


def test_check_says_what_does_not_fit(fetch: Fetch, replica: Replica) -> None:
    replica.always[FIRST_PAGE] = ScriptedAnswer(200, b"<html></html>")
    outcome = fetch("--check")
    assert (outcome.code, outcome.ids("failed")) == (1, ["90001"])
    assert "All assumptions hold." not in outcome.said
    replica.switches = frozenset({Switch.ENTRY_WITHOUT_URN})
    assert fetch("--check").code == 2


def test_check_wants_150_authorities(fetch: Fetch, whole_replica: Replica) -> None:
    whole_replica.providers = whole_replica.providers[:99]
    outcome = fetch("--check")
    assert outcome.code == 2
    assert "at least 150 authorities" in outcome.said


def test_the_live_site_wants_a_contact() -> None:
    with pytest.raises(CommandError, match="FETCHER_CONTACT is not set"):
        call_command("fetch_reports", "--check")


def test_the_live_site_wants_two_seconds() -> None:
    with pytest.raises(CommandError, match="--delay must be 2 seconds"):
        call_command("fetch_reports", "--check", "--delay=1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--authority", "nowhere"), "no authority “nowhere”"),
        (("--kind", "nothing"), "“nothing” is no kind"),
        (("--limit", "-1"), "--limit takes"),
        (("--recheck", "-1"), "--recheck takes"),
        (("--recheck", "999999999"), "--recheck takes at most 36,500 days"),
        (("--delay", "-1"), "--delay takes"),
    ],
)
def test_options_that_are_wrong(
    fetch: Fetch, replica: Replica, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        fetch(*arguments)
    assert replica.log == []


def test_a_request_names_the_archive_and_its_contact(
    fetch: Fetch, replica: Replica, settings: object
) -> None:
    settings.FETCHER_CONTACT = "archive@example.org"  # type: ignore[attr-defined]  # pytest's
    fetch(*WEXCOMBE)
    for request in replica.log:
        assert request.headers["user-agent"] == "InspectionArchive (archive@example.org)"
        assert request.headers["from"] == "archive@example.org"
    assert len({request.port for request in replica.log}) == 1


def test_the_gap_between_any_two_requests(fetch: Fetch, replica: Replica) -> None:
    fetch(*WEXCOMBE, "--delay=0.05")
    moments = [request.moment for request in replica.log]
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(moments))
