"""Django's PostgreSQL engine, which checks most connections without a statement.

Django asks the server `SELECT 1` before the first statement of each request (CONN_HEALTH_CHECKS).
That takes as long as all else that a cached page needs of the server.
"""

from __future__ import annotations

import select
import time

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

LATELY = 30.0
"""Seconds after which the server is asked: a firewall may have dropped an idle connection."""


class CheckedConnection(base.DatabaseWrapper):
    """A connection to a server. `checked_at` is when it was last checked, by the monotonic clock."""

    checked_at = 0.0

    def is_usable(self) -> bool:
        """Whether the connection works.

        A server that ends a connection sends a message, closes it, or both. So a connection that
        was in use lately works if nothing has arrived on it since. Otherwise the server is asked.
        """
        before, self.checked_at = self.checked_at, time.monotonic()
        is_in_use = self.checked_at - before < LATELY and not self.errors_occurred
        if is_in_use and self._is_idle() and not self._has_received():
            return True
        return bool(super().is_usable())

    def _is_idle(self) -> bool:
        """Whether the connection is open, and in no transaction."""
        if self.connection is None:
            return False
        return bool(self.connection.info.transaction_status == TransactionStatus.IDLE)

    def _has_received(self) -> bool:
        """Whether anything has arrived that was not read yet: a message, or the end."""
        arriving = select.poll()
        arriving.register(self.connection.fileno(), select.POLLIN)
        return bool(arriving.poll(0))


DatabaseWrapper = CheckedConnection
"""The name under which Django looks for the class of an engine's connections."""
