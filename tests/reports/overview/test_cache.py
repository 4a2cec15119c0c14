"""What is computed from the archive is computed once for each version, and never out of date."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from reports.overview import cache as caching
from reports.overview.cache import cached_by_version, clear_caches, one_version, register_cache
from tests.archive import make_authority


class Archive:
    """An archive whose version the test sets; counts what was computed."""

    def __init__(self) -> None:
        self.version = 1
        self.content: tuple[str, ...] = ("Alder",)
        self.calls: list[object] = []

    def read(self) -> tuple[str, ...]:
        self.calls.append("read")
        return self.content


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Archive:
    archive = Archive()
    monkeypatch.setattr(caching, "current_version", lambda: archive.version)
    return archive


def counted(archive: Archive, results: int = 2) -> Callable[[str], str]:
    @cached_by_version(results)
    def shout(word: str) -> str:
        """In capitals."""
        archive.calls.append(word)
        return word.upper()

    return shout


def test_each_argument_is_computed_once_a_version(archive: Archive) -> None:
    shout = counted(archive)
    assert [shout("a"), shout("b"), shout("a")] == ["A", "B", "A"]
    assert archive.calls == ["a", "b"]
    archive.version = 2
    assert shout("a") == "A"
    assert archive.calls == ["a", "b", "a"]


def test_no_more_results_are_cached_than_asked_for(archive: Archive) -> None:
    shout = counted(archive, results=2)
    for word in ("a", "b", "c", "c", "b", "a"):
        shout(word)
    assert archive.calls == ["a", "b", "c", "a"]


def test_the_decorated_function_keeps_its_name_and_docstring(archive: Archive) -> None:
    shout = counted(archive)
    assert (shout.__name__, shout.__doc__) == ("shout", "In capitals.")


def test_versions_with_equal_content_share_one_result(archive: Archive) -> None:
    @cached_by_version(2, content=archive.read)
    def names(content: tuple[str, ...]) -> list[str]:
        archive.calls.append("make")
        return list(content)

    first = names()
    assert names() is first
    assert archive.calls == ["read", "make"]
    archive.version = 2
    assert names() is first
    assert archive.calls == ["read", "make", "read"]
    archive.version, archive.content = 3, ("Alder", "Birch")
    assert names() == ["Alder", "Birch"]
    assert archive.calls == ["read", "make", "read", "read", "make"]


def test_clear_caches_empties_every_cache(archive: Archive) -> None:
    shout = counted(archive)

    @cached_by_version(2, content=archive.read)
    def names(content: tuple[str, ...]) -> list[str]:
        return list(content)

    cleared: list[bool] = []
    register_cache(lambda: cleared.append(True))
    shout("a")
    before = names()
    clear_caches()
    shout("a")
    assert names() is not before
    assert archive.calls == ["a", "read", "a", "read"]
    assert cleared == [True]


def test_threads_wait_for_the_first_one_that_computes(archive: Archive) -> None:
    entered, go_on = Event(), Event()

    @cached_by_version(2)
    def slow() -> str:
        archive.calls.append("compute")
        entered.set()
        assert go_on.wait(30)
        return "result"

    results: list[str] = []
    threads = [Thread(target=lambda: results.append(slow())) for _ in range(3)]
    threads[0].start()
    assert entered.wait(30)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert results == ["result"] * 3
    assert archive.calls == ["compute"]


@pytest.mark.django_db
def test_all_that_a_request_computes_is_of_one_version() -> None:
    calls: list[str] = []

    @cached_by_version(2)
    def record(word: str) -> None:
        calls.append(word)

    with one_version():
        record("a")
        make_authority()  # which makes a new version
        record("a")
    assert calls == ["a"]
    record("a")
    assert calls == ["a", "a"]
