"""The system check of the vocabulary, which finds mistakes before a reader does."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from search.query.vocabulary import VOCABULARY, faults_of, vocabulary


def check_vocabulary(**_: Any) -> list[CheckMessage]:
    """An error for each name with two meanings, unknown term, and circle of relations."""
    hint = f"Correct {VOCABULARY.name} in search/data."
    return [Error(fault, hint=hint, id="search.E001") for fault in faults_of(vocabulary())]
