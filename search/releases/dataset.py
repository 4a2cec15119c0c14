"""The releases as search engines for data read them: a `Dataset` of schema.org, in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from search.releases.contents import TABLES
from search.releases.description import DESCRIPTION, LICENCE_ADDRESS, SOURCE, TITLE
from search.releases.listing import ListedRelease

MEDIA_TYPES = {
    ".csv.gz": "text/csv",
    ".jsonl.gz": "application/jsonl",
    ".sqlite": "application/vnd.sqlite3",
}
"""The formats that are offered, by the ending of a file."""
KEYWORDS = ["children’s services", "Ofsted", "inspection", "local authorities", "England"]


def dataset(
    absolute: Callable[[str], str], newest: ListedRelease | None, coverage: str
) -> dict[str, Any]:
    """The description of the data; its files are those of the newest release, where there is one.

    `absolute` makes a path of this site an address; `coverage` is a sentence.
    """
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": absolute(reverse("open-data")),
        "name": f"{TITLE}: inspection reports on children’s services in England",
        "description": f"{DESCRIPTION} Coverage: {coverage}.",
        "url": absolute(reverse("open-data")),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "keywords": KEYWORDS,
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "creator": {"@type": "Organization", "name": TITLE, "url": absolute(reverse("home"))},
        "isBasedOn": SOURCE["path"],
        "variableMeasured": list(_variables()),
    }
    if newest is not None:
        described["version"] = newest.name
        described["dateModified"] = newest.day.isoformat()
        described["distribution"] = list(_downloads(absolute, newest))
    return described


def as_script(content: dict[str, Any]) -> str:
    """JSON that may stand in a script element: nothing in it ends that element."""
    written = json.dumps(content, ensure_ascii=False, indent=2)
    return written.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")


def _variables() -> Iterator[dict[str, Any]]:
    """Each column of each table."""
    for table in TABLES:
        for field in table.fields:
            yield {
                "@type": "PropertyValue",
                "name": f"{table.name}.{field.name}",
                "description": field.description,
            }


def _downloads(absolute: Callable[[str], str], newest: ListedRelease) -> Iterator[dict[str, Any]]:
    for file in newest.files:
        for ending, media_type in MEDIA_TYPES.items():
            if file.name.endswith(ending):
                yield {
                    "@type": "DataDownload",
                    "name": file.name,
                    "contentUrl": absolute(file.path),
                    "contentSize": f"{file.size} B",
                    "encodingFormat": media_type,
                    "sha256": file.sha256,
                }
