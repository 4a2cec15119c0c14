"""Following the archive: what a program asks after its last change, and the copy that it keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from reports.models import Change, Correction, Inspection
from reports.publishing.correcting import correct, withdraw
from reports.publishing.importing import unpublish
from tests.reports.publishing.readings import SAMPLE, paragraph, published, with_paragraphs
from tests.support.crawl import Rows, answer_of, crawled, crawled_from

V1 = "/api/v1"
OTHER_SAMPLE = SAMPLE.with_name("saltmarsh-bay-2024.txt")


def one_more(change: Change) -> Change:
    """Another change of the same inspection."""
    change.pk = None
    change.save(force_insert=True)
    return change


@pytest.mark.usefixtures("archive")
def test_follow_holds_at_the_end(client: Client) -> None:
    first = answer_of(client, f"{V1}/changes?limit=2")
    rest = answer_of(client, first["follow"])
    assert [row["id"] for row in first["results"] + rest["results"]] == sorted(
        Change.objects.values_list("pk", flat=True)
    )
    assert rest["next"] is None
    end = answer_of(client, rest["follow"])
    assert (end["results"], end["count"], end["next"]) == ([], 0, None)
    assert end["follow"] == rest["follow"]
    unchanged = client.get(
        end["follow"], headers={"If-None-Match": client.get(end["follow"])["ETag"]}
    )
    assert unchanged.status_code == 304
    new = [one_more(Change.objects.latest("pk")).pk for _ in range(3)]
    assert [row["id"] for row in crawled(client, end["follow"])] == new


@pytest.mark.usefixtures("archive")
def test_changes_after_one_of_a_release(client: Client) -> None:
    first, second, third = Change.objects.order_by("pk")
    rows = crawled(client, f"{V1}/changes?after={first.pk}&limit=1")
    assert [row["id"] for row in rows] == [second.pk, third.pk]
    assert len(crawled(client, f"{V1}/changes?after=0")) == 3
    cursor = answer_of(client, f"{V1}/changes?limit=1")["next"]
    assert client.get(f"{cursor}&after={first.pk}").status_code == 404


@pytest.mark.usefixtures("archive")
def test_a_number_that_is_yet_to_come_is_said(client: Client) -> None:
    last = Change.objects.latest("pk").pk
    assert answer_of(client, f"{V1}/changes?after={last}")["notes"] == []
    (note,) = answer_of(client, f"{V1}/changes?after={last + 1}")["notes"]
    assert "restored from a backup" in note
    assert client.get(f"{V1}/changes?after=-1").status_code == 400


@dataclass(frozen=True)
class ArchiveCopy:
    """What a program keeps of an archive: its lists, the passages of each inspection, and the address
    of what is published later.
    """

    authorities: Rows
    inspections: Rows
    passages: dict[str, Rows]
    follow: str


def copied(client: Client) -> ArchiveCopy:
    """The whole archive, read from the beginning."""
    follow = answer_of(client, f"{V1}/changes?after={Change.objects.latest('pk').pk}")["follow"]
    copy = ArchiveCopy([], [], {}, follow)
    return with_lists(client, copy, refreshed={each.slug for each in Inspection.objects.all()})


def followed(client: Client, copy: ArchiveCopy) -> ArchiveCopy:
    """The copy brought up to date as docs/api.md says: what a change names is fetched again."""
    last = answer_of(client, copy.follow)
    changes = last["results"] + crawled_from(client, last["next"])
    follow = f"{V1}/changes?after={changes[-1]['id']}" if changes else copy.follow
    named = {change["inspection"] for change in changes}
    return with_lists(client, replace(copy, follow=follow), refreshed=named)


def with_lists(client: Client, copy: ArchiveCopy, refreshed: set[str]) -> ArchiveCopy:
    """The copy with both lists of today, and with the passages of the `refreshed` inspections."""
    inspections = crawled(client, f"{V1}/inspections?limit=200")
    passages: dict[str, Rows] = {}
    for row in inspections:
        slug = row["inspection"]
        if not row["text_here"]:
            continue
        is_copied = slug in copy.passages and slug not in refreshed
        passages[slug] = (
            copy.passages[slug]
            if is_copied
            else crawled(client, f"{V1}/inspections/{slug}/passages?limit=200")
        )
    authorities = crawled(client, f"{V1}/authorities?limit=200")
    return replace(copy, authorities=authorities, inspections=inspections, passages=passages)


def content(copy: ArchiveCopy) -> Any:
    """The copy without the address, which a reader who begins later has otherwise."""
    return replace(copy, follow="")


@pytest.mark.django_db
def test_replaying_changes_gives_the_later_state(client: Client) -> None:
    editor = User.objects.create(username="editor")
    published(OTHER_SAMPLE.read_bytes())
    copy = copied(client)
    begun = content(copy)

    def of_sample() -> Inspection:
        return Inspection.objects.get(slug__startswith="wexcombe-ilacs")

    steps: list[Callable[[], object]] = [
        published,
        lambda: correct(
            inspection=of_sample(),
            what="paragraph:numbered:2:text",
            after="Visits are prompt.",
            reason="As printed.",
            by=editor,
        ),
        lambda: withdraw(correction=Correction.objects.get(), by=editor, reason="As it was."),
        lambda: published(b"Another file.", report=with_paragraphs(paragraph(1), without=(3,))),
        lambda: unpublish(inspection=of_sample(), by=editor, reason="Wrong."),
    ]
    for step in steps:
        step()
        before = content(copy)
        copy = followed(client, copy)
        assert content(copy) != before
        assert content(copy) == content(copied(client))
    assert copy.passages == begun.passages
