"""The OpenAPI document: made by `django-ninja` from the operations, and completed here.

It gets the parameters, slugs, headers and licence of this version of the archive.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from reports.overview.cache import cached_by_version
from reports.overview.outline import outline
from search.api.endpoints import ENDPOINTS

LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
TEXT = {"type": "string"}
HEADERS = {
    "ETag": ("Names this answer: send it as If-None-Match, and get 304 while it holds", TEXT),
    "Last-Modified": ("When the archive changed last", TEXT),
    "X-Note": ("What of the address changed nothing", TEXT),
}
"""Headers of answers with status 200."""
RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which to try again",
        "schema": {"type": "string"},
    }
}
ALLOW = {"Allow": {"description": "The methods that can be used", "schema": TEXT}}
OF_STATUS = {"405": ALLOW, "429": RETRY_AFTER, "503": RETRY_AFTER}
"""The headers of errors."""
MEANINGS = {
    "400": "A parameter, or a value, that is not allowed; the nearest that is known is named",
    "404": "The slug or the cursor leads nowhere, or the cursor has expired",
    "405": "Another method than GET and HEAD",
    "429": "Too many requests from one network; a public site may limit them",
    "503": "Searches with NEAR, stars or many words run a few at a time, and every search ends in"
    " time; the archive may be starting",
}


@cached_by_version(2)
def openapi_document() -> dict[str, Any]:
    """The document of this version of the archive. Callers share it, and must not change it."""
    from search.api.operations import made_document

    document = made_document(reverse("api"))
    document.pop("servers", None)
    document["info"]["license"] = LICENCE
    for path in document["paths"].values():
        operation = path["get"]
        operation["parameters"] = _parameters(operation)
        _describe(operation["responses"])
    return document


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of an operation: the slug in its path, if any, then those of its query."""
    endpoint = ENDPOINTS[operation["operationId"]]
    parameters = [each.as_openapi() for each in endpoint.parameters()]
    if "{slug}" in endpoint.path:
        slugs = sorted(each.slug for each in outline().inspections)
        schema: dict[str, Any] = {"type": "string"}
        if slugs:
            schema["enum"] = slugs
        slug = {"name": "slug", "in": "path", "required": True, "schema": schema}
        parameters.insert(0, {**slug, "description": "Slug of the inspection"})
    return parameters


def _describe(responses: dict[str, Any]) -> None:
    """Describe the statuses and their headers, in place."""
    responses["304"] = {"description": "What was sent with If-None-Match still holds"}
    responses["414"] = {"description": "The address is longer than 8,190 bytes"}
    for status, response in responses.items():
        response["description"] = MEANINGS.get(status, response["description"])
        if status in OF_STATUS:
            response["headers"] = OF_STATUS[status]
    responses["200"]["headers"] = {
        name: {"description": description, "schema": schema}
        for name, (description, schema) in HEADERS.items()
    }
