"""The addresses of search and comparison."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
    path("search.csv", views.search_csv, name="search-csv"),
    path("search.xlsx", views.search_xlsx, name="search-xlsx"),
    path("search.atom", views.search_atom, name="search-atom"),
    path("compare/", views.compare, name="compare"),
]
