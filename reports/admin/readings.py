from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from reports.admin.filters import ProblemsFilter, StateFilter
from reports.admin.forms import PublishForm, UploadForm
from reports.admin.previews.confirmation import (
    Confirmation,
    is_preview,
    picture_of,
)
from reports.admin.previews.reading import original_text, pages_of, problems_of, target_of
from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.files.originals import MissingOriginal
from reports.files.page_images import NoSuchPage, page_image
from reports.files.reading import read_in_child
from reports.ingest.problems import UnreadableReport
from reports.models import Reading, Source
from reports.publishing.history.changes import stamp
from reports.publishing.history.differences import difference
from reports.publishing.history.snapshot import snapshot_of_report
from reports.publishing.history.wording import effect, worded_changes
from reports.publishing.importing import Publication, discard, publish, receive
from reports.publishing.operations import Refused
from reports.web.serving import StoredFile, file_response

NOTHING_SHOWN = "0."
"""The beginning of the stamp of an inspection without text."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """The result of one uploaded file, in a sentence. `reading` is None if it was refused."""

    name: str
    message: str
    reading: Reading | None = None

    @property
    def address(self) -> str:
        """The address of its reading's page; empty without a reading."""
        if self.reading is None:
            return ""
        return reverse("admin:reports_reading_change", args=[self.reading.pk])


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
        authority = report.authority or "unknown authority"
        ended = date_format(report.end_date) if report.end_date else "no dates"
        return f"{authority}, {report.kind.label}, {ended}"

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
        """The page to upload reports. A file that is no report is refused by name."""
        require_permission(self.has_add_permission(request))
        is_sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
        received: list[ReceivedFile] = []
        if form.is_valid():
            received = [self._receive(request, name, content) for name, content in form.received()]
            if request.accepts("text/html") and len(received) == 1 and received[0].reading:
                messages.info(request, received[0].message)
                return redirect("admin:reports_reading_change", received[0].reading.pk)
        if not request.accepts("text/html"):
            return _upload_as_json(form, received)
        context = self.page(request, "Add reports", form=form, received=received)
        return TemplateResponse(request, "admin/reports/reading/upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A reading before it is published: facts, judgements, text, and every problem."""
        require_permission(self.has_view_permission(request))
        return self._preview(request, _reading(object_id), PublishForm())

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_permission(self.has_publish_permission(request))
        reading = _reading(pk)
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._preview(request, reading, form)
        answers = form.answers()
        target = target_of(reading, form.cleaned_data["authority"])
        if target and target.reading_id and target.reading_id != pk and not answers["reason"]:
            answers["reason"] = f"The text of {reading.source.name} replaced the earlier one."
        preview = is_preview(request)
        try:
            with transaction.atomic():
                publication = publish(reading=reading, by=logged_in_user(request), **answers)
                transaction.set_rollback(preview)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._preview(request, _reading(pk), form)
        if preview:
            return self.ask(request, _publish_confirmation(_reading(pk), publication))
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
                        by=logged_in_user(request),
                        expected_stamp=current if target else None,
                    ),
                )
            except Refused as refusal:
                messages.error(request, f"“{reading.source.name}” was not published: {refusal}")

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_permission(self.has_add_permission(request))
        reading = _reading(pk)
        if is_preview(request):
            return self.ask(request, _discard_confirmation(reading))
        try:
            discard(reading=reading)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            reading.pk = pk
            self.log_deletions(request, [reading])  # type: ignore[arg-type]  # it only loops over them
            message = f"“{reading.source.name}” was discarded. The archive has no copy of it."
            messages.success(request, message)
        return redirect("admin:reports_reading_changelist")

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The original of a reading, even if it is withheld from the public."""
        require_permission(self.has_view_permission(request))
        source = _reading(pk).source
        file = StoredFile(source.sha256, source.media_type, f"reading-{pk}", source.received_at)
        try:
            return file_response(request, file)
        except MissingOriginal as error:
            raise Http404(str(error)) from error

    def page_view(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        """One page of the original as a picture."""
        require_permission(self.has_view_permission(request))
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
        require_permission(self.has_view_permission(request))
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

    def _receive(self, request: HttpRequest, name: str, content: bytes) -> ReceivedFile:
        """Read and store one file. The result says why, if it is no report or was refused."""
        try:
            report = read_in_child(content, name)
        except UnreadableReport as error:
            return ReceivedFile(name, _not_stored(name, str(error)))
        origin = Source.Origin.PASTE if name == "pasted text" else Source.Origin.UPLOAD
        try:
            reading, is_new = receive(
                content=content, name=name, report=report, origin=origin, by=logged_in_user(request)
            )
        except Refused as refusal:
            return ReceivedFile(name, f"“{name}” was not stored: {refusal}")
        if not is_new:
            state = f"already in the archive as {reading.source.name}: {reading.state}"
            return ReceivedFile(name, f"“{name}” is {state}.", reading)
        self.log_addition(request, reading, f"Read {name}.")
        return ReceivedFile(name, f"“{name}” was read. {_problems_in_words(reading)}", reading)

    def _preview(self, request: HttpRequest, reading: Reading, form: PublishForm) -> HttpResponse:
        """The page of a reading, with `form` to publish it."""
        report = reading.parsed()
        chosen = None
        if form.is_bound and hasattr(form, "cleaned_data"):
            chosen = form.cleaned_data.get("authority")
        target = target_of(reading, chosen)
        replaces = None
        if target and target.reading_id and target.reading_id != reading.pk:
            replaces = target
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
            replaces=replaces,
            pages=list(pages_of(report, reading.source)),
            original=original_text(reading.source),
        )
        return TemplateResponse(request, "admin/reports/reading/preview.html", context)


def _not_stored(name: str, reason: str) -> str:
    """Why a file was refused; the reason may begin with the file's name, which is said once."""
    if reason.startswith(f"{name} "):
        return f"“{name}”{reason.removeprefix(name)} It was not stored."
    return f"“{name}”: {reason} It was not stored."


