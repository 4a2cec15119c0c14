"""A real Chromium. It is the system's own, because many machines cannot download Playwright's."""

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
    """Open the browser; skip the test if the machine has none.

    Playwright runs an event loop while it is open, and under an event loop Django keeps database
    connections apart from those of ordinary tests. Both kinds are closed here, because PostgreSQL
    copies no database that has a connection.
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
