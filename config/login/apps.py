"""The names of the desk's lists of login records and of accounts."""

from __future__ import annotations

from axes.apps import AppConfig
from django.apps import apps
from django.contrib import admin


class LoginRecords(AppConfig):  # type: ignore[misc]  # axes has no types
    """django-axes, without its lists of all logins and of single failures.

    The archive records only refused logins, so these lists would always be empty.
    """

    verbose_name = "Login records"

    def ready(self) -> None:
        super().ready()
        from axes.models import AccessFailureLog, AccessLog  # models load after the settings

        admin.site.unregister([AccessFailureLog, AccessLog])
        # Set here, not in a subclass: django-stubs finds the user model by the usual app config.
        apps.get_app_config("auth").verbose_name = "Accounts"
