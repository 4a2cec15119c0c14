"""Packs vectors into bytes for the database, and unpacks them."""

from __future__ import annotations

import numpy as np

from search.index.themes.decomposition import Vectors, of_length_one

FINEST = 127
"""The largest number in a paragraph's packed vector, whose numbers have a byte each."""


def packed_vectors(vectors: Vectors) -> list[bytes]:
    """Each vector with a byte for each number, scaled so that the largest is `FINEST`."""
    largest = np.abs(vectors).max(axis=1, initial=0, keepdims=True)
    largest[largest == 0] = 1
    numbers = np.rint(vectors / largest * FINEST).astype(np.int8)
    return [each.tobytes() for each in numbers]


def unpacked_vectors(packed: bytes, rows: int) -> Vectors:
    """Unpack so many `rows` of `packed_vectors`, scaled to length one."""
    numbers = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    return of_length_one(numbers.reshape(rows, -1 if rows else 0))


def packed_exactly(vectors: Vectors) -> list[bytes]:
    """Each vector with two bytes for each number, not scaled."""
    return [each.astype("<f2").tobytes() for each in vectors]


def unpacked_exactly(packed: bytes, rows: int) -> Vectors:
    """Unpack so many `rows` of `packed_exactly`."""
    numbers = np.frombuffer(packed, dtype="<f2")
    return numbers.astype(np.float32).reshape(rows, -1 if rows else 0)
