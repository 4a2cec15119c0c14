"""No module names a grade or a judgement by itself: the files of frameworks alone do.

Modules that read reports are another matter: what a report prints is theirs to know.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.facts.frameworks import Scale, Track
from reports.facts.vocabulary import NOT_JUDGED, Area, Grade

PROJECT = Path(__file__).resolve().parents[1]
READERS = (
    "reports/ingest/area_send/",
    "reports/ingest/before_2018/",
    "reports/ingest/ilacs/",
    "reports/ingest/letters/",
    "reports/ingest/parts/grades.py",
    "reports/reconciling/statistics.py",
)
"""They know the printed words of their reports, and of Ofsted's statistics."""
CLASSES = {"Area", "Grade", "Track", "Scale", "Framework"}
PARAMETERS = {"overall"}
"""Codes that are also the name of a filter in addresses."""
CODES = {str(term) for terms in (Area, Grade, Scale) for term in terms} - PARAMETERS
LABELS = {term.label.lower() for terms in (Area, Grade, Track) for term in terms}
LONG_LABELS = {label for label in LABELS if " " in label} - {NOT_JUDGED.label.lower()}
MODULES = [
    str(path.relative_to(PROJECT))
    for folder in ("config", "reports", "search")
    for path in sorted((PROJECT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
PAGES = [
    str(path.relative_to(PROJECT))
    for folder in ("templates", "static")
    for path in sorted((PROJECT / folder).rglob("*"))
    if path.suffix in (".html", ".css", ".js", ".svg", ".txt")
]
STATEMENTS = [
    str(path.relative_to(PROJECT))
    for folder in ("config", "reports", "search")
    for path in sorted((PROJECT / folder).rglob("*.sql"))
]


def named_in(source: str) -> Iterator[str]:
    """The grades and areas that a module names: as members, as codes, or by long labels."""
    tree = ast.parse(source)
    docstrings = {id(each) for each in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in CLASSES and node.attr.isupper():
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield from _named_by(node.value)


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string that stands as a statement: it is for people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _named_by(constant: object) -> Iterator[str]:
    if not isinstance(constant, str):
        return
    if constant in CODES or constant.lower().strip() in LONG_LABELS:
        yield constant
    yield from codes_quoted_in(constant)


def codes_quoted_in(text: str) -> list[str]:
    """The codes in quotation marks within a text, such as a statement of SQL."""
    quoted = re.findall(r"['\"“]([a-z0-9-]+)['\"”]", text)
    return [code for code in quoted if code in CODES | PARAMETERS]


def named_in_page(source: str) -> list[str]:
    """The codes in quotation marks or as classes of a template, a stylesheet or a script."""
    without_comments = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", source, flags=re.DOTALL)
    quoted = re.findall(r"[\"']([a-z0-9-]+)[\"']", without_comments)
    classes = re.findall(r"\.([a-z][a-z0-9-]*)(?=[\s,.:{])", without_comments)
    labels = [label for label in LONG_LABELS if label in without_comments.lower()]
    return [each for each in (*quoted, *classes) if each in CODES] + labels


@pytest.mark.parametrize("module", [each for each in MODULES if not each.startswith(READERS)])
def test_no_module_names_a_grade_or_an_area(module: str) -> None:
    assert list(named_in((PROJECT / module).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", PAGES)
def test_no_page_names_a_grade_or_an_area(file: str) -> None:
    assert named_in_page((PROJECT / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", STATEMENTS)
def test_no_statement_names_a_grade_or_an_area(file: str) -> None:
    assert codes_quoted_in((PROJECT / file).read_text(encoding="utf-8")) == []


def test_names_are_noticed() -> None:
    named = named_in("GOOD = (Grade.GOOD, Area('in-care'), 'Requires improvement')")
    assert set(named) == {"Grade.GOOD", "in-care", "Requires improvement"}
    assert list(named_in("QUERY = \"WHERE area = 'overall'\"")) == ["overall"]
    assert list(named_in('"""Grade: good."""\n"good"')) == []
    assert named_in_page('{% if track.code == "leaders" %}') == ["leaders"]
    assert named_in_page(".tile.good rect { }") == ["good"]
    assert named_in_page("<p>Children in care</p>") == ["children in care"]
