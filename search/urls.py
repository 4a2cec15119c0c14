"""The addresses of search and comparison, of paragraphs and improvement points, of trends and
subjects.
"""

from django.urls import path

from search.compare import views as comparison
from search.glossary import views as glossary_views
from search.passages import views as passage_views
from search.results import views
from search.subjects import views as subject_views
from search.trends import views as trend_views

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
    path("glossary/", glossary_views.glossary_page, name="glossary"),
    path("glossary.csv", glossary_views.glossary_csv, name="glossary-csv"),
    path("inspections/<slug:slug>/<slug:anchor>/", passage_views.passage, name="passage"),
    path("points/", passage_views.points, name="points"),
    path("points.csv", passage_views.points_csv, name="points-csv"),
    path("trends/", trend_views.trends, name="trends"),
    path("trends.csv", trend_views.trends_csv, name="trends-csv"),
    path("trends/grades/", trend_views.grades, name="grade-trends"),
    path("trends/grades.csv", trend_views.grades_csv, name="grade-trends-csv"),
    path("subjects/", subject_views.subject_list, name="subject-list"),
    path("subjects/<slug:slug>/", subject_views.subject_detail, name="subject-detail"),
    path("subjects/<slug:slug>.csv", subject_views.subject_csv, name="subject-csv"),
    path(
        "subjects/<slug:slug>/grades.csv",
        subject_views.subject_grades_csv,
        name="subject-grades-csv",
    ),
    path("subjects/<slug:slug>.atom", subject_views.subject_atom, name="subject-atom"),
]
