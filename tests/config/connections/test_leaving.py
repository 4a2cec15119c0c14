"""A socket that never waits for its reader."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.connections import limits
from config.connections.leaving import PatientSocket

LONG = bytes(range(256)) * 20_000
"""More than a pair of sockets takes while nobody reads."""


@pytest.fixture
def pair() -> Iterator[tuple[PatientSocket, socket.socket]]:
    """A visitor's socket, and the visitor's end of it."""
    ours, visitors = socket.socketpair()
    patient = PatientSocket(fileno=ours.detach())
    patient.setblocking(True)
    with patient, visitors:
        yield patient, visitors


def read_all(patient: PatientSocket, visitors: socket.socket, size: int) -> bytes:
    """What the visitor reads, while all that is held is sent on."""
    read = b""
    while len(read) < size:
        patient.send_more()
        read += visitors.recv(size)
    return read


def test_what_nobody_reads_is_held_and_sent_in_order(
    pair: tuple[PatientSocket, socket.socket],
) -> None:
    patient, visitors = pair
    patient.sendall(LONG)
    patient.sendall(b"the end")
    assert 0 < patient.sent_bytes < len(LONG)
    assert patient.sent_bytes + patient.unsent_bytes == len(LONG) + 7
    assert not patient.send_more()
    assert read_all(patient, visitors, len(LONG) + 7) == LONG + b"the end"
    assert patient.send_more()
    assert patient.unsent_bytes == 0


@pytest.mark.parametrize(
    ("offset", "count", "expected"), [(0, None, LONG), (5, None, LONG[5:]), (5, 300, LONG[5:305])]
)
def test_part_of_a_file(
    pair: tuple[PatientSocket, socket.socket],
    tmp_path: Path,
    offset: int,
    count: int | None,
    expected: bytes,
) -> None:
    patient, visitors = pair
    path = tmp_path / "long"
    path.write_bytes(LONG)
    with path.open("rb") as file:
        assert patient.sendfile(file, offset, count) == len(expected)
    assert read_all(patient, visitors, len(expected)) == expected


def test_more_than_one_answer_may_be_ends_the_connection(
    pair: tuple[PatientSocket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient, _ = pair
    patient.sendall(LONG)
    monkeypatch.setattr(limits, "MOST_UNSENT", patient.unsent_bytes + 3)
    patient.sendall(b"abc")
    with pytest.raises(ConnectionResetError, match="reads too slowly"):
        patient.sendall(b"d")


def test_what_is_held_goes_with_the_connection(
    pair: tuple[PatientSocket, socket.socket],
) -> None:
    patient, _ = pair
    patient.sendall(LONG)
    held = patient.unsent
    assert held is not None
    patient.close()
    assert held.closed
    assert patient.unsent_bytes == 0
