"""The direction of the arrows: who may import whom, read from the import statements themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What every part of the parser may know: the vocabulary, the authorities, what a reading and a pattern are made of.
READING = (
    *("reports.vocabulary", "reports.reference"),
    *("reports.ingest.parsed", "reports.ingest.problems", "reports.ingest.wording"),
)


def itself(app: str) -> set[str]:
    """The modules of an app that stand in no package of it."""
    return {f"{app}.{file.stem}" for file in ROOT.glob(f"{app}/*.py")}


ROWS = itself("reports")
SEARCH = {"reports", "search.words", "search.finding"}

# Each part, and what it may import of the project. What is nearer the reader imports what is nearer the report.
MAY_IMPORT = {
    "reports/vocabulary.py": set(),
    "reports/reference.py": {"reports.vocabulary"},
    "reports/ingest": {"reports.vocabulary", "reports.reference", "reports.ingest"},
    "reports/ingest/text": {*READING, "reports.ingest.text"},
    "reports/ingest/parts": {*READING, "reports.ingest.text", "reports.ingest.parts"},
    "reports/ingest/ilacs": {*READING, "reports.ingest.text", "reports.ingest.parts", "reports.ingest.ilacs"},
    "reports/ingest/letters": {*READING, "reports.ingest.text", "reports.ingest.parts", "reports.ingest.letters"},
    "reports/ingest/before_2018": {
        *READING,
        "reports.ingest.text",
        "reports.ingest.parts",
        "reports.ingest.before_2018",
    },
    "reports/text_search.py": set(),
    "reports/lexemes.py": {"reports.text_search"},
    "reports/querysets.py": {"reports.vocabulary", "reports.text_search", "reports.models"},
    "reports": {*ROWS, "reports.ingest"},
    "reports/publishing": {*ROWS, "reports.ingest", "reports.publishing"},
    "reports/pages": {*ROWS, "reports.ingest", "reports.publishing", "reports.pages"},
    "reports/urls.py": {"reports.pages"},
    "reports/admin": {"reports"},
    "reports/management": {"reports"},
    "reports/templatetags": {"reports"},
    "search/words": {*ROWS, "search.words"},
    "search/finding": {*ROWS, "search.words", "search.finding"},
    "search": {*SEARCH, *itself("search")},
    "search/passages": {*SEARCH, *itself("search"), "search.passages"},
    "search/trends": {*SEARCH, *itself("search"), "search.trends"},
    "search/subjects": {*SEARCH, *itself("search"), "search.trends", "search.subjects"},
    "search/compare": {*SEARCH, *itself("search"), "search.compare"},
    "search/templatetags": {"reports", "search"},
    "search/urls.py": {"search"},
    "search/sitemaps.py": {"reports", "search"},
}
PURE = ("reports/vocabulary.py", "reports/reference.py", "reports/ingest")


def modules() -> list[str]:
    files = [*ROOT.glob("reports/**/*.py"), *ROOT.glob("search/**/*.py")]
    return sorted(str(file.relative_to(ROOT)) for file in files)


def imported(file: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relative to itself; name the module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(file: str) -> str:
    """The most exact part that the module belongs to."""
    return max(
        (part for part in MAY_IMPORT if file == part or file.startswith(part.removesuffix(".py") + "/")),
        key=len,
    )


@pytest.mark.parametrize("file", modules())
def test_module_imports_downwards_only(file: str) -> None:
    allowed = MAY_IMPORT[part_of(file)]
    ours = [name for name in imported(file) if name.split(".")[0] in {"reports", "search", "config", "tests"}]
    wrong = [name for name in ours if not any(name == part or name.startswith(part + ".") for part in allowed)]
    assert not wrong, f"{file} imports {wrong}; it may import {sorted(allowed)}"


@pytest.mark.parametrize("file", [file for file in modules() if file.startswith(PURE)])
def test_reading_knows_no_django(file: str) -> None:
    assert not [name for name in imported(file) if name.split(".")[0] == "django"]
