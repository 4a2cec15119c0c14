"""Checking at each start what all web machines of an archive must share.

They need the same secret key, or they refuse each other's sessions, and the same folder of
originals, or they answer 404 for files that another machine received.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

KEY_FILE = "key-digest"
"""The file in the folder of originals with a digest of the key, to compare it between machines."""
SALT = "config.machines"
CHECKED_ORIGINALS = 50
"""The number of originals, those received last, whose files a start looks for."""


def differences() -> list[str]:
    """How this machine differs from the others, in sentences; empty if it does not.

    Writes the digest of this machine's key if there is none, or another one. So a key that was
    changed on purpose is reported only once.
    """
    return [*_missing_originals(), *_other_key()]


def _missing_originals() -> list[str]:
    from reports.files.originals import original_path
    from reports.models import Source

    latest = Source.objects.order_by("-received_at", "-pk")[:CHECKED_ORIGINALS]
    digests = list(latest.values_list("sha256", flat=True))
    missing = sum(not original_path(digest).exists() for digest in digests)
    if not missing:
        return []
    sentence = (
        f"{missing} of the {len(digests)} originals that came in last are not in "
        f"{settings.ORIGINALS_ROOT}. Set ORIGINALS_ROOT to the folder that all web machines share; "
        "`make verify` lists every original that is missing."
    )
    return [sentence]


def _other_key() -> list[str]:
    path = Path(settings.ORIGINALS_ROOT) / KEY_FILE
    digest = salted_hmac(SALT, "key", algorithm="sha256").hexdigest()
    try:
        stored = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        stored = ""
    if constant_time_compare(stored, digest):
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(digest, encoding="ascii")
    if not stored:
        return []
    sentence = (
        "SECRET_KEY is not that of the web machine that started last. Give all machines the same "
        "key, or each refuses the logins and forms of the others. If you changed the key, ignore "
        "this."
    )
    return [sentence]
