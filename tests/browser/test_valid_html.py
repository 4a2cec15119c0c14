"""The HTML of every public page is valid."""

from __future__ import annotations

from itertools import chain

import html5lib
import pytest
from django.test import Client

from tests.browser.pages import PAGES, fill_archive
from tests.support.tiers import as_slow


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, as_slow(None)], ids=["one of each group", "all"])
def test_html_is_valid(client: Client, number: int | None) -> None:
    """Of so many pages of each group; of all it is slow."""
    fill_archive()
    faults = {}
    for address in chain.from_iterable(group[:number] for group in PAGES.values()):
        parser = html5lib.HTMLParser()
        parser.parse(client.get(address).content.decode())
        if parser.errors:
            faults[address] = parser.errors
    assert not faults
