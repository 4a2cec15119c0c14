"""What a comparison's page says, read from its HTML."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

OUTLINE_QUERIES = 3
"""What a new process reads before its first search: inspections, sections and common stems."""

Given = tuple[str, list[tuple[str, str]]]
"""The words of the latest cell, and the earlier grades as (year, grade), the newest first."""


def tree_of(client: Client, address: str, *, status: int = 200) -> Element:
    """The page at an address, as strict HTML."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    parser: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(answer.content.decode())
    return tree


def words_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def rows_of(tree: Element, caption: str) -> list[Element]:
    """The rows of the body of the table whose caption has this id."""
    table = next(
        each
        for each in tree.iter("table")
        if any(c.get("id") == caption for c in each.iter("caption"))
    )
    return list(table.findall("tbody/tr"))


def grades_on(tree: Element) -> dict[tuple[str, str], Given]:
    """What a page of two to four authorities says, by judgement and authority."""
    grades = {}
    for row in rows_of(tree, "comparison")[1:]:
        for cell in row.findall("td"):
            earlier = [_year_and_grade(each) for each in cell.iter("li")]
            latest = cell.find("span[@class='graded']")
            words = words_of(latest if latest is not None else cell.find("span"))  # type: ignore[arg-type]  # every cell has one
            grades[words_of(row.find("th")), cell.get("data-label", "")] = (_word(words), earlier)  # type: ignore[arg-type]  # as above
    return grades


def _year_and_grade(item: Element) -> tuple[str, str]:
    year, grade = item.find("a"), item.find("span[@class='graded']")
    assert year is not None
    assert grade is not None
    return words_of(year), _word(words_of(grade))


def _word(badge: str) -> str:
    """`R Requires improvement` without its letter."""
    return badge.partition(" ")[2] if badge[1:2] == " " else badge
