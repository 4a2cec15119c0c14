"""The embedded server is a library in the tree: small, described, and independent of the archive."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.home import PROJECT

LIBRARY = PROJECT / "config" / "embedded"
MODULES = sorted(LIBRARY.glob("*.py"))
MOST_LINES = 600


def imported(module: Path) -> Iterator[str]:
    """The names of all modules that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_library_imports_nothing_of_the_archive(module: Path) -> None:
    of_the_project = {"config", "reports", "search", "tests"}
    names = [name for name in imported(module) if name.split(".")[0] in of_the_project]
    assert [name for name in names if not (name + ".").startswith("config.embedded.")] == []


def test_library_is_small() -> None:
    assert len(MODULES) > 5
    assert sum(len(module.read_text().splitlines()) for module in MODULES) <= MOST_LINES


def test_readme_names_every_module() -> None:
    readme = (LIBRARY / "README.md").read_text()
    assert [module.stem for module in MODULES if f"`{module.stem}`" not in readme] == ["__init__"]
