"""The addresses of authorities, inspections and what the archive says about itself."""

from django.urls import path

from reports.pages import views
from reports.pages.timing import views as timing_views

urlpatterns = [
    path("", views.home, name="home"),
    path("map.csv", views.map_csv, name="map-csv"),
    path("authorities/", views.authority_list, name="authority-list"),
    path("authorities/<slug:slug>/", views.authority_detail, name="authority-detail"),
    path("authorities/<slug:slug>/inspections.csv", views.authority_csv, name="authority-csv"),
    path("inspections/", views.inspection_list, name="inspection-list"),
    path("inspections.csv", views.inspection_csv, name="inspection-csv"),
    path("inspections/<slug:slug>/", views.inspection_detail, name="inspection-detail"),
    path("inspections/<slug:slug>/original", views.inspection_original, name="inspection-original"),
    path("inspections/<slug:slug>/history/", views.inspection_history, name="inspection-history"),
    path("timing/", timing_views.timing, name="timing"),
    path("timing.csv", timing_views.timing_csv, name="timing-csv"),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
]
