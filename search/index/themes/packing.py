"""Vectors as the bytes that the database holds of them."""

from __future__ import annotations

import numpy as np

from search.index.themes.decomposition import Vectors, of_length_one

FINEST = 127
"""The largest number of a packed vector of a paragraph: its numbers have a byte each."""


def packed_vectors(vectors: Vectors) -> list[bytes]:
    """Each vector in a byte a number; its length is lost, and its largest number becomes `FINEST`."""
    largest = np.abs(vectors).max(axis=1, initial=0, keepdims=True)
    largest[largest == 0] = 1
    numbers = np.rint(vectors / largest * FINEST).astype(np.int8)
    return [each.tobytes() for each in numbers]


def unpacked_vectors(packed: bytes, rows: int) -> Vectors:
    """So many vectors that were packed, side by side, each of length one."""
    numbers = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    return of_length_one(numbers.reshape(rows, -1 if rows else 0))


def packed_exactly(vectors: Vectors) -> list[bytes]:
    """Each vector in two bytes a number, with its length."""
    return [each.astype("<f2").tobytes() for each in vectors]


def unpacked_exactly(packed: bytes, rows: int) -> Vectors:
    """So many vectors that were packed exactly, side by side."""
    numbers = np.frombuffer(packed, dtype="<f2")
    return numbers.astype(np.float32).reshape(rows, -1 if rows else 0)
