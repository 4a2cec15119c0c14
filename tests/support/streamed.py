"""The content of an answer, streamed or not."""

from django.http.response import HttpResponseBase


def body(answer: HttpResponseBase) -> bytes:
    """The whole content of an answer."""
    content: bytes = answer.getvalue()
    return content
