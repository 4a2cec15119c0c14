"""The direction of the arrows: who may import whom, read from the import statements themselves."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.shape import measures, source

ROOT = Path(__file__).parents[1]

# What every part of the parser may know: the field's facts, and what readings and patterns are made
# of.
READING = {
    "reports.facts",
    "reports.ingest.parsed",
    "reports.ingest.problems",
    "reports.ingest.wording",
}
# What every family of kinds may use beside its own modules.
SHARED = {*READING, "reports.ingest.text", "reports.ingest.parts"}
ROWS = {"reports.facts", "reports.ingest", "reports.files", "reports.models", "reports.overview"}
SEARCH = {"reports", "search.query", "search.index", "search.results"}

# Each part, and what it may import of the project. What is nearer the reader imports what is nearer
# the report.
MAY_IMPORT = {
    "reports/facts": {"reports.facts"},
    "reports/ingest": {"reports.facts", "reports.ingest"},
    "reports/ingest/text": {*READING, "reports.ingest.text"},
    "reports/ingest/parts": {*READING, "reports.ingest.text", "reports.ingest.parts"},
    "reports/ingest/unnumbered": {*SHARED, "reports.ingest.unnumbered"},
    "reports/ingest/ilacs": {*SHARED, "reports.ingest.ilacs"},
    "reports/ingest/letters": {*SHARED, "reports.ingest.unnumbered", "reports.ingest.letters"},
    "reports/ingest/area_send": {*SHARED, "reports.ingest.unnumbered", "reports.ingest.area_send"},
    "reports/ingest/before_2018": {*SHARED, "reports.ingest.before_2018"},
    "reports/ingest/before_2018/chapters": {
        *SHARED,
        "reports.ingest.before_2018.areas",
        "reports.ingest.before_2018.chapters",
    },
    "reports/files": {"reports.files", "reports.ingest"},
    "reports/models": {"reports.facts", "reports.ingest", "reports.files", "reports.models"},
    "reports/overview": {"reports.facts", "reports.models", "reports.overview"},
    "reports/publishing": {*ROWS, "reports.publishing"},
    "reports/publishing/content": {
        *ROWS,
        "reports.publishing.operations",
        "reports.publishing.content",
    },
    "reports/publishing/history": {
        *ROWS,
        "reports.publishing.operations",
        "reports.publishing.content",
        "reports.publishing.history",
    },
    "reports/backup": {*ROWS, "reports.publishing", "reports.backup"},
    "reports/fetching": {*ROWS, "reports.publishing", "reports.fetching"},
    "reports/fetching/visiting": {"reports.fetching.faults", "reports.fetching.visiting"},
    "reports/fetching/markup": {
        "reports.ingest.parsed",
        "reports.fetching.faults",
        "reports.fetching.visiting.site",
        "reports.fetching.markup",
    },
    "reports/reconciling": {*ROWS, "reports.reconciling"},
    "reports/records": {*ROWS, "reports.publishing", "reports.records"},
    "reports/web": {*ROWS, "reports.publishing", "reports.records", "reports.web"},
    "reports/pages": {
        *ROWS,
        "reports.publishing",
        "reports.records",
        "reports.web",
        "reports.pages",
    },
    "reports": {*ROWS, "reports.publishing", "reports.web", "reports.pages", "reports.checks"},
    "reports/admin": {"reports"},
    "reports/management": {"reports"},
    "reports/templatetags": {"reports"},
    "search/query": {"reports.facts", "reports.models.indexed_text", "search.query"},
    "search/query/names": {"reports.facts", "reports.models.indexed_text", "search.query"},
    "search/index": {*ROWS, "search.query", "search.index"},
    "search/index/themes": {*ROWS, "reports.publishing.operations", "search.query", "search.index"},
    "search/management": {"search.index", "search.releases"},
    "search/results": {"reports", "search.query", "search.index", "search.results"},
    "search": {
        *SEARCH,
        "search.releases",
        "search.briefing",
        "search.passages",
        "search.trends",
        "search.subjects",
        "search.compare",
        "search.glossary",
        "search.completion",
        "search.api",
        "search.checks",
        "search.texts",
    },
    "search/passages": {*SEARCH, "search.subjects.subjects", "search.passages"},
    "search/briefing": {*SEARCH, "search.passages", "search.briefing"},
    "search/api": {
        *SEARCH,
        "search.passages",
        "search.trends",
        "search.subjects",
        "search.glossary",
        "search.api",
    },
    "search/trends": {*SEARCH, "search.trends"},
    "search/subjects": {*SEARCH, "search.trends", "search.subjects"},
    "search/glossary": {*SEARCH, "search.glossary"},
    "search/completion": {*SEARCH, "search.completion"},
    "search/compare": {*SEARCH, "search.compare"},
    "search/releases": {*SEARCH, "search.glossary", "search.releases"},
    "search/templatetags": {"reports", "search"},
}
PURE = ("reports/facts", "reports/ingest")

MOST_MODULES = 12

# What does not yet hold. Nothing may be added to these; what has been mended is deleted from them.
CROWDED_FOLDERS: set[str] = set()
CLASSES_OF_ONE_NAME: set[str] = set()
ALIASES_OF_ONE_NAME: set[str] = set()
CIRCULAR_IMPORTS: set[tuple[str, str]] = set()
MODELS_LOOKED_UP_BY_NAME: set[str] = set()


def modules() -> list[str]:
    files = [*ROOT.glob("reports/**/*.py"), *ROOT.glob("search/**/*.py")]
    return sorted(str(file.relative_to(ROOT)) for file in files)


@cache
def application() -> list[source.SourceFile]:
    """The modules of the application, read and parsed once for all that looks at them."""
    return source.application()


@cache
def imported(file: str) -> tuple[str, ...]:
    """The names that a module imports, in full."""
    names: list[str] = []
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relative to itself; name the module in full"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def part_of(file: str) -> str:
    """The most exact part that the module belongs to."""
    return max(
        (
            part
            for part in MAY_IMPORT
            if file == part or file.startswith(part.removesuffix(".py") + "/")
        ),
        key=len,
    )


@pytest.mark.parametrize("file", modules())
def test_module_imports_downwards_only(file: str) -> None:
    allowed = MAY_IMPORT[part_of(file)]
    ours = [
        name
        for name in imported(file)
        if name.split(".")[0] in {"reports", "search", "config", "tests"}
    ]
    wrong = [
        name
        for name in ours
        if not any(name == part or name.startswith(part + ".") for part in allowed)
    ]
    assert not wrong, f"{file} imports {wrong}; it may import {sorted(allowed)}"


@pytest.mark.parametrize("file", [file for file in modules() if file.startswith(PURE)])
def test_reading_knows_no_django(file: str) -> None:
    assert not [name for name in imported(file) if name.split(".")[0] == "django"]


def test_the_index_has_one_door() -> None:
    """Outside of `search.index` only the names of `search.index.door` are imported of it."""
    outside = [file for file in modules() if not file.startswith("search/index/")]
    of_index = {
        name for file in outside for name in imported(file) if name.startswith("search.index")
    }
    assert of_index
    assert {name for name in of_index if not name.startswith("search.index.door.")} == set()


OF_THE_INDEX = re.compile(
    r"tsquery|tsvector|search_vector|reports_entry|reports_lexeme|archive_[a-z]+\(|lexeme|posting"
    r"|\bentry\b|\blevels?\b|text_search|_bits\b|\bscan",
    re.IGNORECASE,
)
"""What only `search.index` knows of: entries, levels, signs and bits, vectors and their queries."""


def test_only_the_index_knows_what_it_is_made_of() -> None:
    outside = [
        file
        for file in modules()
        if file.startswith("search/") and not file.startswith("search/index/")
    ]
    knowing = {
        f"{file}: {line.strip()}"
        for file in outside
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
        if OF_THE_INDEX.search(line) and not line.lstrip().startswith(("#", '"""'))
    }
    assert len(outside) > 30
    assert knowing == set()


