"""Which words count as dialect, and where."""

from __future__ import annotations

import pytest

from tests.shape.dialect import WORDS, dialect
from tests.shape.source import SourceFile


def counted(text: str) -> tuple[int, int, int]:
    result = dialect([SourceFile("search/rows.py", text)])
    return result.names.total(), result.parts.total(), result.prose.total()


@pytest.mark.parametrize("word", sorted(WORDS))
def test_counts_every_word_as_a_name(word: str) -> None:
    assert counted(f"{word} = 1\n") == (1, 0, 0)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("found = found\n", 2),
        ("row.found.asked\n", 2),
        ("def asked(told, *seen, **kept): ...\n", 4),
        ("make(wanted=1)\n", 1),
        ("class known: ...\n", 1),
        ("from reports.kept import kept as asked\n", 3),
        ("import reports.verbs\n", 1),
        ("try:\n    pass\nexcept OSError as told:\n    pass\n", 1),
        ("match 1:\n    case found:\n        pass\n", 1),
        ("match []:\n    case [*found]:\n        pass\n", 1),
        ("text = f'{found} rows'\n", 1),
        ("[seen for seen in rows]\n", 2),
    ],
)
def test_counts_names_wherever_they_are_written(text: str, names: int) -> None:
    assert counted(text) == (names, 0, 0)


def test_counts_parts_of_names_apart() -> None:
    assert counted("found_rows = FoundRows(told_by=_NOT_ASKED)\n") == (0, 4, 0)


def test_counts_prose_apart() -> None:
    text = '"""What was asked."""\n# It was told so, and Found.\nTEXT = "kept"\nprofound = 1\n'
    assert counted(text) == (0, 0, 4)


def test_plain_names_are_no_dialect() -> None:
    assert counted("matches = requested + cached_rows\nknowledge = sheets = 1\n") == (0, 0, 0)
