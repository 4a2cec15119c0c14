"""The browser of all tests of this folder, and what they do with it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import open_browser

MILLISECONDS = 30_000
"""The most that a busy machine may take for a page, and for what is expected of it."""
expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser that ends before a test of another folder begins."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor who has not been here before."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: a folder of the test, or the one that SCREENSHOTS names (`docs` for the
    README's).
    """
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
