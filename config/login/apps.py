"""The records of logins, and the accounts, under the names that the desk gives their lists."""

from __future__ import annotations

from axes.apps import AppConfig
from django.apps import apps
from django.contrib import admin


class LoginRecords(AppConfig):  # type: ignore[misc]  # axes has no types
    """django-axes: the archive records refused logins alone, so its lists of all logins and of
    single failures, always empty, are left out.
    """

    verbose_name = "Login records"

    def ready(self) -> None:
        super().ready()
        from axes.models import AccessFailureLog, AccessLog  # models load after the settings

        admin.site.unregister([AccessFailureLog, AccessLog])
        # Not a class of its own: mypy knows the model of users by the application's usual name.
        apps.get_app_config("auth").verbose_name = "Accounts"
