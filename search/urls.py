"""The addresses of search and comparison, of paragraphs and improvement points, of trends and
subjects.
"""

from django.urls import path

from reports.web.tables.response import table_paths
from search.api import views as api_views
from search.briefing import views as briefing_views
from search.compare import views as comparison
from search.completion import views as completion_views
from search.glossary import views as glossary_views
from search.passages import views as passage_views
from search.releases import views as release_views
from search.results import views
from search.subjects import views as subject_views
from search.trends import views as trend_views

urlpatterns = [
    path("api/v1/", api_views.documentation, name="api"),
    path("api/v1/openapi.json", api_views.openapi, name="openapi"),
    path("api/v1/<path:path>", api_views.operation, name="api-operation"),
    path("search/", views.search, name="search"),
    path("search.json", views.search_json, name="search-json"),
    *table_paths("search", views.search_file, name="search"),
    path("search.atom", views.search_atom, name="search-atom"),
    path("search.<citation:ending>", views.search_citations, name="search-citations"),
    path("names.json", completion_views.names_json, name="names-json"),
    path("find/", completion_views.find_authority, name="find-authority"),
    path("compare/", comparison.compare, name="compare"),
    *table_paths("compare", comparison.grades_file, name="compare"),
    *table_paths("compare/passages", comparison.passages_file, name="compare-passages"),
    *table_paths("compare/names", comparison.names_file, name="compare-names"),
    *table_paths("compare/words", comparison.words_file, name="compare-words"),
    path("glossary/", glossary_views.glossary_page, name="glossary"),
    *table_paths("glossary", glossary_views.glossary_file, name="glossary"),
    path("authorities/<slug:slug>/briefing/", briefing_views.briefing, name="briefing"),
    path("inspections/<slug:slug>/<slug:anchor>/", passage_views.passage, name="passage"),
    path(
        "inspections/<slug:slug>/<slug:anchor>.<citation:ending>",
        passage_views.passage_citation,
        name="passage-citation",
    ),
    path("data/", release_views.open_data, name="open-data"),
    path("data/<str:release>/<str:name>", release_views.open_data_file, name="open-data-file"),
    path("points/", passage_views.points, name="points"),
    *table_paths("points", passage_views.points_file, name="points"),
    path("trends/", trend_views.trends, name="trends"),
    *table_paths("trends", trend_views.trends_file, name="trends"),
    path("trends/grades/", trend_views.grades, name="grade-trends"),
    *table_paths("trends/grades", trend_views.grades_file, name="grade-trends"),
    path("subjects/", subject_views.subject_list, name="subject-list"),
    *table_paths("subjects", subject_views.subjects_file, name="subject-list"),
    path("subjects/<slug:slug>/", subject_views.subject_detail, name="subject-detail"),
    *table_paths("subjects/<slug:slug>", subject_views.subject_file, name="subject"),
    *table_paths(
        "subjects/<slug:slug>/grades", subject_views.subject_grades_file, name="subject-grades"
    ),
    path("subjects/<slug:slug>.atom", subject_views.subject_atom, name="subject-atom"),
]
