"""The HTML of every public page is valid."""

from __future__ import annotations

from itertools import chain

import html5lib
import pytest
from django.test import Client

from tests.browser.pages import PAGES, fill_archive


@pytest.mark.django_db
def test_html_is_valid(client: Client) -> None:
    fill_archive()
    faults = {}
    for address in chain.from_iterable(PAGES.values()):
        parser = html5lib.HTMLParser()
        parser.parse(client.get(address).content.decode())
        if parser.errors:
            faults[address] = parser.errors
    assert not faults
