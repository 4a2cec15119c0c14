"""Updates the themes when texts have changed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from search.index.door import ThemesInMaking, make_themes


def make_themes_of_new_texts(**_: Any) -> None:
    """Make the themes again, unless another process is making them."""
    with suppress(ThemesInMaking):
        make_themes()
