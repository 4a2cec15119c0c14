"""What else an authority is called, from two files written by hand: abbreviations, older names and parts
of names (`data/names.csv`), and towns, districts and nicknames (`data/towns.csv`).

A search reads the first file in its words. The second is for finding an authority alone: many towns
are ordinary words, as Rugby, Sale and Washington are.
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
    """The other names of authorities by their slugs, each once."""
    names: dict[str, list[str]] = defaultdict(list)
    for slug, other in names_of_authorities():
        names[slug] += other
    for slug, towns in towns_of_file():
        names[slug] += towns
    return {slug: tuple(dict.fromkeys(each)) for slug, each in names.items()}


def towns_of_file() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of `data/towns.csv`: an authority's slug, and the places and nicknames for it."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["authority"], tuple(row["names"].split("|"))) for row in rows]
