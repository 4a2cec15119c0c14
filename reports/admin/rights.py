"""Permissions at the desk, and the base class of its pages.

Rows change only through the operations of `reports.publishing`, never through Django's own forms.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from reports.admin.previews.confirmation import Confirmation, confirmation_context

AnyModel = TypeVar("AnyModel", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """Pages that list and show rows, and cannot add, change or delete them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reports.publish_reading")

    def has_correct_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reports.add_correction")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list under the name of its rows, in place of Django's “Select reading to view”."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def page(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        """The context of a page of the desk: what every admin page needs, the title, `context`."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **context,
        }

    def ask(self, request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
        """The page that asks for confirmation before a change."""
        own_context = confirmation_context(request, confirmation)
        context = self.page(request, confirmation.title, **own_context)
        return TemplateResponse(request, "admin/reports/confirmation.html", context)


def row_or_404(rows: QuerySet[AnyModel], pk: int | str) -> AnyModel:
    """The row with this primary key. Raises `Http404` if there is none, or `pk` is no number."""
    if not str(pk).isdecimal():
        raise Http404("There is no such row.")
    return get_object_or_404(rows, pk=pk)


def require_permission(allowed: bool) -> None:
    """Raises `PermissionDenied` unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def logged_in_user(request: HttpRequest) -> User:
    """The user of a request. Raises `PermissionDenied` if nobody is logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
