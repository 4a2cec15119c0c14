"""Dates as the public pages write them (`28 November 2026, 17:40`), in Django's own lists too."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
