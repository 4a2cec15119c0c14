"""Public pages read from a replica that is as new as the primary server, the others from the primary.

Django's default connection is exchanged for the replica's while a request is answered, so that
everything that reads through it, models and plain SQL alike, reads from one server.
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

FROM_THE_PRIMARY = ("/admin/", "/corrections/", "/healthz", "/livez", "/readyz", "/metrics")
"""Beginnings of addresses that write, that show what was written a moment ago, or that ask how the
primary is.
"""
AWAY = 5.0
"""Seconds for which a server that did not answer is not asked again: each attempt may wait long."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Servers:
    """What this process knows of the servers: which are away, and the newest version it has seen."""

    def __init__(self) -> None:
        self.newest = 0
        self._away_until: dict[str, float] = {}
        self._lock = Lock()

    def version_at(self, alias: str) -> int | None:
        """The archive's version at a server; None where it does not answer."""
        if time.monotonic() < self._away_until.get(alias, 0):
            return None
        connection = connections[alias]
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT number FROM reports_archiveversion")
                row = cursor.fetchone()
        except (DatabaseError, InterfaceError) as error:
            connection.close()
            self._away_until[alias] = time.monotonic() + AWAY
            logger.warning("The database server %s does not answer: %s", alias, error)
            return None
        return int(row[0]) if row else 0

    def see(self, version: int) -> None:
        """Remember that this process is about to show this version."""
        with self._lock:
            self.newest = max(self.newest, version)


servers = Servers()


def reads_from_replicas(get_response: GetResponse) -> GetResponse:
    """Return the middleware that lets a replica answer a public page. Raises `MiddlewareNotUsed`
    where there is no replica.

    A page is never older than the newest version: neither than that of the primary, nor, while the
    primary is away, than what this process has shown. Where no replica is as new, the primary
    answers.
    """
    if not settings.REPLICAS:
        raise MiddlewareNotUsed

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not _may_be_old(request):
            return get_response(request)
        with _default_connection(chosen_server()):
            return get_response(request)

    return respond


def chosen_server() -> str:
    """The alias of the server for one request: a replica of the newest version, else the primary."""
    newest = servers.version_at(DEFAULT_DB_ALIAS)
    least = servers.newest if newest is None else newest
    for alias in random.sample(settings.REPLICAS, len(settings.REPLICAS)):  # spreads load
        version = servers.version_at(alias)
        if version is not None and version >= least:
            servers.see(version)
            return alias
    servers.see(least)
    return DEFAULT_DB_ALIAS


def _may_be_old(request: HttpRequest) -> bool:
    is_read = request.method in ("GET", "HEAD")
    return is_read and not request.path_info.startswith(FROM_THE_PRIMARY)


@contextmanager
def _default_connection(alias: str) -> Iterator[None]:
    """Let Django's default connection of this thread be that of another server for a while."""
    if alias == DEFAULT_DB_ALIAS:
        yield
        return
    primary: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
