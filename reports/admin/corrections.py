from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from reports.admin.forms import ReasonForm
from reports.admin.previews.confirmation import (
    Confirmation,
    is_preview,
    picture_beside,
)
from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.models import Correction, Inspection
from reports.publishing.content.targets import Target
from reports.publishing.correcting import correctables, withdraw
from reports.publishing.history.changes import stamp
from reports.publishing.history.differences import Difference
from reports.publishing.history.wording import (
    effect,
    readable_value,
    replacement,
    worded_changes,
)
from reports.publishing.operations import Refused


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """All corrections, withdrawn ones too; an active one can be withdrawn here, with a reason."""

    list_display = ["correction", "inspection", "standing", "reason", "by", "at", "withdrawn_at"]
    list_display_links = ["correction"]
    list_filter = ["standing", ("withdrawn_at", admin.EmptyFieldListFilter), "by"]
    list_select_related = ["inspection__authority", "by"]
    search_fields = ["what", "before", "after", "reason", "inspection__slug"]

    @admin.display(description="what", ordering="what")
    def correction(self, correction: Correction) -> str:
        return Target.parse(correction.what).label

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:pk>/withdraw/",
            self.admin_site.admin_view(self.withdraw_view),
            name="correction-withdraw",
        )
        return [own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        require_permission(self.has_view_permission(request))
        return self._page(request, _correction(object_id), ReasonForm())

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_permission(self.has_correct_permission(request))
        correction = _correction(pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            preview = is_preview(request)
            try:
                with transaction.atomic():
                    changed = withdraw(
                        correction=correction, by=logged_in_user(request), **form.answers()
                    )
                    transaction.set_rollback(preview)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                if preview:
                    return self._ask_to_withdraw(request, correction, changed)
                messages.success(
                    request, "The correction was withdrawn. The page shows what was read again."
                )
                return redirect("admin:reports_correction_change", pk)
        return self._page(request, correction, form)

    def _ask_to_withdraw(
        self, request: HttpRequest, correction: Correction, changed: Difference
    ) -> HttpResponse:
        """The page that shows what withdrawing would change, and asks for confirmation."""
        inspection = correction.inspection
        target = Target.parse(correction.what)
        shown = inspection or correction.inspection_id
        confirmation = Confirmation(
            title=f"Withdraw the correction of “{target.label}”?",
            sentence=f"{shown} will show again what was read. This {effect(changed)}.",
            button="Withdraw",
            cancel=reverse("admin:reports_correction_change", args=[correction.pk]),
            place=_title(target),
            changes=worded_changes(changed),
            picture=_picture(inspection, target),
        )
        return self.ask(request, confirmation)

    def _page(self, request: HttpRequest, correction: Correction, form: ReasonForm) -> HttpResponse:
        target = Target.parse(correction.what)
        inspection = correction.inspection
        if inspection:
            form.carry_stamp(stamp(inspection))
        before = readable_value(target.field, correction.before)
        after = readable_value(target.field, correction.after)
        context = self.page(
            request,
            _title(target),
            correction=correction,
            pieces=replacement(before, after),
            form=form,
            picture=_picture(inspection, target),
            may_withdraw=self.has_correct_permission(request) and correction.withdrawn_at is None,
        )
        return TemplateResponse(request, "admin/reports/correction/page.html", context)


def _picture(inspection: Inspection | None, target: Target) -> str:
    """The address of the page of the original beside a correction; empty without an inspection."""
    if inspection is None:
        return ""
    # Only a passage has a page, which is among the values of the inspection.
    values = correctables(inspection) if target.part == "paragraph" else {}
    return picture_beside(inspection, target, values)


def _title(target: Target) -> str:
    """The title of the page of a correction."""
    return f"Correction of “{target.label}”"


def _correction(pk: int | str) -> Correction:
    # With this join, `inspection` is None for an inspection that has left the archive.
    return row_or_404(
        Correction.objects.select_related("inspection__authority", "by", "withdrawn_by"), pk
    )
