"""A real Chromium: the one of the system, for the registries of browser builds are out of reach of
many machines.
"""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

MILLISECONDS = 30_000
"""The most that a busy machine may take for a page, and for what is expected of it."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Django forbids database work beside a running event loop; Playwright's own loop does none.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("No Chromium on this machine; install Debian's package chromium.")
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    # Chromium refuses its sandbox to root.
    return {**browser_type_launch_args, "executable_path": found, "args": [*quiet, "--no-sandbox"]}


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: a folder of the test, or the one that SCREENSHOTS names (`docs` for the
    README's).
    """
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
