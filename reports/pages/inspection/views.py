"""The list of inspections, its table to save, and the page of one inspection."""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.models import Change, Correction, Inspection, ListedFile, Paragraph
from reports.pages.citing.citation_files import LABELS, citation_response
from reports.pages.citing.page_head import head_of_report
from reports.pages.citing.works import report_work
from reports.pages.inspection.history_views import inspection_gone
from reports.pages.inspection.inspection_table import inspection_table, judgement_table
from reports.pages.inspection.report_text import report_text
from reports.publishing.history.changes import VanishedAnchor, vanished_anchors
from reports.publishing.withholding import active_corrections, original_under
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.filters import InspectionFilter, chosen
from reports.web.parameters import PageForm, chips, mistakes, page_of, refused
from reports.web.tables.response import table_response

INSPECTIONS_A_PAGE = 25


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    filters = InspectionFilter(request.GET, queryset=Inspection.objects.listed())
    paging = PageForm(request.GET)
    errors = mistakes(filters.form, paging)
    context = {
        "filters": filters,
        "chips": chips(filters.form, request.GET),
        "mistakes": errors,
        "page": page_of(chosen(filters), paging, INSPECTIONS_A_PAGE),
    }
    return render(request, "reports/inspection_list.html", context, status=400 if errors else 200)


def _filter_forms(parameters: QueryDict) -> list[BaseForm]:
    """The forms of the filters and of the page of the list."""
    filters = InspectionFilter(parameters, queryset=Inspection.objects.none())
    return [filters.form, PageForm(parameters)]


@data_view(_filter_forms, without_effect=("page",))
def inspections_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """The whole list as a file; mistakes in the address are reported as JSON."""
    filters = InspectionFilter(request.GET, queryset=Inspection.objects.listed())
    paging = PageForm(request.GET)
    if not (filters.is_valid() and paging.is_valid()):
        return refused(filters.form, paging)
    table = inspection_table("inspections", lambda: filters.qs, request.build_absolute_uri)
    return table_response(request, kind, table)


@require_safe
def inspection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    inspections = Inspection.objects.listed().select_related("authority", "reading__source")
    inspection = inspections.filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    earlier, later = _before_and_after(inspection)
    paragraphs = list(inspection.paragraphs.all())
    changes = Change.objects.of(slug).defer("changed", "reason")
    corrections = active_corrections(inspection)
    judgements = inspection.judgements.all()
    context = {
        "inspection": inspection,
        "formats": LABELS.items(),
        "judgements": judgements,
        "head": head_of_report(inspection, judgements, request.build_absolute_uri),
        "text": report_text(paragraphs),
        "vanished": _vanished(changes, paragraphs),
        "changes": changes,
        "corrected": next((each for each in corrections if _is_shown(each, slug)), None),
        "source": inspection.reading.source if inspection.reading else None,
        "removed": _removed_file(inspection),
        "original": original_under(inspection, corrections),
        "earlier": earlier,
        "later": later,
    }
    return render(request, "reports/inspection_detail.html", context)


@data_view(no_forms)
def inspection_citation(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """The citation of a report as a file for reference managers."""
    inspection = get_object_or_404(Inspection.objects.select_related("authority"), slug=slug)
    works = [report_work(inspection, request.build_absolute_uri)]
    return citation_response(request, slug, ending, works, is_small=True)


@data_view(no_forms)
def judgements_file(request: HttpRequest, slug: str, kind: Format) -> HttpResponseBase:
    """The judgements of one inspection as a file."""
    inspection = get_object_or_404(Inspection.objects.listed(), slug=slug)
    return table_response(request, kind, judgement_table(inspection))


def _before_and_after(inspection: Inspection) -> tuple[Inspection | None, Inspection | None]:
    """The inspections of the same authority just before and just after this one."""
    in_order = list(
        inspection.authority.inspections.order_by("end_date", "start_date", "kind", "pk")
    )
    position = in_order.index(inspection)
    earlier = in_order[position - 1] if position > 0 else None
    later = in_order[position + 1] if position + 1 < len(in_order) else None
    return earlier, later


def _removed_file(inspection: Inspection) -> ListedFile | None:
    """The file of the shown text, where the publisher has removed it.

    The same bytes may be listed under several ids; of those removed it is the last one.
    """
    if inspection.reading is None:
        return None
    source = inspection.reading.source
    listed = list(
        ListedFile.objects.filter(sha256=source.sha256).order_by("-gone_since", "-file_id")
    )
    if any(file.state != ListedFile.State.GONE for file in listed):
        return None
    return listed[0] if listed else None


def _vanished(changes: Iterable[Change], paragraphs: list[Paragraph]) -> list[VanishedAnchor]:
    """The addresses of passages that the page no longer has; none while it shows no text."""
    if not paragraphs:
        return []
    labels = {paragraph.anchor: paragraph.label for paragraph in paragraphs}
    return vanished_anchors(changes, labels)


def _is_shown(correction: Correction, slug: str) -> bool:
    """Whether the page of this inspection shows the correction."""
    return correction.inspection_id == slug and correction.standing == Correction.Standing.APPLIED
