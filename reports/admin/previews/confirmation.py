"""The page that asks for confirmation before a change.

A button of the desk sends its form with the parameter `ask`. The answer shows what the change would
do, and repeats the values in a form of its own. Its button sends them without `ask`, which makes
the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from reports.models import Inspection, Reading
from reports.publishing.content.targets import Target
from reports.publishing.correcting import Correctable
from reports.publishing.history.wording import WordedChange

ASK = "ask"
"""The parameter that requests the confirmation page instead of the change."""
NOT_REPEATED = (ASK, "csrfmiddlewaretoken")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the confirmation page shows.

    `button` is the label of the button that makes the change. `cancel` is the address of the page
    that the Cancel link leads back to, and `place` the name of that page. `picture` is the address
    of a page of the original as an image; empty if it has no pages.
    """

    title: str
    sentence: str
    button: str
    cancel: str
    place: str
    changes: list[WordedChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    picture: str = ""


def is_preview(request: HttpRequest) -> bool:
    """Whether a form was sent to preview its effect."""
    return ASK in request.POST


def confirmation_context(request: HttpRequest, confirmation: Confirmation) -> dict[str, Any]:
    """The context of `admin/reports/confirmation.html`: the confirmation and the sent values."""
    sent: list[tuple[str, object]] = []
    for name, values in request.POST.lists():
        if name not in NOT_REPEATED:
            sent += [(name, value) for value in values]
    return {"confirmation": confirmation, "sent": sent, "action": request.get_full_path()}


def picture_of(reading: Reading | None, page: int | None) -> str:
    """The address of a page of the original as an image; empty if the original is no PDF.

    `page` counts from 1; None stands for the first page.
    """
    if reading is None or not reading.source.is_pdf:
        return ""
    return reverse("admin:reading-page", args=[reading.pk, page or 1])


def picture_beside(
    inspection: Inspection, target: Target, values: Mapping[str, Correctable]
) -> str:
    """The address of the original's page on which a passage begins; the first for other values.

    `values` are all `correctables` of the inspection.
    """
    page = None
    if target.part == "paragraph":
        printed = values.get(f"paragraph:{target.place}:page")
        page = int(printed.value) if printed and printed.value.isdecimal() else None
    return picture_of(inspection.reading, page)
