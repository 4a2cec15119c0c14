"""The feed of a search: what came in or changed first, page by page, each item once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from reports.models import Change, Inspection
from reports.publishing.correcting import correct
from tests.archive import make_authority, make_report
from tests.reports.publishing.readings import published
from tests.support.feeds import FeedReader, read_feed

pytestmark = pytest.mark.django_db


def came_in(inspection: Inspection, **changes: object) -> Change:
    """Record that its text was published now."""
    return Change.objects.create(
        inspection_id=inspection.slug,
        authority=inspection.authority,
        title=str(inspection),
        what=Change.What.PUBLISHED,
        changed={},
        **changes,
    )


def test_a_reader_that_polls_through_twenty_publishes_gets_each_item_once(client: Client) -> None:
    authority = make_authority()
    reader = FeedReader(client, "/search.atom?q=visits")
    assert reader.poll() == []
    received = []
    for number in range(20):
        # The later it came in, the longer ago was its inspection.
        texts = [f"Visits of kind {number}.{place}." for place in range(1 + 25 * (number == 7))]
        came_in(make_report(authority, *texts, ended=date(2023, 6, 23) - timedelta(30 * number)))
        new = reader.poll()
        assert [each.summary for each in new] == texts
        received += new
        assert reader.poll() == []
    assert len({each.identity for each in received}) == len(received) == 45


def test_pages_lead_to_each_other(client: Client) -> None:
    came_in(make_report(make_authority(), *[f"Visit {number} is kind." for number in range(45)]))
    first = read_feed(client.get("/search.atom?q=visits").content)
    assert first.links["last"] == "http://testserver/search.atom?q=visits&page=3"
    second = read_feed(client.get(first.links["next"]).content)
    third = read_feed(client.get(second.links["next"]).content)
    assert "previous" not in first.links
    assert "next" not in third.links
    assert read_feed(client.get(third.links["previous"]).content) == second
    assert second.links["first"] == first.links["self"] == first.links["first"]
    assert first.identity == second.identity == third.identity
    listed = [each.summary for each in (*first.entries, *second.entries, *third.entries)]
    assert listed == [f"Visit {number} is kind." for number in range(45)]


def test_a_corrected_passage_comes_again_and_alone(client: Client) -> None:
    published()
    reader = FeedReader(client, "/search.atom?authority=wexcombe")
    before = {each.identity: each for each in reader.poll()}
    inspection = Inspection.objects.get(authority__slug="wexcombe", reading__isnull=False)
    passage = inspection.paragraphs.get(number=2)
    correct(
        inspection=inspection,
        what="paragraph:numbered:2:text",
        after=f"{passage.text} <b>& more",
        reason="As printed.",
        by=User.objects.create(username="editor"),
    )
    (changed,) = reader.poll()
    assert changed.summary.endswith("<b>& more")
    assert (
        changed.identity
        == f"tag:inspection-archive.example,2026:/inspections/{inspection.slug}/p2/"
    )
    assert changed.updated > before[changed.identity].updated
    first = read_feed(client.get("/search.atom?authority=wexcombe").content)
    assert first.updated == first.entries[0].updated == changed.updated


def test_ids_name_no_host(client: Client) -> None:
    came_in(make_report(make_authority(), "Visits are kind."))
    here = read_feed(client.get("/search.atom?q=visits").content)
    there = read_feed(client.get("/search.atom?q=visits", headers={"host": "localhost"}).content)
    assert here.links != there.links
    assert (here.identity, here.entries) == (there.identity, there.entries)


def test_a_chosen_order_is_kept(client: Client) -> None:
    authority = make_authority()
    came_in(make_report(authority, "Late visits.", ended=date(2024, 1, 26)))
    came_in(make_report(authority, "Early visits.", ended=date(2020, 1, 24)))
    for query, latest in (("", "Early"), ("&sort=newest", "Late"), ("&sort=oldest", "Early")):
        feed = read_feed(client.get(f"/search.atom?q=visits{query}").content)
        assert feed.entries[0].summary == f"{latest} visits."
    assert feed.entries[0].updated > timezone.now() - timedelta(minutes=5)


def test_an_empty_feed_is_whole(client: Client) -> None:
    assert read_feed(client.get("/search.atom?q=visits").content).entries == []
