"""Makes the themes of an archive: reads all paragraphs, computes, then replaces the older themes.

Reading and computing hold no lock, so the archive stays in use. The result goes into a temporary
table. One transaction then replaces the older themes, which stay if anything fails. A paragraph
whose text changes meanwhile has no theme until themes are made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from reports.models.locks import MAKING_THEMES
from reports.publishing.operations import lock_archive
from search.index.scan import rarity
from search.index.sql import statement
from search.index.themes.decomposition import (
    SparseRows,
    Vectors,
    centres,
    directions,
    nearest,
    of_length_one,
)
from search.index.themes.general import name_stems
from search.index.themes.packing import packed_exactly, packed_vectors

DIMENSIONS = 200
LEAST_PARAGRAPHS = 3
"""A stem in fewer paragraphs is left out: it says little about similar paragraphs."""
MOST_COMMON = 0.4
"""A stem in more than this share of all paragraphs is left out, too."""
NEVER_COMMON = 20
"""A stem in at most so many paragraphs is never too common, however small the archive is."""
MOST_STEMS = 20_000
MOST_LEARNT_FROM = 60_000
"""The most paragraphs from which directions are learnt; of more, every second, third … is taken."""
AT_ONCE = 10_000
"""Paragraphs that are read and computed in one step."""
MOST_GROUPS = 1_000

STEMS, COUNTS = statement("theme_stems"), statement("theme_counts")
STAGED, OLDER, NEW = [statement(f"theme_{name}") for name in ("staged", "older", "new")]
COUNT_GROUPS = statement("theme_group_counts")
COPY_STAGED = "COPY theme_staged (paragraph_id, sum, group_number, vector) FROM STDIN"
COPY_STEMS = "COPY reports_themestem (stem, vector, focus) FROM STDIN"
COPY_GROUPS = "COPY reports_themegroup (number, centre) FROM STDIN"


class ThemesInMaking(Exception):
    """Another process makes the themes of this archive at this moment."""


@dataclass(frozen=True, slots=True)
class _Learnt:
    """The result of learning: the stems with the weight, focus and direction of each, and the
    centres of groups.
    """

    stems: list[str]
    weights: NDArray[np.float32]
    focus: NDArray[np.float64]
    directions: Vectors
    centres: Vectors


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some paragraphs: their keys, the checksums of their texts, and the counts of their stems."""

    keys: NDArray[np.int64]
    sums: NDArray[np.int64]
    counts: SparseRows


