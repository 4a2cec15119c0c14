"""Answering a request for a table with a file, and the addresses of these files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from reports.overview.coverage import coverage_sentence
from reports.web.data_views import FOR_EXCEL
from reports.web.exports import CSV, XLSX, ExportFile, Format, export_response
from reports.web.parameters import refused
from reports.web.tables.csv_table import write_csv
from reports.web.tables.table import LICENCE, Table
from reports.web.tables.workbook import write_workbook


class CsvForm(forms.Form):
    """Whether a CSV file begins with the byte order mark that Excel needs."""

    bom = forms.ChoiceField(required=False, choices=[("1", "for Excel")], label="Byte order mark")


def table_paths(address: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """The addresses of a table's files: `address` with `.csv` and `.xlsx`.

    Their names are `name`-csv and `name`-xlsx. The view gets the format as the argument `kind`.
    """
    return [
        path(f"{address}.{kind.ending}", view, {"kind": kind}, name=f"{name}-{kind.ending}")
        for kind in (CSV, XLSX)
    ]


def table_response(request: HttpRequest, kind: Format, table: Table) -> HttpResponseBase:
    """The table as a file to be saved; 400 for a wrong value of the parameter `bom`."""
    form = CsvForm(request.GET)
    if not form.is_valid():
        return refused(form)
    if kind is XLSX:
        return export_response(
            request, table.name, XLSX, partial(_write_xlsx, request, table), is_small=table.is_small
        )
    with_mark = bool(form.cleaned_data[FOR_EXCEL])

    def write(file: ExportFile) -> None:
        about = _about(request, table, with_coverage=table.states_coverage)
        write_csv(file, table, about, with_mark=with_mark)

    return export_response(request, table.name, CSV, write, is_small=table.is_small)


def _write_xlsx(request: HttpRequest, table: Table, file: ExportFile) -> None:
    write_workbook(file, table, _about(request, table, with_coverage=True))


def _about(request: HttpRequest, table: Table, *, with_coverage: bool) -> Mapping[str, str]:
    """The source, time, coverage and licence of a table, by the names of columns."""
    if table.about is not None:
        return table.about()
    about = {
        "source": request.build_absolute_uri(),
        "retrieved": timezone.localtime().isoformat(timespec="seconds"),
    }
    if with_coverage:
        about["coverage"] = coverage_sentence()
    return {**about, "licence": LICENCE}
