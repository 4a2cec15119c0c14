"""Letters and signs of Unicode that reports and queries may contain."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

UNIFORM = (
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xAC00, 0xD7A4),
    range(0x20000, 0x33480),
)
"""Ranges of Chinese characters and Korean syllables. The index treats these 100,000 alike, so tests
take every tenth.
"""
APOSTROPHES = "'’‘‛´`ʹʻʼʽʾʿˈˊˋʺˮ՚׳ߴߵꞋꞌ＇′"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@cache
def signs_of(categories: str) -> tuple[str, ...]:
    """All signs of Unicode whose category begins with one of these letters."""
    signs = map(chr, range(1, sys.maxunicode + 1))
    return tuple([sign for sign in signs if unicodedata.category(sign)[0] in categories])


def letters() -> list[str]:
    """All letters of Unicode, but only every tenth of those in `UNIFORM`."""
    return [letter for letter in signs_of("L") if not is_uniform(letter) or ord(letter) % 10 == 0]


def in_groups(signs: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The signs in their order, in groups of `size`; the last may be smaller."""
    return (signs[start : start + size] for start in range(0, len(signs), size))


def is_uniform(letter: str) -> bool:
    """Whether the letter is in a range of `UNIFORM`."""
    return any(ord(letter) in uniform for uniform in UNIFORM)
