"""Prints the shape of the code (`make shape`)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from tests.shape import measures, source
from tests.shape.archive import sample_archive
from tests.shape.dialect import WORDS, dialect
from tests.shape.source import SourceFile

Row = tuple[str, ...]


def main() -> None:
    application, suite = source.application(), source.suite()
    _print("Package", ("modules", "lines"), _packages(application))
    _print("Lines of", ("count", "median", "p90", "longest"), _sizes(application))
    _print("Of the application", ("",), _figures(application, suite))
    _print_lists(application)
    words = ("names", "in other names", "in prose")
    _print("Dialect word", words, _dialect(application))
    columns = ("files", "functions", "moves", "statements")
    _print("Request on the samples, cold", columns, _requests())


def _packages(application: list[SourceFile]) -> Iterable[Row]:
    modules: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for each in application:
        package = "/".join(each.path.split("/")[:-1][:2])
        modules[package] += 1
        lines[package] += len(each.lines)
    for package in modules:
        yield package, str(modules[package]), f"{lines[package]:,}"
    yield "all", str(modules.total()), f"{lines.total():,}"


def _sizes(application: list[SourceFile]) -> Iterable[Row]:
    lengths = {
        "modules": measures.module_lengths(application),
        "functions": measures.function_lengths(application),
    }
    for name, each in lengths.items():
        size = measures.sizes(each)
        yield name, f"{size.count:,}", f"{size.median:g}", str(size.p90), str(size.longest)


def _figures(application: list[SourceFile], suite: list[SourceFile]) -> Iterable[Row]:
    folder, most = measures.modules_by_folder(application).most_common(1)[0]
    decisions = measures.decisions_per_100_lines(application)
    long_lines = measures.share_of_long_lines(application)
    ratio = _lines(suite) / _lines(application)
    yield "decisions per 100 lines of functions", f"{decisions:.1f}"
    yield f"lines over {measures.LONG} characters", f"{long_lines:.1%}"
    yield f"most modules in one folder ({folder})", str(most)
    yield "class names with two meanings", str(len(measures.ambiguous_classes(application)))
    yield "aliases with two meanings", str(len(measures.ambiguous_aliases(application)))
    yield "dialect words as names", f"{dialect(application).names.total():,}"
    yield "test lines per line of the application", f"{ratio:.2f}"


def _lines(sources: list[SourceFile]) -> int:
    return sum(len(each.lines) for each in sources)


def _print_lists(application: list[SourceFile]) -> None:
    """Name the names that have two meanings, so that a reader need not look for them."""
    classes = measures.ambiguous_classes(application)
    aliases = measures.ambiguous_aliases(application)
    named = [f"{name} ×{len(places)}" for name, places in classes.items()]
    sys.stdout.write(f"Classes with one name: {', '.join(named) or 'none'}.\n")
    sys.stdout.write(f"Aliases with one name: {', '.join(aliases) or 'none'}.\n\n")


def _dialect(application: list[SourceFile]) -> Iterable[Row]:
    counted = dialect(application)
    columns = (counted.names, counted.parts, counted.prose)
    for word in sorted(WORDS, key=lambda word: (-counted.names[word], word)):
        yield word, *(str(column[word]) for column in columns)
    yield "all", *(f"{column.total():,}" for column in columns)


def _requests() -> Iterable[Row]:
    with sample_archive():
        from tests.shape.trace import REQUESTS, trace

        for name, address in REQUESTS.items():
            taken = trace(address)
            figures = (taken.files, taken.functions, taken.moves, taken.statements)
            yield f"{name} {address}", *(f"{figure:,}" for figure in figures)


def _print(title: str, columns: Row, rows: Iterable[Row]) -> None:
    """Print a table: the first column to the left, figures to the right."""
    table = [(title, *columns), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(columns) + 1)]
    for row in table:
        figures = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        sys.stdout.write("  ".join([row[0].ljust(widths[0]), *figures]).rstrip() + "\n")
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
