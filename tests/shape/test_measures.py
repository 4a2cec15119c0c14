"""The figures of `make shape`, each over sources small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shape import measures, source
from tests.shape.source import SourceFile

COUNTED = '''\
def outer(rows, limit=3):
    """Twelve lines, with ten decisions."""
    for row in rows:
        if row and limit and row.wanted:
            continue
        elif not row:
            break
    while limit > 2:
        limit = 1 if limit else 0
    def inner():
        return [cell for row in rows for cell in row if cell]
    return inner
'''
OUTSIDE = "CHOSEN = [each for each in range(9) if each]\n"


def file(text: str, path: str = "search/rows.py") -> SourceFile:
    return SourceFile(path, text)


def test_counts_each_decision_once_and_only_those_in_functions() -> None:
    decisions = measures.decisions_per_100_lines([file(OUTSIDE + COUNTED)])
    # for, if, and, and, elif, while, conditional expression; for, for, if of the comprehension
    assert decisions == pytest.approx(100 * 10 / 12)


@pytest.mark.parametrize(
    ("statement", "decisions"),
    [
        (
            "try:\n        run()\n    except OSError:\n        pass\n    except ValueError:\n        pass",
            2,
        ),
        ("match row:\n        case 1:\n            pass\n        case _:\n            pass", 2),
        ("return {key: value for key, value in rows if key if value}", 3),
        ("return a or b or c or d", 3),
        ("return (a and b) or c", 2),
        ("with a, b:\n        return not a", 0),
    ],
)
def test_knows_every_kind_of_decision(statement: str, decisions: int) -> None:
    text = f"def one(rows, row, a, b, c, d):\n    {statement}\n"
    lines = len(text.splitlines())
    assert measures.decisions_per_100_lines([file(text)]) == pytest.approx(100 * decisions / lines)


def test_measures_inner_functions_for_themselves_too() -> None:
    assert measures.function_lengths([file(COUNTED)]) == [12, 2]


def test_leaves_out_decorators_and_empty_modules() -> None:
    decorated = "@cache\n@another\ndef one():\n    return 1\n"
    assert measures.function_lengths([file(decorated)]) == [2]
    assert measures.module_lengths([file(decorated), file("", "search/__init__.py")]) == [4]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        (range(1, 11), measures.Sizes(10, 5.5, 9, 10)),
        (range(1, 12), measures.Sizes(11, 6, 10, 11)),
        ([7], measures.Sizes(1, 7, 7, 7)),
        ([3, 1, 2], measures.Sizes(3, 2, 3, 3)),
    ],
)
def test_nine_tenths_do_not_exceed_the_p90(lengths: list[int], expected: measures.Sizes) -> None:
    assert measures.sizes(lengths) == expected


def test_refuses_to_measure_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        measures.sizes([])


def test_shares_long_lines_among_those_that_are_not_blank() -> None:
    lines = ["x" * 101, "x" * 100, "", "   ", "short", "é" * 100]
    assert measures.share_of_long_lines([file("\n".join(lines))]) == pytest.approx(1 / 4)


def test_counts_modules_where_they_stand() -> None:
    paths = (
        "search/__init__.py",
        "search/views.py",
        "search/words/parser.py",
        "search/words/tree.py",
        "search/templatetags/facets.py",
        "reports/management/commands/samples.py",
    )
    folders = measures.modules_by_folder([file("", path) for path in paths])
    assert folders == {"search": 1, "search/words": 2}


def test_finds_classes_that_share_a_name() -> None:
    one = file("class Row:\n    class Meta: ...\nclass Other: ...\n", "search/one.py")
    two = file("class Outer:\n    class Row: ...\n    class Meta: ...\n", "search/two.py")
    assert measures.ambiguous_classes([one, two]) == {"Row": ["search/one.py", "search/two.py"]}


def test_finds_aliases_of_different_types_only() -> None:
    one = file(
        "Places = list[int]\nView = Callable[..., str]\nMOST = 3\nP = ParamSpec('P')\n", "a.py"
    )
    two = file("Places: TypeAlias = set[int]\nView = Callable[..., str]\nMOST = 4\n", "b.py")
    assert measures.ambiguous_aliases([one, two]) == {"Places": ["a.py", "b.py"]}


def test_reads_the_application_without_its_migrations() -> None:
    paths = {each.path for each in source.application()}
    assert {"reports/urls.py", "search/urls.py", "config/urls.py"} <= paths
    assert not [path for path in paths if "migrations" in path or path.startswith("tests")]


def test_suite_is_what_pytest_runs(tmp_path: Path) -> None:
    written = (
        "tests/conftest.py",
        "tests/search/test_views.py",
        "tests/benchmarks/load.py",
        "tests/benchmarks/test_page.py",
        "tests/accuracy/__main__.py",
    )
    for path in written:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    counted = ["tests/benchmarks/test_page.py", "tests/conftest.py", "tests/search/test_views.py"]
    assert [each.path for each in source.suite(tmp_path)] == counted
