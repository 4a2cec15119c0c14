"""What several web machines of one archive must share: the folder of originals and the secret key.

Each start compares its own with what it finds, and says what differs; a machine that has the wrong
ones would refuse the sessions of the others, or answer 404 for their files.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

KEY_FILE = "key-digest"
"""The file in the folder of originals that tells whether two machines have one key."""
SALT = "config.machines"
CHECKED_ORIGINALS = 50
"""Originals that are looked for at a start, those that came in last."""


def differences() -> list[str]:
    """What this machine lacks or has otherwise than the others, a sentence each.

    The digest of the key is written where none stands, or another: so a key that was changed on
    purpose is named once.
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
        f"{settings.ORIGINALS_ROOT}. Let ORIGINALS_ROOT name the folder that all web machines share; "
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
        "SECRET_KEY is not that of the web machine that started last. Give all of them the same key, "
        "else each refuses the logins and forms of the others. If you changed the key, ignore this."
    )
    return [sentence]