def make_themes() -> int:
    """Make the themes of all published paragraphs, and return the number of paragraphs with one.

    Memory is bounded, however large the archive is. The same paragraphs get the same themes. Raises
    `ThemesInMaking` if another process is making them.
    """
    with _alone():
        total = _total()
        stems, weights = _stems(total)
        every = max(1, -(-total // MOST_LEARNT_FROM))
        batches = list(_batches(stems, every))
        learnt = _learn(stems, weights, batches)
        with connection.cursor() as cursor:
            cursor.execute(STAGED)
        for batch in batches if every == 1 else _batches(stems, 1):
            _stage(batch, learnt)
        del batches
        return _replace(learnt)


@contextmanager
def _alone() -> Iterator[None]:
    """Lock the making of themes for this process, in a connection of its own."""
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [MAKING_THEMES])
            if not cursor.fetchone()[0]:
                raise ThemesInMaking("The themes are being made already.")
        yield
    finally:
        guard.close()


def _total() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reports_paragraph")
        return int(cursor.fetchone()[0])


def _stems(total: int) -> tuple[list[str], NDArray[np.float32]]:
    """The stems that themes are made of, and the rarity of each.

    Stems of authorities' names are left out: they do not say what a passage is about.
    """
    parameters: dict[str, Any] = {
        "least": min(LEAST_PARAGRAPHS, max(2, total // 100)),
        "most": max(NEVER_COMMON, int(MOST_COMMON * total)),
        "left_out": sorted(name_stems()),
        "limit": MOST_STEMS,
    }
    with connection.cursor() as cursor:
        cursor.execute(STEMS, parameters)
        rows = cursor.fetchall()
    weights = [rarity(paragraphs, total) for _, paragraphs in rows]
    return [stem for stem, _ in rows], np.array(weights, dtype=np.float32)


def _batches(stems: Sequence[str], every: int) -> Iterator[_Batch]:
    """The paragraphs whose key is a multiple of `every`, in batches, in the order of their keys."""
    after = 0
    while True:
        parameters: dict[str, Any] = {
            "stems": list(stems),
            "after": after,
            "every": every,
            "limit": AT_ONCE,
        }
        with connection.cursor() as cursor:
            cursor.execute(COUNTS, parameters)
            counts, paragraphs = cursor.fetchone()
        keys, sums = np.frombuffer(paragraphs, dtype=">i8").astype(np.int64).reshape(-1, 2).T
        if not len(keys):
            return
        yield _Batch(keys, sums, _sparse(counts, len(keys), len(stems)))
        after = int(keys[-1])


def _sparse(counts: bytes, rows: int, width: int) -> SparseRows:
    turns, stems, numbers = np.frombuffer(counts, dtype=">i4").reshape(-1, 3).T
    order = np.lexsort((stems, turns))
    starts = np.concatenate([[0], np.cumsum(np.bincount(turns, minlength=rows))])
    return SparseRows(
        starts.astype(np.int64),
        stems[order].astype(np.int32),
        numbers[order].astype(np.float32),
        width,
    )


def _learn(stems: list[str], weights: NDArray[np.float32], batches: Sequence[_Batch]) -> _Learnt:
    counts = _together([batch.counts for batch in batches], len(stems))
    matrix = counts.weighted(weights)
    axes = directions(matrix, DIMENSIONS)
    vectors = of_length_one(matrix.times(axes))
    with_stems = vectors[vectors.any(axis=1)]
    middles = centres(with_stems, min(MOST_GROUPS, round(len(with_stems) ** 0.5)))
    return _Learnt(stems, weights, _focus(counts, vectors), axes, middles)


def _focus(counts: SparseRows, vectors: Vectors) -> NDArray[np.float64]:
    """How near the paragraphs of each stem are to each other: the mean of the cosines of any two,
    from 0 for the mean of all paragraphs to 1 for the same.
    """
    having = replace(counts, values=np.ones_like(counts.values)).transposed()
    sums = having.times(vectors)
    of_stems = _mean_nearness(sums, np.diff(having.starts))
    of_all = _mean_nearness(vectors.sum(axis=0, keepdims=True), np.array([len(vectors)]))
    focus: NDArray[np.float64] = (of_stems - of_all) / (1 - of_all)
    return focus


def _mean_nearness(sums: Vectors, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of the cosines of any two of so many vectors of length one, of which the sum is
    given; 0 for fewer than two.
    """
    pairs = np.maximum(numbers * (numbers - 1), 1)
    squares = np.sum(sums.astype(np.float64) ** 2, axis=1)
    means: NDArray[np.float64] = np.clip((squares - numbers) / pairs, 0, 1 - 1e-6)
    return means


def _together(parts: Sequence[SparseRows], width: int) -> SparseRows:
    lengths = [np.diff(part.starts) for part in parts]
    starts = np.concatenate([[0], np.cumsum(np.concatenate([[], *lengths]))])
    columns = np.concatenate([np.empty(0, np.int32), *[part.columns for part in parts]])
    values = np.concatenate([np.empty(0, np.float32), *[part.values for part in parts]])
    return SparseRows(starts.astype(np.int64), columns, values, width)


def _stage(batch: _Batch, learnt: _Learnt) -> None:
    """Write the themes of some paragraphs into the temporary table; those without a known stem have
    none.
    """
    vectors = of_length_one(batch.counts.weighted(learnt.weights).times(learnt.directions))
    with_stems = np.flatnonzero(vectors.any(axis=1))
    vectors = vectors[with_stems]
    keys, sums = batch.keys[with_stems].tolist(), batch.sums[with_stems].tolist()
    groups = nearest(vectors, learnt.centres).tolist()
    with connection.cursor() as cursor:
        _copy(cursor, COPY_STAGED, zip(keys, sums, groups, packed_vectors(vectors), strict=True))


@transaction.atomic
def _replace(learnt: _Learnt) -> int:
    """Replace the older themes by the staged ones; returns the number of paragraphs with a theme.

    The lock of the archive keeps all other operations waiting, so that no text changes.
    """
    lock_archive()
    of_stems = packed_exactly(learnt.directions * learnt.weights[:, None])
    with connection.cursor() as cursor:
        cursor.execute(OLDER)
        cursor.execute(NEW)
        made = int(cursor.rowcount)
        _copy(cursor, COPY_STEMS, zip(learnt.stems, of_stems, learnt.focus.tolist(), strict=True))
        _copy(cursor, COPY_GROUPS, enumerate(packed_exactly(learnt.centres)))
        cursor.execute(COUNT_GROUPS)
        cursor.execute("DROP TABLE theme_staged")
    return made


def _copy(cursor: Any, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
