"""The addresses of search and comparison, of single paragraphs and of improvement points."""

from django.urls import path

from search import passage_views, views
from search.compare import views as comparison

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
    path("search.csv", views.search_csv, name="search-csv"),
    path("search.xlsx", views.search_xlsx, name="search-xlsx"),
    path("search.atom", views.search_atom, name="search-atom"),
    path("compare/", comparison.compare, name="compare"),
    path("compare.csv", comparison.grades_csv, name="compare-csv"),
    path("compare/passages.csv", comparison.passages_csv, name="compare-passages-csv"),
    path("compare/words.csv", comparison.words_csv, name="compare-words-csv"),
    path("inspections/<slug:slug>/<slug:anchor>/", passage_views.passage, name="passage"),
    path("points/", passage_views.points, name="points"),
    path("points.csv", passage_views.points_csv, name="points-csv"),
]
