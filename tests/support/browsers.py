"""A real Chromium: the one of the system, for the registries of browser builds are out of reach of
many machines.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-sandbox",  # Chromium refuses its sandbox to root
]
# Django forbids database work beside a running event loop; Playwright's own loop does none.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open the browser, or skip the test where the machine has none.

    Playwright runs an event loop for as long as it is open. Meanwhile no other can be run, and
    Django has connections of its own to the database, beside those of ordinary tests: neither kind
    may stay open under the other, for nobody may use a database that is copied.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No Chromium on this machine; install Debian's package chromium.")
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()
