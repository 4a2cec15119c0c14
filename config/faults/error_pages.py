"""The pages for requests that are refused, made without looking at the body of the request.

Django's own views (`django.views.defaults`) check the token of the form that was sent, and so read
the body; where that is what is wrong with the request, they fail, and the answer is a 500.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return HttpResponse(render_to_string("403.html"), status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return HttpResponse(render_to_string("404.html"), status=404)
