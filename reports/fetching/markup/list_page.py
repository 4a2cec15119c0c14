"""Reading one page of the publisher's list of authorities: its entries and its link to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.fetching.faults import LeadsElsewhere, PageDoesNotFit
from reports.fetching.markup.node_text import text_of
from reports.fetching.visiting.site import Site, provider_urn
from reports.ingest.parsed import JsonForm

ENTRIES = "ul.results-list li.search-result"
URN = re.compile(r"\d{5,7}")
PAGE_NUMBERS = re.compile(r"(\d+) of (\d+)")


@dataclass(frozen=True, slots=True)
class ListEntry(JsonForm):
    """An authority on the list: its URN, name and category as printed, and its page's address.

    `latest_report` is the date as printed; empty where the entry has none.
    """

    urn: str
    name: str
    address: str
    category: str = ""
    latest_report: str = ""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of the list, and whether it is on the list of closed authorities."""

    entry: ListEntry
    closed: bool


@dataclass(frozen=True, slots=True)
class ListPage(JsonForm):
    """The entries of one page of the list, and the address of the next; None on the last.

    `number` and `count` come from the words "1 of 2"; both are 1 if the page has no such words.
    """

    entries: tuple[ListEntry, ...]
    following: str | None
    number: int = 1
    count: int = 1


def read_list_page(html: str, address: str, site: Site) -> ListPage:
    """The entries of a list page that came from `address`. Raises `PageDoesNotFit`."""
    tree = LexborHTMLParser(html)
    if tree.css_first("ul.results-list") is None:
        if "search-result" in html:
            raise PageDoesNotFit("ul.results-list", "other markup of search results: it changed")
        raise PageDoesNotFit("ul.results-list", "no search results: the site keeps programs out")
    entries = [_entry(node, address, site) for node in tree.css(ENTRIES)]
    if not entries:
        raise PageDoesNotFit("results in ul.results-list (li.search-result)", "none")
    number, count = _numbers(tree)
    following = _following(tree, address, site)
    if following is None and number < count:
        raise PageDoesNotFit("a link to the next page (a.pagination__next)", f"{number} of {count}")
    return ListPage(tuple(entries), following, number, count)


def _entry(node: LexborNode, page: str, site: Site) -> ListEntry:
    link = _link(node)
    name = text_of(link)
    if not name:
        raise PageDoesNotFit("the name of an authority as the text of its link", "no text")
    try:
        address = site.address(link.attributes.get("href") or "", page)
    except LeadsElsewhere as error:
        raise PageDoesNotFit(f"the page of {name} on the publisher's site", str(error)) from error
    labels = _labels(node)
    urn = labels.get("urn", "")
    if not URN.fullmatch(urn):
        raise PageDoesNotFit(f"“URN: ” with 5 to 7 digits in the entry of {name}", f"“{urn}”")
    if provider_urn(address) != urn:
        raise PageDoesNotFit(f"/provider/44/{urn} as the link of {name}", address)
    return ListEntry(
        urn, name, address, labels.get("category", ""), labels.get("latest report", "")
    )


def _link(entry: LexborNode) -> LexborNode:
    """The link of an entry's title. Raises `PageDoesNotFit` if it has none."""
    for selector in (".search-result__title a[href]", "h3 a[href]", 'a[href*="/provider/"]'):
        link = entry.css_first(selector)
        if link is not None:
            return link
    raise PageDoesNotFit("a link to the provider in each entry", f"“{text_of(entry)[:80]}” without")


def _labels(entry: LexborNode) -> dict[str, str]:
    """The values of an entry by their labels in lower case. Not every entry has every label."""
    labels = {}
    for item in entry.css("li"):
        label, colon, value = text_of(item).partition(":")
        if colon:
            labels[label.strip().lower()] = value.strip()
    return labels


def _numbers(tree: LexborHTMLParser) -> tuple[int, int]:
    node = tree.css_first(".pagination__numbers")
    match = PAGE_NUMBERS.search(text_of(node)) if node is not None else None
    return (int(match[1]), int(match[2])) if match else (1, 1)


def _following(tree: LexborHTMLParser, page: str, site: Site) -> str | None:
    """The address of the next page; None on the last one.

    Raises `PageDoesNotFit` if the address is not that of a list page.
    """
    link = tree.css_first("a.pagination__next[href]")
    if link is None:
        link = tree.css_first("ul.pagination li.next a[href]")  # until 2018
    if link is None:
        return None
    href = link.attributes.get("href") or ""
    try:
        address = site.address(href, page)
    except LeadsElsewhere as error:
        raise PageDoesNotFit("the next page on the publisher's site", str(error)) from error
    if not address.startswith(f"{site.base}/search?"):
        raise PageDoesNotFit("/search?… as the address of the next page", href)
    return address
