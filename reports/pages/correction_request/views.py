"""Reporting a mistake in a text, and the answers that editors gave."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reports.models import CorrectionRequest, Inspection, Paragraph
from reports.pages.correction_request.form import CorrectionRequestForm
from reports.pages.correction_request.mail import mail_editors
from reports.publishing.correction_requests import TooManyRequests, receive_request
from reports.web.parameters import PageForm, mistakes, page_of

ANSWERS_A_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to report a mistake in a report; `passage` in the address names one passage."""
    inspection = get_object_or_404(
        Inspection.objects.select_related("authority"), slug=slug, reading__isnull=False
    )
    passage = _passage(inspection, request.GET.get("passage", ""))
    form = CorrectionRequestForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            received = receive_request(
                inspection=inspection,
                passage=passage,
                words=form.cleaned_data["words"],
                network=import_string(settings.VISITOR_NETWORK)(request),
            )
        except TooManyRequests as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            desk = reverse("admin:reports_correctionrequest_change", args=[received.pk])
            mail_editors(received, request.build_absolute_uri(desk))
            return redirect("correction-request", received.pk)
    context = {"inspection": inspection, "passage": passage, "form": form}
    return render(request, "reports/report_mistake.html", context, status=status)


@never_cache
@require_safe
def correction_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one request with its answer, for readers who have its address."""
    row = get_object_or_404(
        CorrectionRequest.objects.select_related("inspection__authority"), pk=pk
    )
    return render(request, "reports/correction_request.html", {"correction_request": row})


@never_cache
@require_safe
def correction_answers(request: HttpRequest) -> HttpResponse:
    """The answered requests, the latest first; `inspection` in the address names one report."""
    answered = CorrectionRequest.objects.exclude(answered_at=None)
    answered = answered.select_related("inspection__authority").order_by("-answered_at", "-pk")
    slug = request.GET.get("inspection", "")
    inspection = get_object_or_404(Inspection, slug=slug) if slug else None
    if inspection:
        answered = answered.filter(inspection_id=slug)
    paging = PageForm(request.GET)
    errors = mistakes(paging)
    context = {
        "inspection": inspection,
        "page": page_of(answered, paging, ANSWERS_A_PAGE),
        "mistakes": errors,
    }
    status = 400 if errors else 200
    return render(request, "reports/correction_answers.html", context, status=status)


def _passage(inspection: Inspection, anchor: str) -> Paragraph | None:
    """The passage that an address names. Raises `Http404` where the report has none such."""
    if not anchor:
        return None
    for paragraph in inspection.paragraphs.all():
        if paragraph.anchor == anchor:
            return paragraph
    raise Http404("This report has no such passage.")
