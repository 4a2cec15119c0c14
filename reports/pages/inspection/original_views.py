"""The file that the text of an inspection was read from."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.files.originals import MissingOriginal
from reports.models import Change, Inspection
from reports.pages.inspection.history_views import inspection_gone
from reports.publishing.withholding import PublicOriginal, public_original
from reports.web.serving import StoredFile, file_response


@require_safe
def inspection_original(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The original, or the redacted copy that an editor supplied.

    The answer is 410 with the reason if some of its words are withheld from the public, and 404 if
    no text is published or the file is missing.
    """
    inspections = Inspection.objects.select_related("authority", "reading__source")
    inspection = inspections.filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    original = public_original(inspection)
    if original is None:
        return _missing(request, inspection)
    if original.is_withheld:
        return _withheld(request, inspection, original)
    try:
        response = file_response(request, _stored_file(original, slug))
    except MissingOriginal:
        return _missing(request, inspection)
    if original.redacted:
        response.headers["X-Redacted"] = "yes"
    return response


def _missing(request: HttpRequest, inspection: Inspection) -> HttpResponseBase:
    context = {"inspection": inspection}
    return render(request, "reports/original_missing.html", context, status=404)


def _withheld(
    request: HttpRequest, inspection: Inspection, original: PublicOriginal
) -> HttpResponseBase:
    context = {"inspection": inspection, "original": original}
    response = render(request, "reports/original_withheld.html", context, status=410)
    # A redacted copy may take its place at any time.
    response.headers["Cache-Control"] = "no-cache"
    return response


def _stored_file(original: PublicOriginal, slug: str) -> StoredFile:
    """The public file, with the time of the inspection's latest change.

    It is not the time of the file, because an older original may replace a redacted copy.
    """
    file = original.file
    latest_change = Change.objects.of(slug).values_list("at", flat=True).first()
    return StoredFile(
        sha256=file.sha256,
        media_type=file.media_type,
        name=f"{slug}-redacted" if original.redacted else slug,
        changed_at=latest_change or original.source.received_at,
    )
