"""A table as a CSV file: what a spreadsheet may be given, and the licence that goes with every row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from reports.web.exports import CSV, ExportFile, export_response

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Crown copyright, Ofsted. "
    "This archive is independent of Ofsted."
)


def csv_line(cells: Iterable[Any]) -> str:
    """One line of a CSV file; none of its cells can be run as a formula."""
    line = StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def write_csv(file: ExportFile, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a header, and one line a row."""
    file.write(csv_line(header).encode())
    for row in rows:
        file.write(csv_line(row).encode())
        file.row_written()


def csv_response(
    request: HttpRequest,
    name: str,
    columns: Sequence[str],
    rows: Callable[[], Iterable[Sequence[Any]]],
    *,
    coverage: Callable[[], str] | None = None,
    is_small: bool = False,
) -> HttpResponseBase:
    """A header and one line a row, to be saved; `rows` and `coverage` are called when the file is
    made.

    Each row ends with what the file is of, when it was made, of how much where `coverage` says it,
    and its licence, so that it can be read alone. For `is_small` see `export_response`.
    """

    def write(file: ExportFile) -> None:
        about = {
            "source": request.build_absolute_uri(),
            "retrieved": timezone.localtime().isoformat(timespec="seconds"),
            **({"coverage": coverage()} if coverage else {}),
            "licence": LICENCE,
        }
        write_csv(file, [*columns, *about], ([*row, *about.values()] for row in rows()))

    return export_response(request, name, CSV, write, is_small=is_small)


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run gets a quote before it (OWASP, "CSV injection")."""
    return (
        f"'{cell}"
        if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        else cell
    )
