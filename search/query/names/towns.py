"""Towns, districts and nicknames, and the authorities that they belong to (`data/towns.csv`).

Many of them are ordinary words or names, such as Rugby, Sale and Washington: in a search they are
read only where no paragraph contains the word.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reports.facts import reference
from search.query.names.meanings import name_key

TOWNS = Path(__file__).parents[2] / "data" / "towns.csv"


def towns_of_file() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of `data/towns.csv`: an authority's slug, and its towns and nicknames."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["authority"], tuple(row["names"].split("|"))) for row in rows]


@cache
def authorities_of_towns() -> Mapping[str, str]:
    """The name of the authority of each town of one word, both in small letters; towns that belong
    to several authorities are left out.
    """
    slugs: dict[str, set[str]] = {}
    for slug, towns in towns_of_file():
        for town in towns:
            slugs.setdefault(" ".join(name_key(town)), set()).add(slug)
    names = {fact.slug: " ".join(name_key(fact.name)) for fact in reference.authorities()}
    return {
        town: names[slug]
        for town, (slug, *others) in slugs.items()
        if " " not in town and not others and slug in names
    }
