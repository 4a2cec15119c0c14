from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from reports.admin.filters import ProblemsFilter, StateFilter
from reports.admin.forms import PublishForm, UploadForm
from reports.admin.preview import original_text, pages_of, problems_of, target_of
from reports.admin.rights import ReadOnlyAdmin, person, require, row_or_404
from reports.files.originals import MissingOriginal
from reports.files.page_images import NoSuchPage, page_image
from reports.files.reading import read_in_child
from reports.ingest.problems import UnreadableReport
from reports.models import Reading, Source
from reports.publishing.history.changes import stamp
from reports.publishing.history.differences import difference
from reports.publishing.history.snapshot import snapshot_of_report
from reports.publishing.history.wording import worded_changes
from reports.publishing.importing import Publication, discard, publish, receive
from reports.publishing.operations import Refused
from reports.web.serving import StoredFile, file_response

NOTHING_SHOWN = "0."
"""The stamp of an inspection without text begins with this."""


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """An upload makes a reading; its page shows it, and there it is published or discarded."""

    list_display = ["name", "read", "state", "warnings", "notes", "read_at"]
    list_filter = [StateFilter, ProblemsFilter, "parser_version"]
    list_select_related = ["source", "inspection", "inspection__authority"]
    search_fields = ["source__name", "source__sha256"]
    list_per_page = 50
    actions = ["publish_chosen"]

    @admin.display(description="file", ordering="source__name")
    def name(self, reading: Reading) -> str:
        return reading.source.name

    @admin.display(description="report")
    def read(self, reading: Reading) -> str:
        report = reading.parsed()
        return f"{report.authority or 'unknown authority'}, {report.kind.label}, {report.end_date or 'no dates'}"

    @admin.display(description="state")
    def state(self, reading: Reading) -> str:
        return reading.state

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reports.add_reading")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/publish/", wrap(require_POST(self.publish_view)), name="reading-publish"
            ),
            path(
                "<int:pk>/discard/", wrap(require_POST(self.discard_view)), name="reading-discard"
            ),
            path(
                "<int:pk>/original", wrap(require_safe(self.original_view)), name="reading-original"
            ),
            path(
                "<int:pk>/page/<int:page>.png",
                wrap(require_safe(self.page_view)),
                name="reading-page",
            ),
            path(
                "<int:pk>/compare/<int:other>/",
                wrap(require_safe(self.compare_view)),
                name="reading-compare",
            ),
        ]
        return own + super().get_urls()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Upload reports. A file that is no report is refused with a message that names it."""
        require(self.has_add_permission(request))
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            readings = [self._receive(request, name, content) for name, content in form.received()]
            stored = [reading for reading in readings if reading is not None]
            if len(stored) == 1 and len(readings) == 1:
                return redirect("admin:reports_reading_change", stored[0].pk)
            if stored:
                return redirect(f"{reverse('admin:reports_reading_changelist')}?state=waiting")
        return TemplateResponse(
            request,
            "admin/reports/reading/upload.html",
            self.page(request, "Add reports", form=form),
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A reading before it is published: facts, judgements, text, and every problem."""
        require(self.has_view_permission(request))
        return self._preview(request, _reading(object_id), PublishForm())

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(self.has_publish_permission(request))
        reading = _reading(pk)
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._preview(request, reading, form)
        answers = form.answers()
        target = target_of(reading, form.cleaned_data["authority"])
        if target and target.reading_id and target.reading_id != pk and not answers["reason"]:
            answers["reason"] = f"The text of {reading.source.name} replaced the earlier one."
        try:
            publication = publish(reading=reading, by=person(request), **answers)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._preview(request, reading, form)
        _show_published(request, publication)
        return redirect("admin:reports_reading_change", reading.pk)

    @admin.action(description="Publish the chosen readings", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, chosen: QuerySet[Reading]) -> None:
        """Publish each reading in a transaction of its own.

        A reading that would replace a text is refused: its own page shows what it replaces.
        """
        for reading in chosen.filter(inspection=None).select_related("source"):
            target = target_of(reading, None)
            current = stamp(target) if target else NOTHING_SHOWN
            try:
                if not current.startswith(NOTHING_SHOWN):
                    raise Refused(
                        f"It would replace the text of {target}. Publish it on its own page."
                    )
                _show_published(
                    request,
                    publish(
                        reading=reading,
                        by=person(request),
                        expected_stamp=current if target else None,
                    ),
                )
            except Refused as refusal:
                messages.error(request, f"“{reading.source.name}” was not published: {refusal}")

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(self.has_add_permission(request))
        reading = _reading(pk)
        try:
            discard(reading=reading)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            reading.pk = pk
            self.log_deletions(request, [reading])  # type: ignore[arg-type]  # it only loops over them
            messages.success(
                request, f"“{reading.source.name}” was discarded. The archive has no copy of it."
            )
        return redirect("admin:reports_reading_changelist")

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file that a reading was made from, even while it is withheld from the public."""
        require(self.has_view_permission(request))
        source = _reading(pk).source
        file = StoredFile(source.sha256, source.media_type, f"reading-{pk}", source.received_at)
        try:
            return file_response(request, file)
        except MissingOriginal as error:
            raise Http404(str(error)) from error

    def page_view(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        """One page of the original as a picture."""
        require(self.has_view_permission(request))
        source = _reading(pk).source
        try:
            if not source.is_pdf:
                raise NoSuchPage("Only PDFs have pages to draw.")
            response = HttpResponse(page_image(source.content(), page), content_type="image/png")
        except (NoSuchPage, MissingOriginal) as error:
            raise Http404(str(error)) from error
        # The bytes of a source never change.
        response["Cache-Control"] = "private, max-age=86400"
        return response

    def compare_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Two readings field by field and word by word."""
        require(self.has_view_permission(request))
        earlier, later = _reading(pk), _reading(other)
        changed = difference(
            snapshot_of_report(earlier.parsed()), snapshot_of_report(later.parsed())
        )
        context = self.page(
            request,
            "Compare two readings",
            earlier=earlier,
            later=later,
            changed=changed,
            details=worded_changes(changed),
        )
        return TemplateResponse(request, "admin/reports/reading/compare.html", context)

    def _receive(self, request: HttpRequest, name: str, content: bytes) -> Reading | None:
        try:
            report = read_in_child(content, name)
        except UnreadableReport as error:
            messages.error(request, f"“{name}”: {error} It was not stored.")
            return None
        origin = Source.Origin.PASTE if name == "pasted text" else Source.Origin.UPLOAD
        try:
            reading, is_new = receive(
                content=content, name=name, report=report, origin=origin, by=person(request)
            )
        except Refused as refusal:
            messages.error(request, f"“{name}” was not stored: {refusal}")
            return None
        if is_new:
            self.log_addition(request, reading, f"Read {name}.")
        else:
            messages.warning(
                request,
                f"“{name}” is already in the archive as {reading.source.name}: {reading.state}.",
            )
        return reading

    def _preview(self, request: HttpRequest, reading: Reading, form: PublishForm) -> HttpResponse:
        report = reading.parsed()
        chosen = (
            form.cleaned_data.get("authority")
            if form.is_bound and hasattr(form, "cleaned_data")
            else None
        )
        target = target_of(reading, chosen)
        form.carry_stamp(stamp(target) if target else f"{NOTHING_SHOWN}0")
        context = self.page(
            request,
            f"What was read from {reading.source.name}",
            reading=reading,
            report=report,
            problems=problems_of(reading, report),
            form=form,
            may_publish=self.has_publish_permission(request),
            may_discard=self.has_add_permission(request),
            replaces=target
            if target and target.reading_id and target.reading_id != reading.pk
            else None,
            pages=list(pages_of(report, reading.source)),
            original=original_text(reading.source),
        )
        return TemplateResponse(request, "admin/reports/reading/preview.html", context)


def _reading(pk: int | str) -> Reading:
    return row_or_404(Reading.objects.select_related("source", "inspection__authority"), pk)


def _show_published(request: HttpRequest, publication: Publication) -> None:
    if publication.samples_removed:
        message = f"The {publication.samples_removed} sample reports about invented authorities were removed."
        messages.info(request, message)
    address = publication.inspection.get_absolute_url()
    messages.success(
        request, format_html('Published: <a href="{}">{}</a>.', address, publication.inspection)
    )
