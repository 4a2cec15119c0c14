"""The figures of a picture as a CSV file: a header and one row a figure, what was asked in the last columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reports.csv_files import LICENCE, csv_line
from search.exports import coverage


def table_csv(request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file to keep; `name` is its own part of the file's name."""
    about = {
        "figures": request.build_absolute_uri(),
        "retrieved": timezone.localtime().isoformat(timespec="seconds"),
        "coverage": coverage(),
        "licence": LICENCE,
    }
    lines = [csv_line([*header, *about]), *(csv_line([*row, *about.values()]) for row in rows)]
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    file = f"inspection-archive-{name}-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
