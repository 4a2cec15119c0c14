"""Passages for the tests of what changed."""

from __future__ import annotations

from typing import Any

from reports.publishing.history.snapshot import ShownPassage


def passage(number: int, text: str, role: str = "numbered", **values: Any) -> ShownPassage:
    """A passage of a report, by default a numbered paragraph; `values` are more of its fields."""
    filled = {
        "place": f"{role}:{number}",
        "role": role,
        "anchor": f"p{number}" if role == "numbered" else f"{role}-{number}",
        "label": f"paragraph {number}" if role == "numbered" else f"{role} {number}",
        "number": number,
        "heading": "",
        "area": "",
        "grade": "",
        "page": None,
        "text": text,
    }
    return ShownPassage(**{**filled, **values})
