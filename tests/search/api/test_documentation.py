"""`docs/api.md` says of the API what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.api.documentation import as_markdown

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
BEGIN, END = "compares. -->\n", "<!-- End of what is made. -->"


@pytest.mark.django_db
def test_document_has_what_is_made_from_the_code() -> None:
    written = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    made = as_markdown() + "\n"
    assert written == made, f"Put this between the two comments of docs/api.md:\n{made}"
