"""What a group of names or spellings finds: as many paragraphs as a search of the bare texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest

from reports.models import Paragraph
from search.index.door import Question, ask_all, expanded
from search.index.synonyms import groups_of_file, spelling_groups
from search.query.parser import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]

GROUPS = [each.searched for each in (*groups_of_file(), *spelling_groups())]


def bare(text: str) -> str:
    """Small letters and digits alone, a blank for each run of other signs, made without the index."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return f" {re.sub('[^0-9a-z]+', ' ', plain.lower()).strip()} "


def typed(names: Sequence[str]) -> str:
    return " OR ".join([f'"{name}"' for name in names])


def test_each_group_finds_what_has_one_of_its_names_as_written() -> None:
    texts = [bare(text) for text in Paragraph.objects.values_list("text", flat=True)]
    questions = [Question(query=parse(typed(names), exact=True)) for names in GROUPS]
    counts = [answer.paragraphs for answer in ask_all(questions)]
    literal = []
    for names in GROUPS:
        written = [bare(name) for name in names]
        literal.append(sum(any(name in text for name in written) for text in texts))
    assert counts == literal
    assert sum(count > 0 for count in literal) > 20


def test_each_name_of_a_group_finds_at_least_what_the_group_does_as_written() -> None:
    exact = [Question(query=parse(typed(names), exact=True)) for names in GROUPS]
    of_groups = [answer.paragraphs for answer in ask_all(exact)]
    for place in (0, -1):
        queries = [expanded(parse(f'"{names[place]}"'), [])[0] for names in GROUPS]
        counts = [
            answer.paragraphs for answer in ask_all([Question(query=each) for each in queries])
        ]
        fewer = [
            names[place]
            for names, count, least in zip(GROUPS, counts, of_groups, strict=True)
            if count < least
        ]
        assert fewer == []
