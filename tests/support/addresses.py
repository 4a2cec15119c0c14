"""An address of every page and file, and the statuses with which any of them may answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.test import Client

ANSWERS = {200, 302, 400, 404, 410, 503}
"""A page or file, a redirect, or an error with an explanation: never a 500."""
PARAMETERS = (
    "q",
    "match",
    "without",
    "group",
    "sort",
    "page",
    "region",
    "authority",
    "area",
    "family",
    "grade",
    "overall",
    "kind",
    "year",
    "role",
    "judgement",
    "by",
    "show",
    "from",
    "to",
    "with",
    "order",
    "report",
    "ended",
    "names",
    "cursor",
    "limit",
    "bom",
)
"""Parameters that some public page or file reads."""
IN_EVERY_ARCHIVE: tuple[str, ...] = (
    "/",
    "/map.csv",
    "/map.xlsx",
    "/grades.csv",
    "/grades.xlsx",
    "/authorities/",
    "/authorities.csv",
    "/authorities.xlsx",
    "/inspections/",
    "/inspections.csv",
    "/inspections.xlsx",
    "/timing/",
    "/timing.csv",
    "/timing.xlsx",
    "/about/",
    "/about/accessibility/",
    "/about/coverage/",
    "/about/coverage.csv",
    "/about/coverage.xlsx",
    "/about/privacy/",
    "/corrections/",
    "/data/",
    "/glossary/",
    "/glossary.csv",
    "/glossary.xlsx",
    "/new/",
    "/new.atom",
    "/new.csv",
    "/new.xlsx",
    "/regions/south-west.atom",
    "/robots.txt",
    "/sitemap-passages.xml",
    "/sitemap.xml",
    "/names.json",
    "/search/",
    "/search.json",
    "/search.csv",
    "/search.xlsx",
    "/search.atom",
    "/search.bib",
    "/search.csl.json",
    "/search.ris",
    "/compare/",
    "/compare.csv",
    "/compare.xlsx",
    "/compare/passages.csv",
    "/compare/passages.xlsx",
    "/compare/names.csv",
    "/compare/names.xlsx",
    "/compare/words.csv",
    "/compare/words.xlsx",
    "/points/",
    "/points.csv",
    "/points.xlsx",
    "/trends/",
    "/trends.csv",
    "/trends.xlsx",
    "/trends/grades/",
    "/trends/grades.csv",
    "/trends/grades.xlsx",
    "/subjects/",
    "/subjects.csv",
    "/subjects.xlsx",
)
"""Addresses that exist in every archive, also in an empty one."""
PAGES: tuple[str, ...] = (
    *IN_EVERY_ARCHIVE,
    "/find/",
    "/authorities/fernhollow/",
    "/authorities/fernhollow.atom",
    "/authorities/fernhollow/briefing/",
    "/authorities/fernhollow/inspections.csv",
    "/authorities/fernhollow/inspections.xlsx",
    "/inspections/fernhollow-ilacs-2023-06-23/",
    "/inspections/fernhollow-ilacs-2023-06-23.bib",
    "/inspections/fernhollow-ilacs-2023-06-23/history/",
    "/inspections/fernhollow-ilacs-2023-06-23/judgements.csv",
    "/inspections/fernhollow-ilacs-2023-06-23/judgements.xlsx",
    "/inspections/fernhollow-ilacs-2023-06-23/p1/",
    "/inspections/fernhollow-ilacs-2023-06-23/p1.ris",
    "/subjects/return-home-interviews/",
    "/subjects/return-home-interviews.csv",
    "/subjects/return-home-interviews.xlsx",
    "/subjects/return-home-interviews/grades.csv",
    "/subjects/return-home-interviews/grades.xlsx",
    "/subjects/return-home-interviews.atom",
)
"""An address of every page and file for readers, in an archive with the report of `fernhollow`."""
_TWO = "?authority=fernhollow&authority=greyfell"
NEEDED = {
    "/compare.csv": _TWO,
    "/compare.xlsx": _TWO,
    "/compare/passages.csv": f"{_TWO}&q=visits",
    "/compare/passages.xlsx": f"{_TWO}&q=visits",
    "/compare/names.csv": f"{_TWO}&q=visits",
    "/compare/names.xlsx": f"{_TWO}&q=visits",
    "/compare/words.csv": f"{_TWO}&q=visits",
    "/compare/words.xlsx": f"{_TWO}&q=visits",
    "/trends.csv": "?q=visits",
    "/trends.xlsx": "?q=visits",
}
"""The query string without which the address answers 400."""


def assert_answered(client: Client, address: str, parameters: list[tuple[str, str]]) -> None:
    """Fail if the answer to an address with these parameters has another status than `ANSWERS`."""
    response = client.get(f"{address}?{urlencode(parameters, errors='replace')}")
    assert response.status_code in ANSWERS, (address, parameters)
    # A streamed answer may still fail while it is read.
    response.getvalue()
