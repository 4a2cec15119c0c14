"""Every pattern finds the sample lines that stand beside it and leaves the strangers alone."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import reports.ingest
from reports.ingest.wording import Wording


def wordings() -> Iterator[tuple[str, Wording]]:
    for module in pkgutil.iter_modules(reports.ingest.__path__, "reports.ingest."):
        for name, value in vars(importlib.import_module(module.name)).items():
            found = (
                [value] if isinstance(value, Wording) else [part for part in _parts(value) if isinstance(part, Wording)]
            )
            yield from ((f"{module.name.rpartition('.')[2]}.{name}: {each.pattern[:40]}", each) for each in found)


def _parts(value: object) -> Iterator[object]:
    """What stands in a table of patterns."""
    if isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    yield value


CASES = {name: wording for name, wording in wordings()}


@pytest.mark.parametrize("name", CASES)
def test_wording_finds_its_samples_and_no_stranger(name: str) -> None:
    wording = CASES[name]
    assert wording.samples
    assert [sample for sample in wording.samples if not wording.search(sample)] == []
    assert [stranger for stranger in wording.strangers if wording.search(stranger)] == []
