"""Who may do what at the desk. Rows change only through the operations of `reports.publishing`,
never through a form over a table.
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

from reports.admin.previews.confirmation import Confirmation, confirmation_context

AnyModel = TypeVar("AnyModel", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """A list and pages that show rows and cannot add, change or delete them."""

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

    def page(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        """The context of a page of the desk: that of every admin page, the title and `context`."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **context,
        }

    def ask(self, request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
        """The page that asks before a change."""
        shown = confirmation_context(request, confirmation)
        context = self.page(request, confirmation.title, **shown)
        return TemplateResponse(request, "admin/reports/confirmation.html", context)


def row_or_404(rows: QuerySet[AnyModel], pk: int | str) -> AnyModel:
    """The row with this primary key. Raises `Http404` when there is none or `pk` is no number."""
    if not str(pk).isdecimal():
        raise Http404("There is no such row.")
    return get_object_or_404(rows, pk=pk)


def require(allowed: bool) -> None:
    """Raises `PermissionDenied` unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def person(request: HttpRequest) -> User:
    """The user of a request. Raises `PermissionDenied` when nobody is logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
