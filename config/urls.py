"""The addresses of the site: those of both applications, sitemaps, the admin and health checks."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path

from config.faults.error_pages import bad_request, page_not_found, permission_denied
from config.health import failure, healthz, livez, readyz
from reports.pages.sitemaps import SITEMAPS as REPORTS
from search.sitemaps import SITEMAPS as SEARCH

SITEMAPS = REPORTS | SEARCH


def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect programs that request the icon at its usual address, without reading a page."""
    return redirect(static("favicon.svg"))


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", favicon),
    path("admin/", admin.site.urls),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("", include("reports.urls")),
    path("", include("search.urls")),
]

if settings.METRICS:
    from config.monitoring.metrics import metrics

    urlpatterns.insert(0, path("metrics", metrics, name="metrics"))

handler400 = bad_request
handler403 = permission_denied
handler404 = page_not_found
handler500 = failure
