"""Public pages read from an up-to-date replica, all others from the primary server.

While a request is answered, Django's default connection is replaced by that of the chosen server.
So models and plain SQL all read from the same server.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

PRIMARY_ONLY = ("/admin/", "/corrections/", "/healthz", "/livez", "/readyz", "/metrics")
"""Beginnings of addresses that write, show what was just written, or check the primary."""
SECONDS_AWAY = 5.0
"""Seconds for which a server that did not answer is not tried again: attempts may take long."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Servers:
    """What this process knows about the servers.

    `newest` is the latest version of the archive that it has shown. Servers that do not answer are
    left out for `SECONDS_AWAY`.
    """

    def __init__(self) -> None:
        self.newest = 0
        self._away_until: dict[str, float] = {}
        self._lock = Lock()

    def version_at(self, alias: str) -> int | None:
        """The version of the archive at a server; None if the server does not answer."""
        if time.monotonic() < self._away_until.get(alias, 0):
            return None
        connection = connections[alias]
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT number FROM reports_archiveversion")
                row = cursor.fetchone()
        except (DatabaseError, InterfaceError) as error:
            connection.close()
            self._away_until[alias] = time.monotonic() + SECONDS_AWAY
            logger.warning("The database server %s does not answer: %s", alias, error)
            return None
        return int(row[0]) if row else 0

    def note_version(self, version: int) -> None:
        """Record that this process is about to show this version."""
        with self._lock:
            self.newest = max(self.newest, version)


servers = Servers()


def reads_from_replicas(get_response: GetResponse) -> GetResponse:
    """Return the middleware that reads public pages from a replica.

    A replica is used only if it has the version of the primary, or, while the primary does not
    answer, at least the latest version that this process has shown. Otherwise the primary is used.
    Raises `MiddlewareNotUsed` if there are no replicas.
    """
    if not settings.REPLICAS:
        raise MiddlewareNotUsed

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not _reads_public_page(request):
            return get_response(request)
        with _default_connection(chosen_server()):
            return get_response(request)

    return respond


def chosen_server() -> str:
    """The alias of the server for one request: an up-to-date replica, else the primary."""
    newest = servers.version_at(DEFAULT_DB_ALIAS)
    least = servers.newest if newest is None else newest
    for alias in random.sample(settings.REPLICAS, len(settings.REPLICAS)):  # spreads load
        version = servers.version_at(alias)
        if version is not None and version >= least:
            servers.note_version(version)
            return alias
    servers.note_version(least)
    return DEFAULT_DB_ALIAS


def _reads_public_page(request: HttpRequest) -> bool:
    is_read = request.method in ("GET", "HEAD")
    return is_read and not request.path_info.startswith(PRIMARY_ONLY)


@contextmanager
def _default_connection(alias: str) -> Iterator[None]:
    """Replace Django's default connection of this thread by that of a server, for the block."""
    if alias == DEFAULT_DB_ALIAS:
        yield
        return
    primary: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
