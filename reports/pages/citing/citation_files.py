"""Works in the files that reference managers read: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls.converters import StringConverter
from django.utils import timezone

from reports.pages.citing.bibtex import bibtex
from reports.pages.citing.works import CitedWork
from reports.web.exports import ExportFile, Format, export_response

FORMATS = {
    "bib": Format("bib", "application/x-bibtex; charset=utf-8", shrinks=True),
    "ris": Format("ris", "application/x-research-info-systems; charset=utf-8", shrinks=True),
    "csl.json": Format("csl.json", "application/vnd.citationstyles.csl+json", shrinks=True),
}
"""The formats by the endings of their addresses."""
LABELS = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}


class CitationEnding(StringConverter):
    """The ending of an address that names a format of citations."""

    regex = r"bib|ris|csl\.json"


def citation_response(
    request: HttpRequest,
    name: str,
    ending: str,
    works: Iterable[CitedWork],
    *,
    is_small: bool = False,
) -> HttpResponseBase:
    """The works as a file to be saved; `works` are read when it is made.

    For `is_small` see `export_response`.
    """

    def write(file: ExportFile) -> None:
        today = timezone.localdate()
        for piece in written(ending, works, today):
            file.write(piece.encode())
            file.row_written()
        if ending == "csl.json":
            file.write(b"\n]\n" if file.rows else b"[]\n")

    return export_response(request, name, FORMATS[ending], write, is_small=is_small)


def written(ending: str, works: Iterable[CitedWork], today: date) -> Iterator[str]:
    """Each work as the format with this ending has it, with what parts it from the one before."""
    for number, work in enumerate(works):
        if ending == "bib":
            yield f"{bibtex(work, today)}\n\n"
        elif ending == "ris":
            yield ris(work, today)
        else:
            item = json.dumps(csl(work, today), ensure_ascii=False)
            yield f"{',' if number else '['}\n{item}"


def ris(work: CitedWork, today: date) -> str:
    """A report in RIS: a tag and a value on each line, and an empty line at the end."""
    tags = [("TY", "RPRT"), ("ID", work.key), ("AU", "Ofsted"), ("TI", work.title)]
    tags += [("PY", str(work.issued.year)), ("DA", f"{work.issued:%Y/%m/%d}"), ("PB", "Ofsted")]
    if work.section:
        tags.append(("SE", work.section))
    if work.page:
        tags.append(("SP", str(work.page)))
    tags += [("N1", notes(work)), ("LA", "en-GB"), ("DB", "Inspection Archive")]
    tags += [("UR", work.url), ("Y2", f"{today:%Y/%m/%d}")]
    if work.text:
        tags.append(("AB", work.text))
    # A value ends with its line.
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags]
    return "".join([*lines, "ER  - \r\n\r\n"])


def csl(work: CitedWork, today: date) -> dict[str, Any]:
    """An item of CSL-JSON (schema 1.0.2 of the Citation Style Language)."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": "report",
        "title": work.title,
        "author": [{"literal": "Ofsted"}],
        "publisher": "Ofsted",
        "genre": work.kind,
        "issued": _date_parts(work.issued),
        "archive": "Inspection Archive",
        "URL": work.url,
        "accessed": _date_parts(today),
        "note": notes(work),
        "language": "en-GB",
    }
    if work.section:
        item["section"] = work.section
    if work.page:
        item["page"] = str(work.page)
    if work.text:
        item["abstract"] = work.text
    return item


def notes(work: CitedWork) -> str:
    """Whose report it is, and of when: "Fernhollow, inspection of 2023-06-12 to 2023-06-23"."""
    return f"{work.authority}, inspection of {work.first_day} to {work.last_day}"


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
