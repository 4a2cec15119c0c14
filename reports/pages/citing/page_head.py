"""Metadata in the head of a page: its address, title and description, and the work on it.

It is for search engines and reference managers (`citation_*`), for shared links (OpenGraph), and
for programs that read linked data (schema.org, in JSON-LD).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator

from reports.models import Inspection, Judgement, Paragraph
from reports.pages.citing.works import CitedWork, passage_work, report_work
from reports.records.fields import Absolute

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LONGEST_DESCRIPTION = 300
JSON_IN_HTML = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})
"""Characters that could end the element around the JSON."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of a page: `properties` are those of OpenGraph, `citation` the tags `citation_*`.

    `linked_data` is JSON, safe in HTML.
    """

    address: str
    title: str
    description: str
    properties: list[tuple[str, str]]
    citation: list[tuple[str, str]]
    linked_data: SafeString


def head_of_report(
    inspection: Inspection, judgements: Iterable[Judgement], absolute: Absolute
) -> PageHead:
    """The head of the page of an inspection that comes with its authority."""
    work = report_work(inspection, absolute)
    return _head(
        work,
        work.url,
        title=f"{inspection.authority}: {work.kind}, {inspection.end_date:%B %Y}",
        description=_of_report(inspection, judgements),
        linked_data={"@context": "https://schema.org", **_report(inspection, work, absolute)},
    )


def head_of_passage(paragraph: Paragraph, path: str, absolute: Absolute) -> PageHead:
    """The head of the page at `path` of a passage that comes with inspection and authority."""
    inspection = paragraph.inspection
    work = passage_work(paragraph, absolute)
    report = _report(inspection, report_work(inspection, absolute), absolute)
    linked_data = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": work.url,
        "name": f"{work.authority}, {inspection.end_date:%B %Y}: {work.section}",
        "text": work.text,
        "url": absolute(path),
        "isPartOf": report,
        "about": report["about"],
        "license": LICENCE,
        "inLanguage": "en-GB",
    }
    return _head(
        work,
        absolute(path),
        title=f"{inspection.authority}, {inspection.end_date:%B %Y}: {work.section}",
        description=Truncator(work.text).chars(LONGEST_DESCRIPTION),
        linked_data=linked_data,
    )


def _head(
    work: CitedWork, address: str, *, title: str, description: str, linked_data: dict[str, Any]
) -> PageHead:
    properties = [
        ("og:type", "article"),
        ("og:site_name", "Inspection Archive"),
        ("og:locale", "en_GB"),
        ("og:url", address),
        ("og:title", title),
        ("og:description", description),
    ]
    return PageHead(address, title, description, properties, _citation(work), _in_html(linked_data))


def _citation(work: CitedWork) -> list[tuple[str, str]]:
    """The tags of reference managers and of Google Scholar (its guidelines for webmasters)."""
    tags = [
        ("citation_title", work.title),
        ("citation_author", "Ofsted"),
        ("citation_publisher", "Ofsted"),
        ("citation_technical_report_institution", "Ofsted"),
        ("citation_publication_date", f"{work.issued:%Y/%m/%d}"),
        ("citation_language", "en-GB"),
        ("citation_public_url", work.url),
    ]
    if work.page:
        tags.append(("citation_firstpage", str(work.page)))
    return tags


def _of_report(inspection: Inspection, judgements: Iterable[Judgement]) -> str:
    """The council, the days on site and the grades, in a sentence or two."""
    days = f"{inspection.start_date:%-d %B %Y} to {inspection.end_date:%-d %B %Y}"
    sentence = f"{inspection.authority}, {inspection.get_kind_display()}, inspected {days}."
    grades = [f"{each.get_area_display()}: {each.get_grade_display()}" for each in judgements]
    return f"{sentence} {'; '.join(grades)}." if grades else sentence


def _report(inspection: Inspection, work: CitedWork, absolute: Absolute) -> dict[str, Any]:
    """The report as schema.org has it; its id is its permanent address."""
    authority = inspection.authority
    report = {
        "@type": "Report",
        "@id": work.url,
        "name": work.title,
        "url": work.url,
        "author": {"@type": "Organization", "name": "Ofsted", "url": "https://www.gov.uk/ofsted"},
        "genre": work.kind,
        "temporalCoverage": f"{work.first_day}/{work.last_day}",
        "about": {
            "@type": "AdministrativeArea",
            "@id": absolute(authority.get_absolute_url()),
            "name": work.authority,
        },
        "isPartOf": {
            "@type": "Collection",
            "@id": absolute("/"),
            "name": "Inspection Archive",
        },
        "license": LICENCE,
        "inLanguage": "en-GB",
    }
    if work.published:
        report["datePublished"] = work.published.isoformat()
    return report


def _in_html(linked_data: dict[str, Any]) -> SafeString:
    # Nothing in it can end its element.
    return SafeString(json.dumps(linked_data, ensure_ascii=False).translate(JSON_IN_HTML))
