"""The desk, Django's admin: editors upload reports, check, publish, correct and unpublish them, and
read the log of all changes.
"""

from django.contrib import admin

from reports.admin.audit import ChangeAdmin
from reports.admin.authorities import AuthorityAdmin
from reports.admin.correction_requests import CorrectionRequestAdmin
from reports.admin.corrections import CorrectionAdmin
from reports.admin.inspections import InspectionAdmin
from reports.admin.ledger import ListedFileAdmin, ListedProviderAdmin, StatisticsDifferenceAdmin
from reports.admin.readings import ReadingAdmin

__all__ = [
    "AuthorityAdmin",
    "ChangeAdmin",
    "CorrectionAdmin",
    "CorrectionRequestAdmin",
    "InspectionAdmin",
    "ListedFileAdmin",
    "ListedProviderAdmin",
    "ReadingAdmin",
    "StatisticsDifferenceAdmin",
]

admin.site.site_header = "Inspection Archive: the desk"
admin.site.site_title = "Inspection Archive"
admin.site.index_title = "The desk"
admin.site.enable_nav_sidebar = False  # the start page has all lists, those of reports first
