"""In how many paragraphs words stand in sequence, counted over the texts alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from reports.models import Paragraph

NO_WORD = re.compile(r"[\W_]+")


@transaction.atomic  # for the cursor on the server, which spares memory
def literal_counts(phrases: Iterable[str]) -> dict[str, int]:
    """The paragraphs that hold each phrase; case, accents, and signs between the words are ignored."""
    wanted = {phrase: f" {phrase} " for phrase in phrases}
    found: Counter[str] = Counter()
    for text in (
        Paragraph.objects.order_by().values_list("text", flat=True).iterator(chunk_size=5_000)
    ):
        words = f" {NO_WORD.sub(' ', _plain(text))} "
        found.update(phrase for phrase, between in wanted.items() if between in words)
    return {phrase: found[phrase] for phrase in wanted}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
