"""Who may do what at the desk: rows are changed by the verbs of the archive alone, never by a form
over a table.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

Row = TypeVar("Row", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """A list and pages to look at: nothing is added, changed or deleted in them."""

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
        """What every page of the desk is given."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **context,
        }


def found(rows: QuerySet[Row], pk: int | str) -> Row:
    """The row of an address. Raises `Http404`, for what is no number too."""
    if not str(pk).isdecimal():
        raise Http404("There is no such row.")
    return get_object_or_404(rows, pk=pk)


def demand(allowed: bool) -> None:
    """Raises `PermissionDenied` unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def person(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
