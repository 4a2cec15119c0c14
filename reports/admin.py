"""The desk: reports come in, are looked at, and are published, discarded or taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from reports.facts import disagreements
from reports.forms import PublishForm, UploadForm
from reports.importing import Refused, discard, publish, receive, unpublish
from reports.ingest.parsed import ParsedReport, Problem, by_gravity
from reports.ingest.problems import UnreadableReport
from reports.ingest.sandbox import read_in_child
from reports.models import Authority, Inspection, Reading, Source
from reports.vocabulary import Severity

admin.site.site_header = "Inspection Archive: the desk"
admin.site.site_title = "Inspection Archive"
admin.site.index_title = "The desk"


@admin.register(Reading)
class ReadingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """Readings are made by uploading; each is looked at on its own page and published or discarded there."""

    list_display = ["name", "read", "state", "warnings", "read_at"]
    list_filter = [("inspection", admin.EmptyFieldListFilter)]
    list_select_related = ["source", "inspection", "inspection__authority"]
    search_fields = ["source__name", "source__sha256"]

    @admin.display(description="file", ordering="source__name")
    def name(self, reading: Reading) -> str:
        return reading.source.name

    @admin.display(description="report")
    def read(self, reading: Reading) -> str:
        report = reading.parsed()
        return f"{report.authority or 'authority unknown'}, {report.kind.label}, {report.end_date or 'no dates'}"

    @admin.display(description="state")
    def state(self, reading: Reading) -> str:
        return reading.state

    @admin.display(description="to check")
    def warnings(self, reading: Reading) -> int:
        return sum(problem.severity == Severity.WARNING for problem in reading.problems())

    def has_change_permission(self, request: HttpRequest, obj: Reading | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reading | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:pk>/publish/", self.admin_site.admin_view(require_POST(self.publish_view)), name="reading-publish"
            ),
            path(
                "<int:pk>/discard/", self.admin_site.admin_view(require_POST(self.discard_view)), name="reading-discard"
            ),
        ]
        return own + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Upload: each file is read in a child process; one that is no report is refused by name."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            readings = [self._receive(request, name, content) for name, content in form.received()]
            kept = [reading for reading in readings if reading is not None]
            if len(kept) == 1 and len(readings) == 1:
                return redirect("admin:reports_reading_change", kept[0].pk)
            if kept:
                return redirect(f"{reverse('admin:reports_reading_changelist')}?inspection__isempty=1")
        context = {**self.admin_site.each_context(request), "title": "Add reports", "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/reports/reading/upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What was read, before anything is published: facts, judgements, text, and every problem."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        reading = get_object_or_404(Reading.objects.select_related("source", "inspection"), pk=object_id)
        return self._preview(request, reading, PublishForm())

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._may_publish(request)
        reading = get_object_or_404(Reading, pk=pk)
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._preview(request, reading, form)
        try:
            publication = publish(reading=reading, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._preview(request, reading, form)
        self.log_change(request, reading, f"Published: {publication.inspection} ({publication.outcome}).")
        if publication.samples_removed:
            gone = f"The {publication.samples_removed} sample reports about invented authorities were removed."
            messages.info(request, gone)
        address = publication.inspection.get_absolute_url()
        said = format_html('Published: <a href="{}">{}</a>.', address, publication.inspection)
        messages.success(request, said)
        return redirect("admin:reports_reading_change", reading.pk)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        reading = get_object_or_404(Reading, pk=pk)
        try:
            self.log_deletions(request, Reading.objects.filter(pk=pk))
            discard(reading=reading)
            messages.success(request, f"“{reading.source.name}” was discarded; nothing of it is kept.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:reports_reading_changelist")

    def _receive(self, request: HttpRequest, name: str, content: bytes) -> Reading | None:
        try:
            report = read_in_child(content, name)
        except UnreadableReport as error:
            messages.error(request, f"“{name}”: {error} Nothing of it was stored.")
            return None
        origin = Source.Origin.PASTE if name == "pasted text" else Source.Origin.UPLOAD
        reading, is_new = receive(content=content, name=name, report=report, origin=origin, by=_person(request))
        if is_new:
            self.log_addition(request, reading, f"Read {name}.")
        else:
            messages.warning(request, f"“{name}” is known already as {reading.source.name}: {reading.state}.")
        return reading

    def _preview(self, request: HttpRequest, reading: Reading, form: PublishForm) -> HttpResponse:
        report = reading.parsed()
        problems = reading.problems() if reading.inspection_id else [*report.problems, *_against_archive(report)]
        context = {
            **self.admin_site.each_context(request),
            "title": f"What was read from {reading.source.name}",
            "opts": self.opts,
            "reading": reading,
            "report": report,
            "problems": by_gravity(problems),
            "form": form,
            "may_publish": request.user.has_perm("reports.publish_reading"),
            "replaces": _shown_now(report, reading),
        }
        return TemplateResponse(request, "admin/reports/reading/preview.html", context)

    def _may_publish(self, request: HttpRequest) -> None:
        if not request.user.has_perm("reports.publish_reading"):
            raise PermissionDenied


@admin.register(Inspection)
class InspectionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """Inspections come from reference facts and reports; here they are looked up and taken off the pages."""

    list_display = ["__str__", "start_date", "end_date", "has_text", "checked"]
    list_filter = ["kind", "region", "checked", ("reading", admin.EmptyFieldListFilter)]
    list_select_related = ["authority"]
    search_fields = ["authority__name", "slug", "lead_inspector"]
    actions = ["unpublish_chosen"]

    @admin.display(description="text", boolean=True)
    def has_text(self, inspection: Inspection) -> bool:
        return inspection.reading_id is not None

    @admin.action(description="Unpublish the text of the chosen inspections", permissions=["publish"])
    def unpublish_chosen(self, request: HttpRequest, chosen: QuerySet[Inspection]) -> None:
        for inspection in chosen.filter(reading__isnull=False).select_related("authority", "reading"):
            self.log_change(request, inspection, "Unpublished.")
            said = f"{inspection} was unpublished; its reading waits again."
            unpublish(inspection=inspection)
            messages.success(request, said)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reports.publish_reading")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return False


@admin.register(Authority)
class AuthorityAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """Authorities come from the reference file, so that every archive knows the same ones."""

    list_display = ["name", "region", "kind", "dfe_code", "opened", "closed", "invented"]
    list_filter = ["region", "kind", "invented"]
    search_fields = ["name", "aliases", "dfe_code"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return False


def _person(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _against_archive(report: ParsedReport) -> list[Problem]:
    return disagreements(report, report.authority_slug) if report.authority_slug else []


def _shown_now(report: ParsedReport, reading: Reading) -> Inspection | None:
    """The inspection whose text publishing would replace."""
    if report.start_date is None or report.end_date is None:
        return None
    known = Inspection.objects.with_text().known_as(
        authority_slug=report.authority_slug or "", kind=report.kind, start=report.start_date, end=report.end_date
    )
    return known.exclude(reading=reading).first()
