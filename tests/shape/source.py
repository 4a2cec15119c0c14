"""The source that is measured: the modules of the application, and the lines of its tests."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APPLICATION = ("reports", "search", "config")
TOOLS = ("benchmarks", "accuracy", "shape")
"""Packages under `tests/` that measure; of them only the modules that pytest runs count as tests.
"""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """A module: `path` from the top of the project with slashes, and its `text`."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The name of the module by itself: `views` of `search/results/views.py`."""
        return self.path.rpartition("/")[2].removesuffix(".py")

    @property
    def imported_as(self) -> str:
        """The dotted name by which the module is imported; that of the package for `__init__`."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def application(project: Path = PROJECT) -> list[SourceFile]:
    """The modules of the application, migrations left out, ordered by path."""
    return [
        source
        for package in APPLICATION
        for source in _read(project, package)
        if "/migrations/" not in source.path
    ]


def suite(project: Path = PROJECT) -> list[SourceFile]:
    """Everything that `make test` runs: tests and what they share, without the measuring tools."""
    return [source for source in _read(project, "tests") if not _is_tool(source)]


def _read(project: Path, package: str) -> list[SourceFile]:
    files = sorted((project / package).rglob("*.py"))
    return [
        SourceFile(file.relative_to(project).as_posix(), file.read_text(encoding="utf-8"))
        for file in files
    ]


def _is_tool(source: SourceFile) -> bool:
    in_tool_package = source.path.split("/")[1] in TOOLS
    return in_tool_package and not source.name.startswith(("test_", "conftest"))
