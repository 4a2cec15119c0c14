"""Other names of authorities, from two files that people edit.

`data/names.csv` has abbreviations, older names and parts of names, which a search also understands.
`data/towns.csv` has towns, districts and nicknames, which only find an authority: many of them are
ordinary words or names, such as Rugby, Sale and Washington.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from search.query.names import names_of_authorities

TOWNS = Path(__file__).parents[1] / "data" / "towns.csv"


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """The other names of each authority, by its slug."""
    names: dict[str, list[str]] = defaultdict(list)
    for slug, other in names_of_authorities():
        names[slug] += other
    for slug, towns in towns_of_file():
        names[slug] += towns
    return {slug: tuple(dict.fromkeys(each)) for slug, each in names.items()}


def towns_of_file() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of `data/towns.csv`: an authority's slug, and its towns and nicknames."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["authority"], tuple(row["names"].split("|"))) for row in rows]
