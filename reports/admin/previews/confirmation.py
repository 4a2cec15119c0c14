"""What is asked before a change: what is now, what will be, the page of the original, and Cancel.

A button of the desk sends its form with `ask`. The answer is a page that repeats what was sent and
shows what it would change; its own button sends the same without `ask`, and that is done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from reports.models import Reading
from reports.publishing.history.wording import WordedChange

ASK = "ask"
"""The parameter that asks for the confirmation instead of the change."""
NOT_REPEATED = (ASK, "csrfmiddlewaretoken")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person is asked: a title, a sentence, what changes, and the two ways on.

    `button` is the word on the button that does it, `cancel` the address of Cancel, `picture` that
    of the page of the original, empty where the original has no pages.
    """

    title: str
    sentence: str
    button: str
    cancel: str
    changes: list[WordedChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    picture: str = ""


def is_preview(request: HttpRequest) -> bool:
    """Whether a form was sent to see what it would do."""
    return ASK in request.POST


def confirmation_context(request: HttpRequest, confirmation: Confirmation) -> dict[str, Any]:
    """The context of `admin/reports/confirmation.html`: the confirmation, and what was sent."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_REPEATED
        for value in values
    ]
    return {"confirmation": confirmation, "sent": sent, "action": request.get_full_path()}


def picture_of(reading: Reading | None, page: int | None) -> str:
    """The address of a page of the original as a picture; empty where there is none."""
    if reading is None or not reading.source.is_pdf:
        return ""
    return reverse("admin:reading-page", args=[reading.pk, page or 1])
