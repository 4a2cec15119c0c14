"""The libraries in the tree: they import nothing of the archive; the embedded server is small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.home import PROJECT

LIBRARIES: dict[str, tuple[str, ...]] = {
    "connections": (),
    "database": (),
    "embedded": ("database",),
}
"""Each library, and the others that it may import."""
OF_THE_PROJECT = {"config", "reports", "search", "tests"}
MOST_LINES_OF_EMBEDDED = 600


def modules(library: str) -> list[Path]:
    files = sorted((PROJECT / "config" / library).glob("*.py"))
    assert len(files) > 1
    return files


def imported(module: Path) -> Iterator[str]:
    """The names of all modules that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_imports_nothing_of_the_archive(library: str) -> None:
    allowed = tuple(f"config.{name}." for name in (library, *LIBRARIES[library]))
    for module in modules(library):
        names = {name for name in imported(module) if name.split(".")[0] in OF_THE_PROJECT}
        others = {name for name in names if not f"{name}.".startswith(allowed)}
        assert not others, module
        assert "django.conf" not in imported(module), module


def test_embedded_server_is_small() -> None:
    lines = sum(len(module.read_text().splitlines()) for module in modules("embedded"))
    assert lines <= MOST_LINES_OF_EMBEDDED


def test_readme_of_the_embedded_server_names_every_module() -> None:
    readme = (PROJECT / "config" / "embedded" / "README.md").read_text()
    missing = [each.stem for each in modules("embedded") if f"`{each.stem}`" not in readme]
    assert missing == ["__init__"]
