"""Figures read from the source alone: sizes, decisions, long lines, folders and names of types.

Each figure is defined here and nowhere else, so that figures of two days can be compared.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from tests.shape.source import FunctionNode, SourceFile

LONG = 100
"""Characters that a line should have at most."""

UNCOUNTED_FOLDERS = ("management/commands", "templatetags")
"""Folders whose modules Django looks for, one a command or a library of tags."""

DJANGO_NAMES = ("Meta", "Media", "Command")
"""Names of classes that Django looks for, in whatever module they are."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long some things are, in lines; `p90` is the length that nine tenths do not exceed."""

    count: int
    median: float
    p90: int
    longest: int


def sizes(lengths: Iterable[int]) -> Sizes:
    """Raises `ValueError` where there is nothing to measure."""
    ordered = sorted(lengths)
    if not ordered:
        raise ValueError("There is nothing to measure.")
    nine_tenths = -(-len(ordered) * 9 // 10)  # rounded up: the rank of the last of them
    return Sizes(len(ordered), median(ordered), ordered[nine_tenths - 1], ordered[-1])


def module_lengths(sources: Iterable[SourceFile]) -> list[int]:
    """All lines of each module, blank ones too; empty `__init__` modules are left out."""
    return [len(source.lines) for source in sources if source.lines]


def function_lengths(sources: Iterable[SourceFile]) -> list[int]:
    """Lines of each function from `def` to its end; an inner function counts for itself as well."""
    return [
        _length(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, FunctionNode)
    ]


def decisions_per_100_lines(sources: Iterable[SourceFile]) -> float:
    """Decisions in functions for each 100 of their lines, inner functions within their outer ones.

    A decision is each `if` and `elif`, `for`, `while`, `except`, conditional expression, `case`,
    each `and` and `or` (two in `a and b and c`), and each `for` and `if` of a comprehension.
    """
    functions = [function for source in sources for function in _outermost(source.tree)]
    lines = sum(_length(function) for function in functions)
    decisions = sum(_decisions(node) for function in functions for node in ast.walk(function))
    return 100 * decisions / lines


def share_of_long_lines(sources: Iterable[SourceFile]) -> float:
    """The share, from 0 to 1, of the lines that are not blank which are longer than `LONG`."""
    lines = [line for source in sources for line in source.lines if line.strip()]
    return sum(len(line) > LONG for line in lines) / len(lines)


def modules_by_folder(sources: Iterable[SourceFile]) -> Counter[str]:
    """How many modules are directly in each folder, without `__init__` and `UNCOUNTED_FOLDERS`."""
    return Counter(
        source.folder
        for source in sources
        if source.name != "__init__" and not source.folder.endswith(UNCOUNTED_FOLDERS)
    )


def classes_by_name(sources: Iterable[SourceFile]) -> dict[str, list[str]]:
    """Each name of a class, and the path of the module of each class of that name."""
    places = defaultdict(list)
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and node.name not in DJANGO_NAMES:
                places[node.name].append(source.path)
    return dict(places)


def ambiguous_classes(sources: Iterable[SourceFile]) -> dict[str, list[str]]:
    """The names that more than one class has, in alphabetical order, with their modules."""
    places = classes_by_name(sources)
    return {name: places[name] for name in sorted(places) if len(places[name]) > 1}


def ambiguous_aliases(sources: Iterable[SourceFile]) -> dict[str, list[str]]:
    """The names that modules give to different types by assignment (`Places = list[int]`)."""
    meanings: dict[str, dict[str, str]] = defaultdict(dict)
    for source in sources:
        for name, meaning in _aliases(source.tree):
            meanings[name].setdefault(meaning, source.path)
    return {name: list(each.values()) for name, each in sorted(meanings.items()) if len(each) > 1}


def _length(node: FunctionNode) -> int:
    assert node.end_lineno is not None  # the parser always sets it
    return node.end_lineno - node.lineno + 1


def _outermost(node: ast.AST) -> Iterator[FunctionNode]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FunctionNode):
            yield child
        else:
            yield from _outermost(child)


def _decisions(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    single = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp)
    return int(isinstance(node, (*single, ast.match_case)))


def _aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The aliases at the top of a module: names in CamelCase that stand for a type, not for a call.

    A call makes a thing (`TypeVar`, `NamedTuple`); all else in CamelCase is a type by another name.
    """
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            name, value = node.target.id, node.value
        else:
            continue
        if _is_camel_case(name) and not isinstance(value, ast.Call):
            yield name, ast.unparse(value)


def _is_camel_case(name: str) -> bool:
    return name.lstrip("_")[:1].isupper() and not name.isupper()
