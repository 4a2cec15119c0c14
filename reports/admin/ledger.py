"""The ledger at the desk: the files on the publisher's site, with the next step for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.admin.filters import WaitingFilter
from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.facts.vocabulary import Area, Grade
from reports.models import ListedFile, ListedProvider, Reading, StatisticsDifference
from reports.publishing.listed import differences_from_page

State = ListedFile.State


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a person does next about a file, and the address of the page for it, if there is one."""

    words: str
    address: str = ""


def next_step(file: ListedFile) -> NextStep:
    """The next step for a file, which depends on its state and on its reading."""
    if file.state == State.LISTED:
        return NextStep("Run make fetch: it is not fetched yet.")
    if file.state == State.REFUSED:
        return NextStep(
            "Open it on Ofsted’s site. If it is a report, upload it by hand; "
            "make fetch with --recheck 0 asks for it again.",
            file.address,
        )
    if file.reading is not None and file.waits:
        return _step_for_waiting(file, file.reading)
    if file.state == State.GONE:
        return _step_for_gone(file)
    if file.reading is None:
        return NextStep("None: its reading was discarded.")
    return NextStep("None: it is published.", _inspection_address(file.reading))


def _step_for_waiting(file: ListedFile, reading: Reading) -> NextStep:
    if file.state == State.CHANGED and file.earlier_reading_id:
        compare = reverse("admin:reading-compare", args=[file.earlier_reading_id, reading.pk])
        return NextStep("Compare the two readings, then publish or discard the later one.", compare)
    page = reverse("admin:reports_reading_change", args=[reading.pk])
    if file.state == State.UNKNOWN_KIND:
        return NextStep("See what kind of report it is, then publish or discard it.", page)
    return NextStep("Check its reading, then publish or discard it.", page)


def _step_for_gone(file: ListedFile) -> NextStep:
    if file.reading is None:
        return NextStep("None: Ofsted removed it before it was fetched.")
    return NextStep(
        "None: its text stays, with a note that Ofsted removed it. Unpublish it if it must go.",
        _inspection_address(file.reading),
    )


def _inspection_address(reading: Reading) -> str:
    return reverse("admin:reports_inspection_change", args=[reading.inspection_id])


@admin.register(ListedFile)
class ListedFileAdmin(ReadOnlyAdmin):
    """The files on the publisher's site."""

    list_display = [
        "file_id",
        "authority",
        "kind",
        "event_date",
        "published",
        "state",
        "what_next",
    ]
    list_filter = [
        "state",
        WaitingFilter,
        "authority__region",
        ("authority", admin.EmptyFieldListFilter),
        "published",
    ]
    list_select_related = ["authority", "reading"]
    search_fields = ["file_id", "sha256", "authority__name", "kind", "reason"]
    list_per_page = 50

    @admin.display(description="next step")
    def what_next(self, file: ListedFile) -> SafeString | str:
        step = next_step(file)
        if not step.address:
            return step.words
        return format_html('<a href="{}">{}</a>', step.address, step.words)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One file with all values of the ledger, and its differences from the report."""
        require_permission(self.has_view_permission(request))
        files = ListedFile.objects.with_rows().prefetch_related("providers")
        file = row_or_404(files, object_id)
        context = self.page(
            request,
            f"File {file.file_id}",
            file=file,
            step=next_step(file),
            problems=differences_from_page(file.reading) if file.reading else [],
        )
        return TemplateResponse(request, "admin/reports/listedfile/page.html", context)


@admin.register(ListedProvider)
class ListedProviderAdmin(ReadOnlyAdmin):
    """The providers of the publisher's list; a person says which authority one is."""

    list_display = ["urn", "name", "authority", "latest_report", "closed", "last_seen"]
    list_display_links = ["urn", "name"]
    list_filter = [("authority", admin.EmptyFieldListFilter), "closed"]
    list_select_related = ["authority"]
    search_fields = ["urn", "name", "authority__name"]
    readonly_fields = [
        "urn",
        "name",
        "address",
        "category",
        "latest_report",
        "closed",
        "first_seen",
        "last_seen",
    ]
    fields = [*readonly_fields, "authority"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("reports.change_listedprovider")

    def save_model(
        self, request: HttpRequest, obj: Model, form: ModelForm[Any], change: bool
    ) -> None:
        """Save the chosen authority for the provider, and for its files that have none."""
        super().save_model(request, obj, form, change)
        if isinstance(obj, ListedProvider) and obj.authority is not None:
            obj.files.filter(authority=None).update(authority=obj.authority)


@admin.register(StatisticsDifference)
class StatisticsDifferenceAdmin(ReadOnlyAdmin):
    """Judgements on which the archive and Ofsted's statistics differ, with both sources."""

    list_display = [
        "authority",
        "what",
        "in_the_archive",
        "in_the_statistics",
        "file",
        "place",
        "settled_at",
    ]
    list_filter = [("settled_at", admin.EmptyFieldListFilter), "area", "file"]
    list_select_related = ["authority", "inspection"]
    search_fields = ["authority__name", "file"]
    actions = ["settle"]

    @admin.display(description="judgement", ordering="area")
    def what(self, difference: StatisticsDifference) -> str:
        return Area(difference.area).label

    @admin.display(description="archive")
    def in_the_archive(self, difference: StatisticsDifference) -> SafeString | str:
        grade = Grade(difference.here).label if difference.here else "nothing"
        if difference.inspection is None:
            return grade
        address = reverse("admin:reports_inspection_change", args=[difference.inspection.pk])
        return format_html('<a href="{}">{}</a>', address, grade)

    @admin.display(description="statistics")
    def in_the_statistics(self, difference: StatisticsDifference) -> str:
        return Grade(difference.there).label if difference.there else "nothing"

    @admin.action(description="Settle: somebody checked the report", permissions=["correct"])
    def settle(self, request: HttpRequest, chosen: QuerySet[StatisticsDifference]) -> None:
        """Mark the chosen differences as settled: a person has decided which source is right."""
        settled = chosen.filter(settled_at=None).update(
            settled_at=timezone.now(), settled_by=logged_in_user(request)
        )
        messages.success(request, f"{settled} settled. Correct the inspections that were wrong.")
