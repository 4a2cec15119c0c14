"""The addresses: the applications' own, the admin and the health check."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
    path("", include("search.urls")),
]
