"""The dialect that the code once spoke, counted: words that a plain English name replaces.

The count that is held down is of *names*: variables, attributes, parameters, keywords, functions,
classes and modules, wherever they are written, that are one of `WORDS` exactly. Words of messages,
docstrings and comments are counted beside it, since most are good English in their place ("the
settings are kept in …"); so are names of several words (`told_by`, `FoundRows`) and classes.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.shape.source import SourceFile

WORDS = frozenset(
    (
        "told",
        "asked",
        "wanted",
        "found",
        "seen",
        "known",
        "kept",
        "dear",
        "verbs",
        "deed",
        "sheet",
        "amid",
        "seldom",
        "shall",
    )
)

_PART_OF_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How often each of `WORDS` is a whole name, a part of another name, and a word of prose."""

    names: Counter[str]
    parts: Counter[str]
    prose: Counter[str]


def dialect(sources: Iterable[SourceFile]) -> Dialect:
    """Count the words over all the modules."""
    counted = Dialect(Counter(), Counter(), Counter())
    for source in sources:
        for name in _names(source.tree):
            if name in WORDS:
                counted.names[name] += 1
            else:
                counted.parts.update(_listed(_PART_OF_NAME.findall(name)))
        for text in _prose(source):
            counted.prose.update(_listed(_WORD.findall(text.lower())))
    return counted


def _listed(words: Iterable[str]) -> list[str]:
    return [word.lower() for word in words if word.lower() in WORDS]


def _names(tree: ast.Module) -> Iterator[str]:
    """Every name each time it is written, the parts of a dotted module one by one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or ""
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
            yield node.name or ""
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")
            yield node.asname or ""
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")


def _prose(source: SourceFile) -> Iterator[str]:
    """The comments, and the texts of all strings: docstrings, messages, keys and SQL."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
