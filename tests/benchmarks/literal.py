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
    between_spaces = {phrase: f" {phrase} " for phrase in phrases}
    counts: Counter[str] = Counter()
    for text in (
        Paragraph.objects.order_by().values_list("text", flat=True).iterator(chunk_size=5_000)
    ):
        words = f" {NO_WORD.sub(' ', _plain(text))} "
        counts.update(phrase for phrase, between in between_spaces.items() if between in words)
    return {phrase: counts[phrase] for phrase in between_spaces}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
