"""Counts for Prometheus, where the setting `METRICS` asks for them.

Each process of the server counts in files of its own, in a folder that all of them share; the page
adds them up (prometheus-client's mode for several processes).
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

from config.monitoring.answered import Answered
from reports.overview.cache import current_version

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable in which prometheus-client looks for the folder."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
"""Seconds, as `histogram_quantile` needs them."""
ADVICE = (
    "METRICS is set, but prometheus-client is missing: run .venv/bin/pip install prometheus-client"
)


@cache
def library() -> Any:
    """prometheus-client, with a new folder for the counts of this start.

    Raises `ImproperlyConfigured` where it is not installed.
    """
    # The library is told at its import; a child of this process counts in the same folder.
    folder, owner = tempfile.mkdtemp(prefix="archive-metrics-"), os.getpid()
    os.environ[FOLDER] = folder
    atexit.register(lambda: shutil.rmtree(folder) if os.getpid() == owner else None)
    try:
        import prometheus_client
    except ImportError as error:
        raise ImproperlyConfigured(ADVICE) from error
    return prometheus_client


def counter() -> Callable[[Answered], None]:
    """What counts an answered request. Raises `ImproperlyConfigured`."""
    counts = _counts()

    def count(answered: Answered) -> None:
        route = answered.route
        counts["requests"].labels(answered.method, route, str(answered.status)).inc()
        counts["seconds"].labels(route).observe(answered.seconds)
        counts["statements"].labels(route).inc(answered.statements)
        counts["database_seconds"].labels(route).inc(answered.database_seconds)
        if answered.cached:
            counts["cached"].labels(route).inc()

    return count


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The counts of all processes since the start, in Prometheus' text format."""
    client = library()
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = client.CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the package types it not
    registry.register(VersionCollector())
    content = client.generate_latest(registry)
    return HttpResponse(content, content_type=client.CONTENT_TYPE_LATEST)


class VersionCollector:
    """The version of the archive, as it is when somebody asks."""

    def collect(self) -> Iterator[Any]:
        """Its one figure."""
        from prometheus_client.core import GaugeMetricFamily

        yield GaugeMetricFamily(
            "archive_version", "Version of what the archive shows", value=current_version()
        )


@cache
def _counts() -> dict[str, Any]:
    """What is counted, by short names; made once in a process and its children."""
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