def test_imports_form_no_circle() -> None:
    """Imports inside functions and for type checkers count: they hide a circle, and leave it there."""
    try:
        TopologicalSorter(import_graph()).prepare()
    except CycleError as circle:
        pytest.fail(f"These modules import each other in a circle: {' ← '.join(circle.args[1])}")


def import_graph() -> dict[str, set[str]]:
    """For each module of the application those that it imports, by the names they are imported as."""
    names = {each.imported_as for each in application()}
    graph = {}
    for each in application():
        targets = {
            target if target in names else target.rpartition(".")[0]
            for target in imported(each.path)
        }
        graph[each.imported_as] = {
            target
            for target in targets & names
            if (each.imported_as, target) not in CIRCULAR_IMPORTS
        }
    return graph


def test_no_model_is_looked_up_by_name() -> None:
    """`apps.get_model` outside a migration hides an import, and with it a circle."""
    files = {each.path for each in application() if "get_model" in each.text}
    assert files <= MODELS_LOOKED_UP_BY_NAME


def test_no_class_name_means_two_things() -> None:
    ambiguous = measures.ambiguous_classes(application())
    new = {name: places for name, places in ambiguous.items() if name not in CLASSES_OF_ONE_NAME}
    assert not new, f"Give each of these classes a name of its own: {new}"


def test_no_alias_means_two_types() -> None:
    ambiguous = measures.ambiguous_aliases(application())
    new = {name: places for name, places in ambiguous.items() if name not in ALIASES_OF_ONE_NAME}
    assert not new, f"Give each of these types a name of its own: {new}"


def test_no_folder_is_crowded() -> None:
    folders = measures.modules_by_folder(application())
    crowded = {folder for folder, modules in folders.items() if modules > MOST_MODULES}
    assert crowded <= CROWDED_FOLDERS, (
        f"At most {MOST_MODULES} modules a folder; group those of {crowded}"
    )


def test_nothing_is_imported_from_a_module_of_tests() -> None:
    """What several modules of tests use belongs in `tests/support` or a conftest."""
    files = [str(path.relative_to(ROOT)) for path in ROOT.glob("tests/**/*.py")]
    imports = [(file, name) for file in files for name in imported(file)]
    assert len(imports) > 1000
    borrowed = [each for each in imports if re.match(r"tests\.(\w+\.)*test_\w+\.", each[1])]
    assert borrowed == []
