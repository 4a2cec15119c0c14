from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.admin.forms import CorrectionForm, ReasonForm, RedactedForm
from reports.admin.previews.confirmation import (
    Confirmation,
    is_preview,
    picture_beside,
)
from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.files.reading import read_in_child
from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import UnreadableReport
from reports.models import Change, Correction, Inspection
from reports.publishing.content.showing import doubts
from reports.publishing.content.targets import Target
from reports.publishing.correcting import Correctable, correct, correctables
from reports.publishing.history.changes import stamp
from reports.publishing.history.wording import WordedChange, readable_value, replacement
from reports.publishing.importing import unpublish
from reports.publishing.operations import Refused
from reports.publishing.withholding import public_original, supply_redacted


@admin.register(Inspection)
class InspectionAdmin(ReadOnlyAdmin):
    """Inspections: their values come from facts and reports, and are corrected here."""

    list_display = ["__str__", "start_date", "end_date", "has_text", "checked"]
    list_filter = ["kind", "region", "checked", ("reading", admin.EmptyFieldListFilter)]
    list_select_related = ["authority"]
    search_fields = ["authority__name", "slug", "lead_inspector"]
    actions = ["unpublish_chosen"]

    @admin.display(description="text")
    def has_text(self, inspection: Inspection) -> str:
        return "yes" if inspection.reading_id else "no"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/correct/", wrap(self.correct_view), name="inspection-correct"),
            path("<int:pk>/redact/", wrap(self.redact_view), name="inspection-redact"),
            path("<int:pk>/unpublish/", wrap(self.unpublish_view), name="inspection-unpublish"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One inspection with its readings, corrections and latest changes."""
        require_permission(self.has_view_permission(request))
        inspection = row_or_404(
            Inspection.objects.select_related("authority", "reading__source"), object_id
        )
        context = self.page(
            request,
            str(inspection),
            inspection=inspection,
            original=public_original(inspection),
            readings=inspection.readings.select_related("source", "inspection"),
            corrections=[
                _correction_context(each)
                for each in inspection.corrections.active().select_related("by")
            ],
            doubts=doubts(inspection),
            changes=Change.objects.of(inspection.slug).select_related("by")[:10],
            may_correct=self.has_correct_permission(request),
            may_publish=self.has_publish_permission(request),
        )
        return TemplateResponse(request, "admin/reports/inspection/page.html", context)

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list of values that can be corrected; the form for one if the address names it."""
        require_permission(self.has_correct_permission(request))
        inspection = row_or_404(Inspection.objects.select_related("authority", "reading"), pk)
        if what := request.GET.get("what"):
            return self._correct_one(request, inspection, what)
        context = self.page(
            request,
            f"Correct {inspection}",
            inspection=inspection,
            correctables=[
                (each, readable_value(Target.parse(each.what).field, each.value))
                for each in correctables(inspection).values()
            ],
        )
        return TemplateResponse(request, "admin/reports/inspection/correct.html", context)

    def redact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form for a redacted copy of an original that is withheld from the public."""
        require_permission(self.has_correct_permission(request))
        inspection = row_or_404(
            Inspection.objects.select_related("authority", "reading__source"), pk
        )
        form = RedactedForm(request.POST or None, request.FILES or None)
        if form.is_valid() and self._supply(request, inspection, form):
            messages.success(request, "The public now gets the redacted copy.")
            return redirect("admin:reports_inspection_change", inspection.pk)
        form.carry_stamp(stamp(inspection))
        context = self.page(
            request,
            "Supply a redacted original",
            inspection=inspection,
            original=public_original(inspection),
            form=form,
        )
        return TemplateResponse(request, "admin/reports/inspection/redact.html", context)

    def _supply(self, request: HttpRequest, inspection: Inspection, form: RedactedForm) -> bool:
        """Store the redacted copy. Returns False if it was refused; the form then says why."""
        file = form.cleaned_data["chosen_file"]
        content = file.read()
        try:
            supply_redacted(
                inspection=inspection,
                content=content,
                report=_read_if_readable(content, file.name),
                by=logged_in_user(request),
                **form.answers(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def _correct_one(self, request: HttpRequest, inspection: Inspection, what: str) -> HttpResponse:
        """The form to correct one value; when it is sent, a preview, or the correction itself."""
        try:
            target = Target.parse(what)
            values = correctables(inspection)
        except Refused as refusal:
            raise Http404(str(refusal)) from refusal
        current = values.get(what)
        if current is None:
            raise Http404(f"{target.label} is not in the published text.")
        picture = picture_beside(inspection, target, values)
        form = CorrectionForm(request.POST or None, target=target, current=current.value)
        if form.is_valid():
            preview = is_preview(request)
            try:
                correction, new_doubts = _correct(
                    inspection, what, logged_in_user(request), form, undo=preview
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                if preview:
                    confirmation = _correct_confirmation(
                        inspection, current, form, new_doubts, picture
                    )
                    return self.ask(request, confirmation)
                messages.success(request, _corrected_message(correction, target))
                for doubt in new_doubts:
                    messages.warning(request, doubt)
                return redirect("admin:reports_inspection_change", inspection.pk)
        form.carry_stamp(stamp(inspection))
        earlier = inspection.corrections.active().filter(what=what).select_related("by").first()
        context = self.page(
            request,
            f"Correct “{target.label}”",
            inspection=inspection,
            now=readable_value(target.field, current.value),
            form=form,
            earlier=earlier and _correction_context(earlier),
            picture=picture,
        )
        return TemplateResponse(request, "admin/reports/inspection/correct_one.html", context)

    def unpublish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a reason, then take the text of one inspection off the pages."""
        require_permission(self.has_publish_permission(request))
        inspection = row_or_404(Inspection.objects.select_related("authority", "reading"), pk)
        if inspection.reading_id is None:
            messages.warning(request, f"No text of {inspection} is published.")
            return redirect("admin:reports_inspection_change", pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            self._unpublish(request, inspection, form)
            if Inspection.objects.filter(pk=pk).exists():
                return redirect("admin:reports_inspection_change", pk)
            return redirect("admin:reports_inspection_changelist")
        cancel = reverse("admin:reports_inspection_change", args=[pk])
        return self._unpublish_form(request, [inspection], form, cancel)

    def _unpublish_form(
        self, request: HttpRequest, inspections: list[Inspection], form: ReasonForm, cancel: str
    ) -> HttpResponse:
        """The form that asks for a reason. It carries the stamp of each inspection."""
        stamped = [
            (inspection, stamp(inspection), inspection.paragraphs.count())
            for inspection in inspections
        ]
        context = self.page(request, "Unpublish", stamped=stamped, form=form, cancel=cancel)
        return TemplateResponse(request, "admin/reports/inspection/unpublish.html", context)

    def _unpublish(self, request: HttpRequest, inspection: Inspection, form: ReasonForm) -> None:
        """Unpublish one text, unless it has changed since the form was shown; add a message."""
        try:
            unpublish(
                inspection=inspection,
                by=logged_in_user(request),
                reason=form.cleaned_data["reason"],
                expected_stamp=request.POST.get(f"stamp-{inspection.pk}", ""),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            message = f"{inspection} was unpublished. Its reading is waiting again."
            messages.success(request, message)

    @admin.action(
        description="Unpublish the text of the chosen inspections", permissions=["publish"]
    )
    def unpublish_chosen(
        self, request: HttpRequest, chosen: QuerySet[Inspection]
    ) -> HttpResponse | None:
        """Show a form that asks for a reason, then unpublish each inspection.

        One that has changed since the form was shown is refused with a message that names it.
        """
        inspections = list(chosen.with_text().select_related("authority", "reading"))  # type: ignore[attr-defined]  # ours
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if not inspections:
            messages.warning(request, "None of the chosen inspections has a published text.")
            return None
        if not form.is_valid():
            cancel = reverse("admin:reports_inspection_changelist")
            return self._unpublish_form(request, inspections, form, cancel)
        for inspection in inspections:
            self._unpublish(request, inspection, form)
        return None


def _correct(
    inspection: Inspection, what: str, by: User, form: CorrectionForm, *, undo: bool
) -> tuple[Correction, list[str]]:
    """Correct a value. Returns the correction and the doubts that it raises.

    With `undo` the correction is rolled back, for a preview. Raises `Refused` as `correct` does.
    """
    doubts_before = doubts(inspection)
    with transaction.atomic():
        correction = correct(inspection=inspection, what=what, by=by, **form.answers())
        corrected = Inspection.objects.get(pk=inspection.pk)
        new_doubts = [doubt for doubt in doubts(corrected) if doubt not in doubts_before]
        transaction.set_rollback(undo)
    return correction, new_doubts


def _corrected_message(correction: Correction, target: Target) -> SafeString:
    """A message that a value was corrected, with a link to the page that withdraws it."""
    address = reverse("admin:reports_correction_change", args=[correction.pk])
    return format_html('{} was corrected. <a href="{}">Undo</a>', target.label, address)


def _correct_confirmation(
    inspection: Inspection,
    current: Correctable,
    form: CorrectionForm,
    new_doubts: list[str],
    picture: str,
) -> Confirmation:
    field = Target.parse(current.what).field
    before = readable_value(field, current.value)
    after = readable_value(field, form.answers()["after"])
    pieces = replacement(before, after)
    return Confirmation(
        title=f"Correct “{current.label}”?",
        sentence=f"{inspection} shows the new value from now on, whatever its readings say.",
        button="Correct",
        cancel=reverse("admin:reports_inspection_change", args=[inspection.pk]),
        place=str(inspection),
        changes=[WordedChange(current.label, pieces)],
        warnings=new_doubts,
        picture=picture,
    )


def _read_if_readable(content: bytes, name: str) -> ParsedReport | None:
    """The reading of a redacted copy; None if it cannot be read, such as a scan."""
    try:
        return read_in_child(content, name)
    except UnreadableReport:
        return None


def _correction_context(correction: Correction) -> dict[str, object]:
    """A correction for a template: its `row`, its `label`, and the values `before` and `after`."""
    target = Target.parse(correction.what)
    before = readable_value(target.field, correction.before)
    after = readable_value(target.field, correction.after)
    return {"row": correction, "label": target.label, "before": before, "after": after}
