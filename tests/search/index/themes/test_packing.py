"""Vectors packed and unpacked."""

from __future__ import annotations

import numpy as np
import pytest

from search.index.themes.packing import (
    packed_exactly,
    packed_vectors,
    unpacked_exactly,
    unpacked_vectors,
)

VECTORS = np.array([[3, -4, 0], [0.5, 0.25, 0.125]], dtype=np.float32)


def test_a_packed_vector_has_a_byte_a_number_and_its_direction() -> None:
    packed = packed_vectors(VECTORS)
    assert [len(each) for each in packed] == [3, 3]
    lengths = np.linalg.norm(VECTORS, axis=1, keepdims=True)
    assert unpacked_vectors(b"".join(packed), 2) == pytest.approx(VECTORS / lengths, abs=0.01)


def test_an_exactly_packed_vector_has_its_length_too() -> None:
    packed = packed_exactly(VECTORS)
    assert [len(each) for each in packed] == [6, 6]
    assert unpacked_exactly(b"".join(packed), 2) == pytest.approx(VECTORS, abs=0.001)


def test_no_vectors_are_none() -> None:
    assert packed_vectors(VECTORS[:0]) == packed_exactly(VECTORS[:0]) == []
    assert len(unpacked_vectors(b"", 0)) == len(unpacked_exactly(b"", 0)) == 0
