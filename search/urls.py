"""The addresses of search and comparison."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
    path("compare/", views.compare, name="compare"),
]
