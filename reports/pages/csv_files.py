"""A table as a CSV file: what a spreadsheet may be given, and the licence that goes with every row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

Response = TypeVar("Response", bound=HttpResponseBase)

CSV = "text/csv; charset=utf-8"
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Crown copyright, Ofsted. "
    "This archive is independent of Ofsted."
)


def csv_line(cells: Iterable[Any]) -> str:
    """One line of a CSV file; none of its cells can be run as a formula."""
    line = StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def csv_response(
    request: HttpRequest, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, coverage: str = ""
) -> HttpResponse:
    """A header and one line a row, to be saved.

    Each row ends with what the file is of, when it was made, of how much, if that is told, and its licence, so that it
    can be read alone.
    """
    about = {
        "source": request.build_absolute_uri(),
        "retrieved": timezone.localtime().isoformat(timespec="seconds"),
        **({"coverage": coverage} if coverage else {}),
        "licence": LICENCE,
    }
    lines = [csv_line([*columns, *about]), *(csv_line([*row, *about.values()]) for row in rows)]
    return to_save(HttpResponse("".join(lines), content_type=CSV), name, "csv")


def csv_stream(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """The lines of a long file, to be saved; they are made while they are sent."""
    return to_save(StreamingHttpResponse(lines, content_type=CSV), name, "csv")


def to_save(response: Response, name: str, ending: str) -> Response:
    """The same response, as a file that browsers save as `inspection-archive-<name>-<today>.<ending>`."""
    file = f"inspection-archive-{name}-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run gets a quote before it (OWASP, "CSV injection")."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
