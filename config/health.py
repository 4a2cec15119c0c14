"""Health checks for container engines and load balancers, and the answer to a failed request."""

import logging
import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.faults.full_disk import full_disk
from config.monitoring.readiness import CHECKS
from reports.web.data_views import data_error, is_data_address

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The health check cannot reach the database.")
        return HttpResponse(
            "database unreachable\n", content_type="text/plain; charset=utf-8", status=503
        )
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """Answer 200, without checking the database: this process is alive."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 if all checks of `CHECKS` pass, else 503. The JSON has the result of each.

    Only the log has the reasons, since anybody may request this address.
    """
    checks = {}
    for name, check in CHECKS.items():
        fault = check()
        checks[name] = "failed" if fault else "ok"
        if fault:
            logger.error("The archive is not ready: %s", fault)
    is_ready = "failed" not in checks.values()
    answer = {"ready": is_ready, "checks": checks}
    return JsonResponse(answer, status=200 if is_ready else 503)


def failure(request: HttpRequest) -> HttpResponse:
    """Answer a failed request: 507 for a full disk, 503 for an unreachable database, else 500.

    A 503 tells programs when to try again. Django calls this while it handles the exception. Like
    the pages of `config.faults.error_pages`, it does not read the body of the request.
    """
    error = sys.exc_info()[1]
    if error is not None and (sentence := full_disk(error)):
        logger.error(sentence)
        return _answer(request, 507)
    if not isinstance(error, OperationalError | InterfaceError):
        return _answer(request, 500)
    response = _answer(request, 503)
    response.headers["Retry-After"] = "30"
    return response


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    """The page of an error, or its JSON at an address for programs."""
    if is_data_address(request.path_info):
        return data_error(status)
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
