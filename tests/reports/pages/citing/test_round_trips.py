"""Citations and linked data as other programs' libraries read them back, for 200 passages."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]  # the package ships no types
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.template.loader import render_to_string
from pyld import jsonld  # type: ignore[import-untyped]  # as above

from reports.facts.vocabulary import Kind, NumberedBy, Region, Role
from reports.models import Authority, Inspection, Paragraph
from reports.pages.citing.citation_files import written
from reports.pages.citing.page_head import PageHead, head_of_passage
from reports.pages.citing.works import CitedWork, passage_work

TODAY = date(2026, 11, 28)
AWKWARD = (
    "100% of “visits” & plans",
    "{braces}",
    "}{",
    "an open { brace",
    "\\textbf{bold}",
    "50_000 £ #1 ~ ^2 $5",
    "“quotes”, 'quotes' and \"quotes\"",
    "''two'' ``ticks`` -- and --- dashes",
    "éüßŁ œ ﬁ ½ 中文",
    "a line\nbroken\r\nin\ttwo",
    "ER  - ",
    "TY  - JOUR",
    "@misc{x, title={y}}",
    "<b>&amp;</b></script><!--",
    "a\u00a0b\u200bc",
    "% not a comment",
)
SCHEMA: dict[str, Any] = {"@context": {"@vocab": "https://schema.org/"}}


def absolute(path: str) -> str:
    return f"https://archive.example{path}"


def passages() -> list[Paragraph]:
    """Two hundred passages whose titles and words have all kinds of awkward signs."""
    random = Random(17)  # the same each time
    made = []
    for number in range(1, 201):
        title, words = " ".join(random.sample(AWKWARD, 2)), " ".join(random.sample(AWKWARD, 4))
        authority = Authority(name=title, slug="fernhollow", region=Region.SOUTH_WEST)
        end = date(2023, 6, 23) + timedelta(days=number)
        inspection = Inspection(
            authority=authority,
            slug=f"fernhollow-ilacs-{end}",
            kind=Kind.ILACS,
            start_date=end - timedelta(days=11),
            end_date=end,
            published=end + timedelta(days=40) if number % 3 else None,
            title=f"Inspection {title}" if number % 2 else "",
        )
        paragraph = Paragraph(
            inspection=inspection,
            role=Role.NUMBERED,
            number=number,
            numbered_by=NumberedBy.REPORT,
            page=number % 5 or None,
            text=words,
        )
        made.append(paragraph)
    return made


@pytest.fixture(scope="module")
def works() -> list[CitedWork]:
    return [passage_work(each, absolute) for each in passages()]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_bibtex(works: list[CitedWork]) -> None:
    library = parse_string(
        "".join(written("bib", works, TODAY)), append_middleware=[LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks
    assert [each.key for each in library.entries] == [work.key for work in works]
    for read, work in zip(library.entries, works, strict=True):
        fields = {name: field.value for name, field in read.fields_dict.items()}
        assert fields["title"] == one_line(work.title)
        assert fields["abstract"] == one_line(work.text)
        assert (fields["url"], fields["year"]) == (work.url, str(work.issued.year))
        assert fields["author"].strip("{}") == "Ofsted"
        assert fields["note"].startswith(one_line(work.authority))


def test_ris(works: list[CitedWork]) -> None:
    entries = rispy.loads("".join(written("ris", works, TODAY)))
    assert [each["id"] for each in entries] == [work.key for work in works]
    for read, work in zip(entries, works, strict=True):
        assert (read["type_of_reference"], read["authors"]) == ("RPRT", ["Ofsted"])
        assert read["title"] == one_line(work.title)
        assert read["abstract"] == one_line(work.text)
        assert read["urls"] == [work.url]
        assert (read["year"], read["section"]) == (str(work.issued.year), work.section)
        assert read.get("start_page") == (str(work.page) if work.page else None)


def test_csl_json(works: list[CitedWork]) -> None:
    items = json.loads("".join(written("csl.json", works, TODAY)) + "]")
    for read, work in zip(items, works, strict=True):
        assert (read["id"], read["type"], read["URL"]) == (work.key, "report", work.url)
        assert (read["title"], read["abstract"]) == (work.title, work.text)
        issued = work.issued
        assert read["issued"]["date-parts"] == [[issued.year, issued.month, issued.day]]
        assert read["author"] == [{"literal": "Ofsted"}]


def test_linked_data_and_tags() -> None:
    for paragraph in passages():
        path = f"/inspections/{paragraph.inspection.slug}/{paragraph.anchor}/"
        head = head_of_passage(paragraph, path, absolute)
        html = render_to_string("parts/head.html", {"head": head})
        (node,) = expanded(html)
        assert node["@type"] == ["https://schema.org/Quotation"]
        assert value_of(node, "text") == paragraph.text
        (report,) = node["https://schema.org/isPartOf"]
        assert report["@type"] == ["https://schema.org/Report"]
        for name in ("isPartOf", "about", "license", "author"):
            assert report[f"https://schema.org/{name}"], name
        (about,) = report["https://schema.org/about"]
        assert value_of(about, "name") == paragraph.inspection.authority.name
        assert tags_of(html) == {**dict(head.properties), **dict(head.citation)}
        assert f'<link rel="canonical" href="{absolute(path)}">' in html


def expanded(html: str) -> list[Any]:
    """The linked data of a head, as a library of JSON-LD reads it, without the network."""
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    document: list[Any] = jsonld.expand(
        json.loads(data), {"documentLoader": lambda address, options: loaded(address)}
    )
    return document


def loaded(address: str) -> dict[str, Any]:
    return {
        "contextUrl": None,
        "documentUrl": address,
        "contentType": "application/ld+json",
        "document": SCHEMA,
    }


def value_of(node: dict[str, Any], name: str) -> Any:
    (value,) = node[f"https://schema.org/{name}"]
    return value["@value"]


def tags_of(html: str) -> dict[str, str]:
    tags = re.findall(r'<meta (?:name|property)="(.*?)" content="(.*?)">', html, re.DOTALL)
    return {name: unescape(content) for name, content in tags}


def test_a_head_is_light() -> None:
    heads = [head_of_passage(each, "/inspections/x/p1/", absolute) for each in passages()[:20]]
    assert all(isinstance(each, PageHead) for each in heads)
    sizes = [len(render_to_string("parts/head.html", {"head": each}).encode()) for each in heads]
    assert max(sizes) < 4_000
