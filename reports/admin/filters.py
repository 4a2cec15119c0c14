"""The filters of the lists of readings and of the ledger."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from reports.models import ListedFile, Reading


class StateFilter(admin.SimpleListFilter):
    """Readings that wait, are published, or were replaced."""

    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [
            ("waiting", "waiting"),
            ("published", "published"),
            ("aside", "replaced by a later reading"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reading]) -> QuerySet[Reading]:
        readings_by_state = {
            "waiting": Reading.objects.waiting,
            "published": Reading.objects.published,
            "aside": Reading.objects.set_aside,
        }
        readings = readings_by_state.get(self.value() or "")
        if readings is None:
            return queryset
        return queryset.filter(pk__in=readings().values("pk"))


class ProblemsFilter(admin.SimpleListFilter):
    """Readings by their most serious problem."""

    title, parameter_name = "most serious problem", "problems"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("warning", "Warning"), ("info", "Note"), ("none", "None")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reading]) -> QuerySet[Reading]:
        conditions: dict[str | None, dict[str, int]] = {
            "warning": {"warnings__gt": 0},
            "info": {"warnings": 0, "notes__gt": 0},
            "none": {"warnings": 0, "notes": 0},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


class WaitingFilter(admin.SimpleListFilter):
    """Files of the ledger whose reading waits, is published, or that have none."""

    title, parameter_name = "reading", "reading"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("waiting", "waiting"), ("published", "published"), ("none", "none")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ListedFile]
    ) -> QuerySet[ListedFile]:
        match self.value():
            case "waiting":
                return queryset.filter(reading__isnull=False, reading__inspection=None)
            case "published":
                return queryset.filter(reading__inspection__isnull=False)
            case "none":
                return queryset.filter(reading=None)
        return queryset
