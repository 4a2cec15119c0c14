from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from reports.admin.rights import ReadOnlyAdmin, require_permission, row_or_404
from reports.models import Change
from reports.publishing.history.audit import audit_lines, audit_page
from reports.publishing.history.differences import Difference
from reports.publishing.history.wording import worded_changes


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The activity log: who did what and when, and each published change word by word."""

    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        require_permission(self.has_view_permission(request))
        requested = request.GET.get("page", "1")
        page = audit_page(int(requested) if requested.isdecimal() else 1)
        context = self.page(request, "Activity log", page=page, lines=audit_lines(page.object_list))
        return TemplateResponse(request, "admin/reports/change/audit.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        require_permission(self.has_view_permission(request))
        change = row_or_404(Change.objects.select_related("inspection__authority", "by"), object_id)
        changed = Difference.from_json(change.changed)
        context = self.page(
            request,
            f"{change.get_what_display()}: {change.title}",
            change=change,
            changed=changed,
            details=worded_changes(changed),
        )
        return TemplateResponse(request, "admin/reports/change/page.html", context)
