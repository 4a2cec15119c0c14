"""The addresses of authorities, inspections and the pages about the archive."""

from django.urls import path, register_converter

from reports.pages.about.views import (
    about,
    accessibility,
    coverage_file,
    coverage_page,
    privacy,
    robots,
)
from reports.pages.authority.views import (
    authorities_file,
    authority_detail,
    authority_file,
    authority_list,
)
from reports.pages.citing.citation_files import CitationEnding
from reports.pages.correction_request.views import (
    correction_answers,
    correction_request,
    report_mistake,
)
from reports.pages.home.views import grades_file, home, map_file
from reports.pages.inspection.history_views import inspection_history
from reports.pages.inspection.original_views import inspection_original
from reports.pages.inspection.views import (
    inspection_citation,
    inspection_detail,
    inspection_list,
    inspections_file,
    judgements_file,
)
from reports.pages.new.views import authority_atom, new, new_atom, new_file, region_atom
from reports.pages.timing.views import timing, timing_file
from reports.web.grade_styles import grade_styles
from reports.web.tables.response import table_paths

register_converter(CitationEnding, "citation")

urlpatterns = [
    path("", home, name="home"),
    *table_paths("map", map_file, name="map"),
    *table_paths("grades", grades_file, name="grades"),
    path("authorities/", authority_list, name="authority-list"),
    *table_paths("authorities", authorities_file, name="authority-list"),
    path("authorities/<slug:slug>/", authority_detail, name="authority-detail"),
    *table_paths("authorities/<slug:slug>/inspections", authority_file, name="authority"),
    path("inspections/", inspection_list, name="inspection-list"),
    *table_paths("inspections", inspections_file, name="inspection"),
    path("inspections/<slug:slug>/", inspection_detail, name="inspection-detail"),
    path(
        "inspections/<slug:slug>.<citation:ending>", inspection_citation, name="inspection-citation"
    ),
    *table_paths("inspections/<slug:slug>/judgements", judgements_file, name="judgements"),
    path("inspections/<slug:slug>/original", inspection_original, name="inspection-original"),
    path("inspections/<slug:slug>/history/", inspection_history, name="inspection-history"),
    path("inspections/<slug:slug>/mistake/", report_mistake, name="report-mistake"),
    path("corrections/", correction_answers, name="correction-answers"),
    path("corrections/<int:pk>/", correction_request, name="correction-request"),
    path("timing/", timing, name="timing"),
    *table_paths("timing", timing_file, name="timing"),
    path("new/", new, name="new"),
    *table_paths("new", new_file, name="new"),
    path("new.atom", new_atom, name="new-atom"),
    path("authorities/<slug:slug>.atom", authority_atom, name="authority-atom"),
    path("regions/<slug:code>.atom", region_atom, name="region-atom"),
    path("about/", about, name="about"),
    path("about/accessibility/", accessibility, name="accessibility"),
    path("about/privacy/", privacy, name="privacy"),
    path("about/coverage/", coverage_page, name="coverage"),
    *table_paths("about/coverage", coverage_file, name="coverage"),
    path("grades.css", grade_styles, name="grade-styles"),
    path("robots.txt", robots, name="robots"),
]