def _reading(pk: int | str) -> Reading:
    return row_or_404(Reading.objects.select_related("source", "inspection__authority"), pk)


def _problems_in_words(reading: Reading) -> str:
    """The number of warnings, or that there are only notes or no problems, in a sentence."""
    if reading.warnings == 1:
        return "1 warning to check."
    if reading.warnings:
        return f"{reading.warnings} warnings to check."
    if reading.notes:
        return "Nothing to check; see the notes."
    return "Every check passed."


def _upload_as_json(form: UploadForm, received: Sequence[ReceivedFile]) -> JsonResponse:
    """The result of an upload, for the script that sends files one by one."""
    if form.errors:
        errors = [str(message) for each in form.errors.values() for message in each]
        return JsonResponse({"files": [], "errors": errors}, status=400)
    files = [
        {"name": each.name, "message": each.message, "address": each.address} for each in received
    ]
    return JsonResponse({"files": files, "errors": []})


def _publish_confirmation(reading: Reading, publication: Publication) -> Confirmation:
    """The confirmation of publishing. `publication` is the result of a trial, rolled back since."""
    inspection = publication.inspection
    changed = publication.difference
    sentence = f"{inspection} will show this reading. This {effect(changed)}."
    warnings = [problem.message for problem in publication.problems]
    if publication.samples_removed:
        warnings.append("The sample reports about invented authorities are removed.")
    return Confirmation(
        title=f"Publish {reading.source.name}?",
        sentence=sentence,
        button="Publish",
        cancel=reverse("admin:reports_reading_change", args=[reading.pk]),
        place=reading.source.name,
        changes=worded_changes(changed),
        warnings=warnings,
        picture=picture_of(reading, 1),
    )


def _discard_confirmation(reading: Reading) -> Confirmation:
    passages = snapshot_of_report(reading.parsed()).passages
    return Confirmation(
        title=f"Discard {reading.source.name}?",
        sentence=(
            f"The file and the {len(passages)} passages that were read from it are deleted. "
            "Nothing that is published changes. You can upload the file again."
        ),
        button="Discard",
        cancel=reverse("admin:reports_reading_change", args=[reading.pk]),
        place=reading.source.name,
        picture=picture_of(reading, 1),
    )


def _show_published(request: HttpRequest, publication: Publication) -> None:
    if publication.samples_removed:
        messages.info(
            request,
            f"The {publication.samples_removed} sample reports about invented authorities were "
            "removed.",
        )
    address = publication.inspection.get_absolute_url()
    messages.success(
        request, format_html('Published: <a href="{}">{}</a>.', address, publication.inspection)
    )
