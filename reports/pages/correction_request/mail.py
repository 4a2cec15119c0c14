"""The mail that tells the editors of a new request."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from reports.models import CorrectionRequest

log = logging.getLogger(__name__)


def mail_editors(request: CorrectionRequest, desk_address: str) -> None:
    """Send the request to the editors; does nothing where the settings name none.

    `desk_address` is the whole address of its page at the desk. A mail that cannot be sent is
    logged: the request waits at the desk all the same.
    """
    if not settings.EDITORS_EMAIL or not settings.EMAIL_HOST:
        return
    place = f"{request.title}, {request.anchor}" if request.anchor else request.title
    try:
        send_mail(
            subject=f"A reader reports a mistake: {place}"[:150],
            message=f"{place}\n\n{request.words}\n\nAnswer it at the desk:\n{desk_address}\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=settings.EDITORS_EMAIL,
        )
    except (OSError, SMTPException) as error:
        log.error("The mail about request %s was not sent: %s", request.pk, error)
