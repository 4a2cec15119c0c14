"""Latent semantic analysis beside what numpy makes of the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from search.index.themes import decomposition
from search.index.themes.decomposition import (
    SparseRows,
    Vectors,
    centres,
    directions,
    nearest,
    of_length_one,
)


def sparse(matrix: NDArray[np.float32]) -> SparseRows:
    rows, columns = np.nonzero(matrix)
    counted = np.bincount(rows, minlength=len(matrix))
    starts = np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)
    return SparseRows(starts, columns.astype(np.int32), matrix[rows, columns], matrix.shape[1])


def some_matrix() -> NDArray[np.float32]:
    """Forty rows of thirty columns, mostly zeros, the last row and the last column of zeros alone."""
    random = np.random.default_rng(1)
    matrix = random.poisson(0.4, size=(40, 30)).astype(np.float32)
    matrix[-1] = 0
    matrix[:, -1] = 0
    return matrix


@pytest.mark.parametrize("values_at_once", [1, 7, 10_000])
def test_products_are_those_of_the_dense_matrix(
    monkeypatch: pytest.MonkeyPatch, values_at_once: int
) -> None:
    monkeypatch.setattr(decomposition, "VALUES_AT_ONCE", values_at_once)
    matrix = some_matrix()
    other = np.random.default_rng(2).standard_normal((30, 5)).astype(np.float32)
    assert sparse(matrix).times(other) == pytest.approx(matrix @ other, abs=1e-5)
    turned = sparse(matrix).transposed()
    assert turned.times(matrix @ other) == pytest.approx(matrix.T @ (matrix @ other), rel=1e-4)


def test_weights_grow_slowly_with_the_count_and_rows_have_length_one() -> None:
    weights = np.array([1, 2, 1], dtype=np.float32)
    matrix = np.array([[1, 3, 0], [0, 0, 5], [0, 0, 0]], dtype=np.float32)
    weighted = sparse(matrix).weighted(weights)
    row = np.array([1, 2 * (1 + np.log(3))])
    assert weighted.values == pytest.approx([*(row / np.linalg.norm(row)), 1])


def test_directions_hold_as_much_of_the_matrix_as_the_best_ones() -> None:
    matrix = some_matrix()
    axes = directions(sparse(matrix), 8)
    assert axes.shape == (30, 8)
    assert axes.T @ axes == pytest.approx(np.eye(8), abs=1e-4)
    strengths = np.linalg.svd(matrix, compute_uv=False)[:8]
    assert np.linalg.norm(matrix @ axes) == pytest.approx(np.linalg.norm(strengths), rel=0.01)


def test_directions_are_no_more_than_there_are_and_always_the_same() -> None:
    twice = np.array([[1, 1, 0], [2, 2, 0], [0, 0, 1]], dtype=np.float32)
    axes = directions(sparse(twice), 200)
    assert axes.shape == (3, 2)
    assert np.array_equal(axes, directions(sparse(twice), 200))


def test_groups_are_of_near_vectors() -> None:
    vectors: Vectors = of_length_one(
        np.array([[1, 0.1], [1, 0], [0, 1], [0.1, 1]], dtype=np.float32)
    )
    groups = nearest(vectors, centres(vectors, 2))
    assert groups[0] == groups[1] != groups[2] == groups[3]
    assert len(nearest(vectors[:0], vectors)) == 0
