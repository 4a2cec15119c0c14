from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from reports.admin.rights import ReadOnlyAdmin, logged_in_user, require_permission, row_or_404
from reports.models import CorrectionRequest
from reports.publishing.correction_requests import LONGEST_REQUEST, answer_request
from reports.publishing.operations import Refused


class AnswerForm(forms.Form):
    """The answer to a reader who reported a mistake."""

    conclusion = forms.ChoiceField(
        label="What you did", choices=CorrectionRequest.Conclusion.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label="Answer",
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Public, without your name. Do not repeat names that the reader wrote.",
    )


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ReadOnlyAdmin):
    """Mistakes that readers reported; an editor checks the text and answers."""

    list_display = ["title", "anchor", "at", "conclusion", "answered_by"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter), "conclusion"]
    list_select_related = ["answered_by"]
    search_fields = ["title", "words", "answer"]
    list_per_page = 50

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One request with what the reader wrote, and the form to answer it."""
        require_permission(self.has_view_permission(request))
        rows = CorrectionRequest.objects.select_related("inspection__authority", "answered_by")
        row = row_or_404(rows, object_id)
        form = AnswerForm(request.POST or None)
        if request.method == "POST":
            require_permission(self.has_correct_permission(request))
        if form.is_valid() and self._answer(request, row, form):
            messages.success(request, "Your answer is public now.")
            return redirect("admin:reports_correctionrequest_change", row.pk)
        context = self.page(
            request,
            str(row),
            correction_request=row,
            form=form,
            may_answer=self.has_correct_permission(request) and row.answered_at is None,
        )
        return TemplateResponse(request, "admin/reports/correctionrequest/page.html", context)

    def _answer(self, request: HttpRequest, row: CorrectionRequest, form: AnswerForm) -> bool:
        """Answer the request. Returns False if it was refused; a message then says why."""
        try:
            answer_request(request_pk=row.pk, by=logged_in_user(request), **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        return True
