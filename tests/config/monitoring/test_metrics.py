"""The page of metrics: what it counts, and that it is there only where a setting asks for it."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config import urls
from config.monitoring import metrics
from reports.overview.cache import current_version

pytestmark = pytest.mark.django_db
urlpatterns = [path("metrics", metrics.metrics), *urls.urlpatterns]


def figures(client: Client) -> dict[tuple[str, ...], float]:
    """Each figure by its name and the values of its labels."""
    text = client.get("/metrics").content.decode()
    # Only now: the archive imports the library first, and says where it counts.
    from prometheus_client.parser import text_string_to_metric_families

    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_there_is_no_page_unless_it_is_asked_for(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.urls(__name__)
def test_requests_are_counted_by_route(settings: Settings) -> None:
    settings.METRICS = True
    client = Client()
    before = figures(client)
    for _ in range(2):
        client.get("/about/?q=zeppelins")
    client.get("/zeppelins/")
    after = figures(client)

    def grown(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown("archive_requests_total", "GET", "/about/", "200") == 2
    assert grown("archive_requests_total", "GET", "(no page)", "404") == 1
    assert grown("archive_request_seconds_count", "/about/") == 2
    assert grown("archive_cached_pages_total", "/about/") == 1
    assert grown("archive_statements_total", "/about/") > 1
    assert grown("archive_database_seconds_total", "/about/") > 0
    assert after["archive_version",] == current_version()
    assert not [name for name in after if "zeppelins" in str(name)]
    assert not [name for name in after if "/metrics" in name]


def test_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name == "prometheus_client":
            raise ImportError(name)
        return imported(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setenv(metrics.FOLDER, "")
    with pytest.raises(ImproperlyConfigured, match="pip install prometheus-client"):
        metrics.library.__wrapped__()
