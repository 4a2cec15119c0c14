from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from reports.admin.rights import ReadOnlyAdmin, demand, found
from reports.models import Change
from reports.publishing.history.audit import audit_lines, audit_page
from reports.publishing.history.differences import Difference
from reports.publishing.history.wording import worded_changes


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """All that was done, by whom and when; each published change word by word."""

    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        demand(self.has_view_permission(request))
        asked = request.GET.get("page", "1")
        page = audit_page(int(asked) if asked.isdecimal() else 1)
        context = self.page(
            request, "All that was done", page=page, lines=audit_lines(page.object_list)
        )
        return TemplateResponse(request, "admin/reports/change/audit.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        demand(self.has_view_permission(request))
        change = found(Change.objects.select_related("inspection__authority", "by"), object_id)
        changed = Difference.from_json(change.changed)
        context = self.page(
            request,
            f"{change.get_what_display()}: {change.title}",
            change=change,
            changed=changed,
            details=worded_changes(changed),
        )
        return TemplateResponse(request, "admin/reports/change/page.html", context)
