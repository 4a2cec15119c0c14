"""Facets of the peers are what ours are: each ignores its own choice and obeys all others."""

from tests.benchmarks.rollup import Section, rolled_up

COUNTED = {
    Section("london", "good", "2020", "in-care"): 1,
    Section("london", "inadequate", "2020", "in-care"): 2,
    Section("south-east", "good", "2021", ""): 4,
    Section("south-east", "inadequate", "2021", "leaders"): 8,
}


def test_without_filters_everything_counts_but_empty_values() -> None:
    total, facets = rolled_up(COUNTED, {})
    assert total == 15
    assert facets["region"] == {"london": 3, "south-east": 12}
    assert facets["area"] == {"in-care": 3, "leaders": 8}


def test_a_facet_ignores_its_own_choice() -> None:
    total, facets = rolled_up(COUNTED, {"region": ("london",), "grade": ("good",)})
    assert total == 1
    assert facets["region"] == {"london": 1, "south-east": 4}
    assert facets["grade"] == {"good": 1, "inadequate": 2}
    assert facets["year"] == {"2020": 1}
