"""Sending an original to a browser: byte for byte, in a form that no browser runs."""

from __future__ import annotations

from django.http import HttpResponse

from reports.models import Source


def original_response(source: Source, name: str) -> HttpResponse:
    """The file of a source, called `name`. Raises `MissingOriginal` when the file store has lost it."""
    response = HttpResponse(source.content(), content_type=source.media_type)
    kind, ending = ("inline", "pdf") if source.is_pdf else ("attachment", "txt")
    response["Content-Disposition"] = f'{kind}; filename="{name}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
