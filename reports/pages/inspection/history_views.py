"""The history of an inspection, also of one that has left the archive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.models import Change, Inspection
from reports.pages.inspection.public_history import history_entries
from reports.publishing.history.public import has_public_text, withheld_words
from reports.web.parameters import PageForm, mistakes, page_of

CHANGES_A_PAGE = 20


@require_safe
def inspection_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed in an inspection, when, and why."""
    inspection = Inspection.objects.select_related("authority").filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    context = _history(request, slug, inspection)
    status = 400 if context["mistakes"] else 200
    return render(request, "reports/inspection_history.html", context, status=status)


def inspection_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Status 410 and the history of an inspection that was taken out of the archive.

    Raises `Http404` for an inspection that was never here.
    """
    latest = Change.objects.of(slug).select_related("authority").first()
    if latest is None:
        raise Http404("No inspection has this address.")
    context = {"latest": latest, **_history(request, slug, None)}
    return render(request, "reports/inspection_gone.html", context, status=410)


def _history(request: HttpRequest, slug: str, inspection: Inspection | None) -> dict[str, object]:
    """What both templates show: one page of the history, and what is wrong with the address."""
    paging = PageForm(request.GET)
    page = page_of(Change.objects.of(slug), paging, CHANGES_A_PAGE)
    entries = history_entries(
        page.object_list,
        text_is_public=has_public_text(inspection),
        withheld=withheld_words([slug])[slug],
    )
    return {
        "inspection": inspection,
        "page": page,
        "entries": entries,
        "mistakes": mistakes(paging),
    }
