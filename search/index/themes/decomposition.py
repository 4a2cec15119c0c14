"""Latent semantic analysis of sparse counts, with numpy alone. Its results are reproducible.

Paragraphs are rows of a matrix, stems its columns. The matrix is projected onto the few directions
in which its rows differ most. Then paragraphs are near each other if their words often occur
together in other paragraphs. Source: Deerwester and others, "Indexing by latent semantic
analysis" (1990); Halko, Martinsson and Tropp, "Finding structure with randomness" (2011),
algorithms 4.4 and 5.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]
"""Vectors as rows of a matrix."""

SEED = 20261128
"""The seed of random numbers, fixed so that the same counts give the same result."""
SPARE_DIRECTIONS = 10
"""So many more directions are computed than requested, which makes the best ones more exact."""
ROUNDS = 2
"""How often the directions are improved; a third round changed no figure of docs/relevance.md."""
VALUES_AT_ONCE = 1_024
"""Values of a sparse matrix that are multiplied in one step; they fit a processor's cache."""
WEAKEST = 1e-6
"""Directions whose share of the strength of the first is smaller than this are rounding errors."""
GROUPING_ROUNDS = 8
"""The rounds of k-means."""


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse matrix, row by row (CSR).

    Row `r` has the values `values[starts[r]:starts[r + 1]]` in the columns
    `columns[starts[r]:starts[r + 1]]`; so `starts` has one number more than there are rows. `width`
    is the number of columns.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def times(self, matrix: Vectors) -> Vectors:
        """The product of this matrix and a dense one, which has `width` rows."""
        product = np.zeros((len(self), matrix.shape[1]), dtype=np.float32)
        first = 0
        while first < len(self):
            last = self._last_row_of_step(first)
            start, end = self.starts[first], self.starts[last]
            terms = matrix[self.columns[start:end]] * self.values[start:end, None]
            filled = np.flatnonzero(self.starts[first:last] < self.starts[first + 1 : last + 1])
            if len(filled):
                begins = self.starts[first:last][filled] - start
                product[first + filled] = np.add.reduceat(terms, begins, axis=0)
            first = last
        return product

    def _last_row_of_step(self, first: int) -> int:
        """The end (exclusive) of the step that begins with row `first`; it has at least one row."""
        within = np.searchsorted(self.starts, self.starts[first] + VALUES_AT_ONCE, side="right") - 1
        return max(int(within), first + 1)

    def transposed(self) -> SparseRows:
        """The transposed matrix."""
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        order = np.argsort(self.columns, kind="stable")
        counted = np.bincount(self.columns, minlength=self.width)
        starts = np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)
        return SparseRows(starts, rows[order], self.values[order], len(self))

    def weighted(self, weights: NDArray[np.float32]) -> SparseRows:
        """Weights made of counts: `1 + log(count)` times the column's weight, rows of length 1."""
        values = (1 + np.log(self.values)) * weights[self.columns]
        squares = np.concatenate([[0.0], np.cumsum(values.astype(np.float64) ** 2)])
        lengths = np.sqrt(np.diff(squares[self.starts]))
        lengths[lengths == 0] = 1
        values /= np.repeat(lengths, np.diff(self.starts))
        return SparseRows(self.starts, self.columns, values.astype(np.float32), self.width)


def directions(matrix: SparseRows, number: int) -> Vectors:
    """The `number` directions in which the rows of a matrix differ most.

    Each is a column of the result, which has a row for each column of the matrix. There are at most
    as many as the matrix has rows or columns.
    """
    number = min(number, len(matrix), matrix.width)
    tried = min(number + SPARE_DIRECTIONS, len(matrix), matrix.width)
    turned = matrix.transposed()
    random = np.random.default_rng(SEED)
    basis = random.standard_normal((matrix.width, tried)).astype(np.float32)
    for _ in range(ROUNDS):
        rows = _orthonormal(matrix.times(basis))
        basis = _orthonormal(turned.times(rows))
    return basis @ _orthonormal_turns(matrix.times(basis))[0][:, :number]


def _orthonormal(vectors: Vectors) -> Vectors:
    """An orthonormal basis of the space that these columns span, as columns.

    Computed from the small matrix of their products; `numpy.linalg.qr` takes thirty times as long.
    """
    turns, strengths = _orthonormal_turns(vectors)
    columns: Vectors = vectors @ (turns / np.sqrt(strengths)).astype(np.float32)
    return columns


def _orthonormal_turns(vectors: Vectors) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """The rotation that makes these columns orthogonal, and the strength (squared length) of each.

    The strongest come first; those with hardly any strength (`WEAKEST`) are left out.
    """
    products = (vectors.T @ vectors).astype(np.float64)
    strengths, turns = np.linalg.eigh(products)
    order = np.argsort(-strengths, kind="stable")
    order = order[strengths[order] > WEAKEST * max(strengths.max(initial=0.0), WEAKEST)]
    return turns[:, order].astype(np.float32), strengths[order]


def of_length_one(vectors: Vectors) -> Vectors:
    """Each vector scaled to length one; zero vectors stay as they are."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    scaled: Vectors = vectors / lengths
    return scaled


def centres(vectors: Vectors, number: int) -> Vectors:
    """The centres of `number` groups of near vectors (spherical k-means); all have length one."""
    random = np.random.default_rng(SEED)
    chosen = np.sort(random.choice(len(vectors), size=number, replace=False))
    middles = vectors[chosen]
    for _ in range(GROUPING_ROUNDS):
        groups = nearest(vectors, middles)
        sums = np.zeros_like(middles)
        np.add.at(sums, groups, vectors)
        filled = np.any(sums != 0, axis=1)
        middles[filled] = of_length_one(sums[filled])
    return middles


def nearest(vectors: Vectors, middles: Vectors) -> NDArray[np.int64]:
    """The index of the centre nearest to each vector."""
    numbers = [
        np.argmax(vectors[first : first + VALUES_AT_ONCE] @ middles.T, axis=1)
        for first in range(0, len(vectors), VALUES_AT_ONCE)
    ]
    return np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
