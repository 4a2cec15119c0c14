"""Reading the page of one authority on the publisher's site: the files that its timeline lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.fetching.faults import PageDoesNotFit
from reports.fetching.markup.node_text import text_of
from reports.fetching.markup.printed_dates import DATE, printed_date
from reports.fetching.visiting.site import LONGEST_ADDRESS, file_id, provider_urn
from reports.ingest.parsed import JsonForm

LINKS = 'a.publication-link, a[href*="/v1/file/"]'
"""Links to files: by their class, or by their address if the class has changed."""
TRACES = ("/v1/file/", "publication-link", "timeline")
"""Any of these shows that a page lists files, even if its markup has changed."""
KIND_AND_DATE = re.compile(
    r"(?P<kind>.+?)[\s,]*(?:\bas\s+)?\bpdf\b.*?[-\u2013\u2014]\s*(?P<date>[^-\u2013\u2014]+)",
    re.IGNORECASE,
)
"""“Children's services inspection, PDF - 3 March 2023”, also with “,  pdf” and “as pdf”."""
DATE_AT_END = re.compile(rf"{DATE}$")


@dataclass(frozen=True, slots=True)
class PrintedFile(JsonForm):
    """A file as a page lists it: the printed kind, both dates, and the address of its link."""

    file_id: str
    kind: str
    event_date: date
    published: date
    address: str


def read_provider_page(
    html: str, address: str, urn: str, *, name: str = "", had_files: bool = True
) -> tuple[PrintedFile, ...]:
    """The files that the page of an authority lists, each once, in the page's order.

    `address` is the page's own address. `urn` and `name` are those of the provider on the list.
    `had_files` says whether the page listed files before. Raises `PageDoesNotFit`.
    """
    tree = LexborHTMLParser(html)
    names_itself = _check_canonical(tree, address, urn) or _is_headed(tree, name)
    timeline = tree.css_first("ol.timeline")
    if timeline is None:
        if names_itself and not had_files and not any(trace in html for trace in TRACES):
            return ()  # nothing has been published about this provider yet
        raise PageDoesNotFit("a timeline (ol.timeline)", "none")
    files = _files(timeline, address)
    _check_days(timeline)
    _check_outside(tree, files, address)
    return tuple(files.values())


def _files(timeline: LexborNode, address: str) -> dict[str, PrintedFile]:
    """The files of a timeline by their ids.

    A file may have several links, such as a picture and a title: the first link that prints the
    kind and the date counts. Raises `PageDoesNotFit` for a file that has no such link.
    """
    files: dict[str, PrintedFile] = {}
    faults: dict[str, PageDoesNotFit] = {}
    for link in timeline.css(LINKS):
        number = _number_of(link, address)
        if number in files:
            continue
        try:
            files[number] = _file(link, number, address)
        except PageDoesNotFit as error:
            faults.setdefault(number, error)
    for number, fault in faults.items():
        if number not in files:
            raise fault
    return files


def _is_headed(tree: LexborHTMLParser, name: str) -> bool:
    """Whether the page has the name of its provider as its heading."""
    heading = tree.css_first("h1")
    return bool(name) and heading is not None and text_of(heading) == name


def _check_canonical(tree: LexborHTMLParser, address: str, urn: str) -> bool:
    """Whether the page has a canonical link.

    Raises `PageDoesNotFit` if it names another provider.
    """
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is None:
        return False
    href = canonical.attributes.get("href") or ""
    if provider_urn(_address(href, address)) != urn:
        raise PageDoesNotFit(f"the page of provider {urn} (link rel=canonical)", f"“{href}”")
    return True


def _check_days(timeline: LexborNode) -> None:
    """Raise `PageDoesNotFit` if a timeline's items are not days: it would seem to have no files."""
    if timeline.css_first("li") is not None and timeline.css_first("li.timeline__day") is None:
        raise PageDoesNotFit("days in the timeline (li.timeline__day)", "other items")


def _check_outside(tree: LexborHTMLParser, files: dict[str, PrintedFile], address: str) -> None:
    """Raise `PageDoesNotFit` for a file that is linked outside the timeline: it would be missed."""
    for link in tree.css('a[href*="/v1/file/"]'):
        href = link.attributes.get("href") or ""
        number = file_id(_address(href, address))
        if number not in files:
            raise PageDoesNotFit("every file in the timeline", f"“{href}” outside of it")


def _number_of(link: LexborNode, page: str) -> str:
    """The id of the file that a link leads to."""
    href = link.attributes.get("href") or ""
    number = file_id(_address(href, page))
    if number is None:
        raise PageDoesNotFit(
            "/v1/file/ with 5 to 10 digits as the link of a file", f"“{href[:LONGEST_ADDRESS]}”"
        )
    return number


def _file(link: LexborNode, number: str, page: str) -> PrintedFile:
    kind, published = _kind_and_publication(link, number)
    event = _event_of(link)
    time = event.css_first(".timeline__date time") if event is not None else None
    if time is None:
        raise PageDoesNotFit(f"the day of file {number} (p.timeline__date time)", "none")
    event_date = printed_date(text_of(time), f"the day of file {number}")
    address = _address(link.attributes.get("href") or "", page)
    return PrintedFile(number, kind, event_date, published, address)


def _kind_and_publication(link: LexborNode, number: str) -> tuple[str, date]:
    """The kind and the publication date that a link prints."""
    hidden = link.css_first("span.nonvisual")
    whole = text_of(hidden) if hidden is not None else text_of(link)
    match = KIND_AND_DATE.fullmatch(whole)
    what = f"the publication date of file {number}"
    if match:
        return _kind(match["kind"], number), printed_date(match["date"], what)
    at_end = DATE_AT_END.search(whole)
    if at_end:
        return _kind(whole[: at_end.start()], number), printed_date(at_end[0], what)
    metadata = _metadata_date(link)
    if metadata is None:
        raise PageDoesNotFit(f"“kind, PDF - 3 March 2023” in the link of file {number}", whole)
    return _kind(whole, number), printed_date(metadata, what)


def _kind(printed: str, number: str) -> str:
    """The kind as printed, without the "as pdf" and the commas at its end."""
    kind = re.sub(
        r"[\s,]*(?:\bas)?[\s,]*(?:\bpdf)?[\s,\u2013\u2014-]*$", "", printed, flags=re.IGNORECASE
    )
    kind = " ".join(kind.split())
    if not kind or len(kind) > 200:
        raise PageDoesNotFit(f"the kind of file {number}", f"“{printed[:80]}”")
    return kind


def _metadata_date(link: LexborNode) -> str | None:
    """The date after "Published" in the event of a link; None if the event prints none."""
    event = _event_of(link)
    time = event.css_first(".event__metadata time") if event is not None else None
    return text_of(time) if time is not None else None


def _event_of(link: LexborNode) -> LexborNode | None:
    """The nearest element around a link that has a date: its event, or the day of the timeline."""
    node = link.parent
    while node is not None and node.tag != "ol":
        classes = (node.attributes.get("class") or "").split()
        is_event = "event" in classes or "timeline__day" in classes
        if is_event and node.css_first(".timeline__date time") is not None:
            return node
        node = node.parent
    return None


def _address(href: str, page: str) -> str:
    """The absolute address of a link on a page; empty if it is not valid, or too long."""
    try:
        address = urljoin(page, href.strip())
    except ValueError:
        return ""
    return address if len(address) <= LONGEST_ADDRESS else ""
