"""The WSGI entry point: everything that answers pages comes through here."""

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def bound_queries(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """End every query of a page after so many seconds; imports and migrations do not come this way."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{settings.STATEMENT_TIMEOUT}s'")


connection_created.connect(bound_queries, dispatch_uid="bound_queries")

application = get_wsgi_application()
