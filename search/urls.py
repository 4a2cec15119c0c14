"""The addresses of search and comparison."""

from django.urls import path

from search import views
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
]
