"""Every pattern finds the sample lines that stand beside it and leaves the strangers alone."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import reports.ingest
from reports.ingest.wording import Wording


def wordings() -> Iterator[tuple[str, Wording]]:
    for module in pkgutil.walk_packages(reports.ingest.__path__, "reports.ingest."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for each in _inside(value):
                yield (
                    f"{module.name.removeprefix('reports.ingest.')}.{name}: {each.pattern[:40]}",
                    each,
                )


def _inside(value: object) -> Iterator[Wording]:
    """The wordings of a table of wordings, or the one that `value` is."""
    if isinstance(value, Wording):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)


CASES = dict(wordings())


@pytest.mark.parametrize("name", CASES)
def test_wording_finds_its_samples_and_no_stranger(name: str) -> None:
    wording = CASES[name]
    assert wording.samples
    assert [sample for sample in wording.samples if not wording.search(sample)] == []
    assert [stranger for stranger in wording.strangers if wording.search(stranger)] == []
