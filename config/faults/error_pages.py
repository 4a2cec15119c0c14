"""The pages for refused requests, made without reading the body of the request.

Django's own views (`django.views.defaults`) check the form's token, and so read the body. If the
body is invalid, they fail, and the answer is a 500.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from reports.web.data_views import data_error, is_data_address
from search.completion.finding import MOST_LETTERS, nearest_authorities

MOST_SUGGESTED = 5
"""The most authorities that the page for status 404 suggests."""
WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
PARTS_OF_SITE = {"authorities", "authority", "inspections", "inspection", "original", "history"}
"""Words of addresses that are not part of a name."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    if is_data_address(request.path_info):
        return data_error(400)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if is_data_address(request.path_info):
        return data_error(403)
    return HttpResponse(render_to_string("403.html"), status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, with authorities whose names are like the words of the address."""
    if is_data_address(request.path_info):
        return data_error(404)
    words = words_of_address(request.path_info)
    nearest = [each.authority for each in nearest_authorities(words)[:MOST_SUGGESTED]]
    page = render_to_string("404.html", {"words": words, "nearest": nearest})
    return HttpResponse(page, status=404)


def words_of_address(path: str) -> str:
    """The words of an address that may be a name: `bristl` of `/authorities/bristl/`."""
    words = [word for word in WORD.findall(path) if word.lower() not in PARTS_OF_SITE]
    return " ".join(words)[:MOST_LETTERS]
