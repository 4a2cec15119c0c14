"""Mistakes that readers report.

Their number is limited, senders are not named, answers are public.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from reports.models import CorrectionRequest, Inspection, Paragraph
from reports.publishing.operations import Refused

LONGEST_REQUEST = 2000
"""Characters of a request, and of its answer."""
MOST_PER_NETWORK = 5
"""Requests that one network may send within `WINDOW`."""
MOST_PER_DAY = 100
"""Requests that all networks together may send within `WINDOW`: editors could not read more."""
WINDOW = timedelta(days=1)


class TooManyRequests(Refused):
    """Too many requests within `WINDOW`. The message says what the reader can do."""


@transaction.atomic
def receive_request(
    *, inspection: Inspection, passage: Paragraph | None, words: str, network: str
) -> CorrectionRequest:
    """Store a reader's request about a report, or about one passage of it.

    `network` counts as one sender: an IPv4 address, or the /64 of an IPv6 address. Only its keyed
    hash is stored, and erased after a day. Raises `TooManyRequests` beyond the limits; requests
    that arrive at the same moment may exceed them slightly.
    """
    since = timezone.now() - WINDOW
    CorrectionRequest.objects.filter(at__lt=since).exclude(sender="").update(sender="")
    sender = salted_hmac("correction-request", network, algorithm="sha256").hexdigest()
    recent = CorrectionRequest.objects.filter(at__gte=since)
    if recent.filter(sender=sender).count() >= MOST_PER_NETWORK:
        raise TooManyRequests(
            f"You have reported {MOST_PER_NETWORK} mistakes today. Please report more tomorrow."
        )
    if recent.count() >= MOST_PER_DAY:
        raise TooManyRequests(
            "Readers have reported more mistakes today than the editors can check. "
            "Please report yours tomorrow."
        )
    return CorrectionRequest.objects.create(
        inspection_id=inspection.slug,
        title=str(inspection),
        anchor=passage.anchor if passage else "",
        passage=passage.text if passage else "",
        words=words,
        sender=sender,
    )


@transaction.atomic
def answer_request(*, request_pk: int, conclusion: str, answer: str, by: User) -> CorrectionRequest:
    """Answer a request in public. Raises `Refused` if it was already answered."""
    request = CorrectionRequest.objects.select_for_update().get(pk=request_pk)
    if request.answered_at is not None:
        raise Refused(f"{request.answered_by} has answered this request in the meantime.")
    request.conclusion = CorrectionRequest.Conclusion(conclusion)
    request.answer = answer
    request.answered_by = by
    request.answered_at = timezone.now()
    request.save()
    return request
