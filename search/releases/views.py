"""The page of open data, which lists releases and describes files and columns; and the files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.overview.coverage import coverage_sentence
from reports.web.data_views import data_view, no_forms
from reports.web.serving import path_response
from search.releases.contents import TABLES
from search.releases.dataset import as_script, dataset
from search.releases.examples import EXAMPLES
from search.releases.folder import LATEST, SUMS, Release, latest_release, releases
from search.releases.listing import listed

MOST_RELEASES = 60
"""The most releases that the page lists; the folder may hold more."""
MEDIA_TYPES = {
    ".gz": "application/gzip",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
}
"""The media types of files by their endings; the file of sums is text."""
FOR_A_DAY = "public, max-age=86400"
"""The `Cache-Control` of a finished release, which never changes."""
REVALIDATED = "no-cache"
"""The `Cache-Control` of `latest`, which later links to another release."""


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The page of open data."""
    folder = Path(settings.RELEASES)
    latest = latest_release(folder)
    newest = listed(latest) if latest else None
    context = {
        "tables": TABLES,
        "latest": newest,
        "releases": [listed(release) for release in releases(folder)[:MOST_RELEASES]],
        "latest_address": f"{request.build_absolute_uri(reverse('open-data'))}{LATEST}/",
        "examples": EXAMPLES,
        "dataset": as_script(dataset(request.build_absolute_uri, newest, coverage_sentence())),
    }
    return render(request, "search/open_data.html", context)


@data_view(no_forms)
def open_data_file(request: HttpRequest, release: str, name: str) -> HttpResponseBase:
    """A file of a release, byte for byte; `latest` names the latest release."""
    chosen = _release(release)
    sums = chosen.sums() if chosen else {}
    if chosen is None or not (name in sums or name == SUMS):
        raise Http404("No release has this file.")
    path = chosen.path / name
    etag = sums.get(name) or f"{chosen.name}-{SUMS}"
    return path_response(
        request,
        path,
        etag=f'"{etag}"',
        changed_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        media_type=MEDIA_TYPES.get(path.suffix, "text/plain; charset=utf-8"),
        headers={
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": REVALIDATED if release == LATEST else FOR_A_DAY,
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _release(name: str) -> Release | None:
    """The finished release with this name; None if there is none."""
    folder = Path(settings.RELEASES)
    if name == LATEST:
        return latest_release(folder)
    return next((each for each in releases(folder) if each.name == name), None)
