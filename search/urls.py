"""The addresses of search and comparison, of single paragraphs and of improvement points."""

from django.urls import path

from search import passage_views, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
    path("search.csv", views.search_csv, name="search-csv"),
    path("search.xlsx", views.search_xlsx, name="search-xlsx"),
    path("search.atom", views.search_atom, name="search-atom"),
    path("inspections/<slug:slug>/<slug:anchor>/", passage_views.passage, name="passage"),
    path("points/", passage_views.points, name="points"),
    path("points.csv", passage_views.points_csv, name="points-csv"),
    path("compare/", views.compare, name="compare"),
]
