"""Reads Atom feeds (RFC 4287), and polls them as a feed reader does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.test import Client

NAMES = {"atom": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class ReadEntry:
    """An entry of a feed; `identity` is its id."""

    identity: str
    updated: datetime
    title: str
    summary: str


@dataclass(frozen=True)
class ReadFeed:
    """One page of a feed. `identity` is its id; `links` has addresses by their `rel`."""

    identity: str
    updated: datetime
    links: dict[str, str]
    entries: list[ReadEntry]


def read_feed(content: bytes) -> ReadFeed:
    """Read a feed. Fails if it lacks, or has twice, what RFC 4287 demands in section 4.1."""
    feed = ElementTree.fromstring(content)  # noqa: S314  # our own feed
    assert feed.tag == f"{{{NAMES['atom']}}}feed"
    assert texts(feed, "author/name") == ["Inspection Archive"]
    (title,) = texts(feed, "title")
    assert title
    entries = [read_entry(entry) for entry in feed.findall("atom:entry", NAMES)]
    identities = [entry.identity for entry in entries]
    assert len(set(identities)) == len(identities)
    relations = [link.attrib["rel"] for link in feed.findall("atom:link", NAMES)]
    assert len(set(relations)) == len(relations)
    assert {"self", "alternate", "first", "last"} <= set(relations)
    return ReadFeed(identity_of(feed), moment_of(feed), links_of(feed), entries)


def read_entry(entry: ElementTree.Element) -> ReadEntry:
    (title,) = texts(entry, "title")
    (summary,) = texts(entry, "summary")
    assert texts(entry, "author/name")[0]
    assert set(links_of(entry)) == {"alternate"}
    return ReadEntry(identity_of(entry), moment_of(entry), title, summary)


def identity_of(element: ElementTree.Element) -> str:
    """The id of a feed or an entry. Fails if it is no tag URI (RFC 4151), or names the test host."""
    (identity,) = texts(element, "id")
    parts = urlsplit(identity)
    assert parts.scheme == "tag"
    assert "testserver" not in identity
    return identity


def moment_of(element: ElementTree.Element) -> datetime:
    """The time of the last change. Fails if it has no time zone (RFC 3339)."""
    (updated,) = texts(element, "updated")
    moment = datetime.fromisoformat(updated)
    assert moment.tzinfo is not None
    return moment


def links_of(element: ElementTree.Element) -> dict[str, str]:
    """The addresses of the links by their `rel`."""
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall("atom:link", NAMES)}


def texts(element: ElementTree.Element, path: str) -> list[str]:
    """The texts of all elements at a path of names of Atom, such as `author/name`."""
    steps = "/".join([f"atom:{step}" for step in path.split("/")])
    return [each.text or "" for each in element.findall(steps, NAMES)]


class FeedReader:
    """A feed reader: it sends conditional requests, and reads pages until one has an old entry."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.etag = ""
        self.entries_read: set[tuple[str, datetime]] = set()

    def poll(self) -> list[ReadEntry]:
        """The entries that are new or have changed since the last poll, the latest first."""
        answer = self.client.get(self.address, headers={"if-none-match": self.etag})
        if answer.status_code == 304:
            return []
        assert answer.status_code == 200
        self.etag = answer["ETag"]
        new: list[ReadEntry] = []
        while True:
            feed = read_feed(answer.content)
            fresh = [each for each in feed.entries if self._key(each) not in self.entries_read]
            self.entries_read.update(self._key(each) for each in fresh)
            new += fresh
            if len(fresh) < len(feed.entries) or "next" not in feed.links:
                return new
            answer = self.client.get(feed.links["next"])

    def _key(self, entry: ReadEntry) -> tuple[str, datetime]:
        return entry.identity, entry.updated
