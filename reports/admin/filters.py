"""What lists at the desk are narrowed by."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from reports.models import Reading


class StateFilter(admin.SimpleListFilter):
    """Where readings stand."""

    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [
            ("waiting", "waiting"),
            ("published", "published"),
            ("aside", "replaced by a later reading"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reading]) -> QuerySet[Reading]:
        asked = {
            "waiting": Reading.objects.waiting,
            "published": Reading.objects.published,
            "aside": Reading.objects.set_aside,
        }.get(self.value() or "")
        return queryset.filter(pk__in=asked().values("pk")) if asked else queryset


class ProblemsFilter(admin.SimpleListFilter):
    """The gravest problem of readings."""

    title, parameter_name = "gravest problem", "problems"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("warning", "Warning"), ("info", "Note"), ("none", "None")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reading]) -> QuerySet[Reading]:
        asked: dict[str | None, dict[str, int]] = {
            "warning": {"warnings__gt": 0},
            "info": {"warnings": 0, "notes__gt": 0},
            "none": {"warnings": 0, "notes": 0},
        }
        return queryset.filter(**asked.get(self.value(), {}))
