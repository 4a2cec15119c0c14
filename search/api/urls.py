"""The addresses below `/api/v1/`, found when one of them is asked for."""

from search.api.operations import api

urlpatterns, _, _ = api.urls
