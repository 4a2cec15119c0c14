"""The pages' way in: their queries end in time."""

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from pytest_django import Settings


@pytest.mark.django_db
def test_query_of_a_page_has_a_limit(settings: Settings) -> None:
    from config.wsgi import bound_queries

    try:
        settings.STATEMENT_TIMEOUT = 7
        # The test's transaction is rolled back, and the limit with it.
        connection_created.send(sender=type(connection), connection=connection)
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("7s",)
    finally:
        connection_created.disconnect(bound_queries, dispatch_uid="bound_queries")
