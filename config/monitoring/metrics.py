"""Metrics for Prometheus, if the setting `METRICS` is on.

Each process of the server writes its counts to its own files in a shared folder; the page adds them
up (the multiprocess mode of prometheus-client).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.monitoring.answered_request import AnsweredRequest
from reports.overview.cache import current_version

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable with the folder, for prometheus-client."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
"""Upper bounds of the histogram's buckets, in seconds."""
ADVICE = (
    "METRICS is set, but prometheus-client is missing: run .venv/bin/pip install prometheus-client"
)


@cache
def library() -> Any:
    """The module prometheus_client, with a new folder for the counts of this start.

    Raises `ImproperlyConfigured` if it is not installed.
    """
    # The library reads the variable at its import. Children of this process use the same folder.
    folder = tempfile.mkdtemp(prefix="archive-metrics-")
    owner = os.getpid()
    os.environ[FOLDER] = folder
    atexit.register(lambda: shutil.rmtree(folder) if os.getpid() == owner else None)
    try:
        import prometheus_client
    except ImportError as error:
        raise ImproperlyConfigured(ADVICE) from error
    return prometheus_client


def counter() -> Callable[[AnsweredRequest], None]:
    """A function that counts an answered request.

    Raises `ImproperlyConfigured` as `library` does.
    """
    counts = _counts()

    def count(answered_request: AnsweredRequest) -> None:
        route = answered_request.route
        counts["requests"].labels(
            answered_request.method, route, str(answered_request.status)
        ).inc()
        counts["seconds"].labels(route).observe(answered_request.seconds)
        counts["statements"].labels(route).inc(answered_request.statements)
        counts["database_seconds"].labels(route).inc(answered_request.database_seconds)
        if answered_request.cached:
            counts["cached"].labels(route).inc()

    return count


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The counts of all processes since the start, in Prometheus' text format."""
    client = library()
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = client.CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
    registry.register(VersionCollector())
    content = client.generate_latest(registry)
    return HttpResponse(content, content_type=client.CONTENT_TYPE_LATEST)


class VersionCollector:
    """The current version of the archive, as a metric."""

    def collect(self) -> Iterator[Any]:
        """Yield the metric. The library calls this for each request of the page."""
        from prometheus_client.core import GaugeMetricFamily

        yield GaugeMetricFamily(
            "archive_version", "Version of what the archive shows", value=current_version()
        )


@cache
def _counts() -> dict[str, Any]:
    """The metrics by short names, made once in a process and its children."""
    client = library()
    by_route = ["route"]
    return {
        "requests": client.Counter(
            "archive_requests", "Answered requests", ["method", "route", "status"]
        ),
        "seconds": client.Histogram(
            "archive_request_seconds", "Seconds to an answer", by_route, buckets=BUCKETS
        ),
        "statements": client.Counter(
            "archive_statements", "Statements sent to the database", by_route
        ),
        "database_seconds": client.Counter(
            "archive_database_seconds", "Seconds that the database took", by_route
        ),
        "cached": client.Counter(
            "archive_cached_pages", "Pages that were finished already", by_route
        ),
    }
