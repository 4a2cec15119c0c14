"""What filters ask of a paragraph, in the words of its entry, so that a scan need not list all that
they leave out.
"""

from __future__ import annotations

from collections.abc import Iterable

from reports.facts.frameworks import areas_of
from reports.models.text_search import TAG, any_of
from reports.overview.outline import outline
from search.index.columns import Chosen

OF_ENTRIES = ("region", "kind", "year", "area", "grade", "role")
"""The filters whose values entries hold; of an authority they hold the key, of a family its areas.
"""


def tags_of(chosen: Chosen, version: int, *, for_facets: bool) -> str | None:
    """The text of a tsquery for what all chosen filters let pass; or, for facets, perhaps all but
    one of them.

    A facet obeys all filters but its own. A filter that entries do not know lets everything pass;
    None for none, and with facets for a single one.
    """
    asked = [
        f"({any_of(tags)})"
        for name, values in chosen.items()
        if (tags := _tags(name, values, version))
    ]
    if not for_facets:
        return " & ".join(asked) or None
    if len(asked) < 2:
        return None
    but_one = [asked[:left] + asked[left + 1 :] for left in range(len(asked))]
    return " | ".join(f"({' & '.join(others)})" for others in but_one)


def _tags(name: str, values: Iterable[str], version: int) -> list[str]:
    if name == "family":
        return [f"area{TAG}{area.value}" for area in areas_of(values)]
    if name == "authority":
        wanted = set(values)
        return [f"authority{TAG}{each.pk}" for each in outline().authorities if each.slug in wanted]
    return [f"{name}{TAG}{value}" for value in values] if name in OF_ENTRIES else []
