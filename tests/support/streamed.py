"""The bytes of an answer that is streamed."""

from django.http.response import HttpResponseBase


def body(answer: HttpResponseBase) -> bytes:
    """All that is streamed, or the content of an answer that is not."""
    content: bytes = answer.getvalue()
    return content
