"""Signs that stand for bullets, throughout a text file."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typed.bullets import (
    with_parted_items,
    with_plain_bullets,
    with_written_numbers,
)

TEXTS = ("The quality of plans.", "How soon.", "Records.")


@pytest.mark.parametrize("sign", ["→", "✓", "o", "e", "¢", "※", "§", "--"])
def test_a_sign_that_three_lines_begin_with_is_a_bullet(sign: str) -> None:
    lines = with_plain_bullets([Line(f"{sign} {text}") for text in TEXTS])
    assert [line.text for line in lines] == [f"• {text}" for text in TEXTS]


def test_seldom_signs_headings_and_rows_stay() -> None:
    twice = [Line("→ The quality."), Line("→ How soon.")]
    headings = [Line(f"✓ {text}", bold=True) for text in TEXTS]
    rows = [Line(f"✓ {text}\tGood") for text in TEXTS]
    for lines in (twice, headings, rows):
        assert with_plain_bullets(lines) == lines


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1\ufe0f\u20e3 Plans", "1. Plans"),
        ("1\ufe0f\u20e32\ufe0f\u20e3 Plans", "12. Plans"),
        ("\U0001f51f Plans", "10. Plans"),
        ("  ① Plans\n② Visits", "  1. Plans\n2. Visits"),
        ("⒊Plans", "3. Plans"),
        ("❹ Plans", "4. Plans"),
        ("Plan ① is late", "Plan ① is late"),
    ],
)
def test_numbers_that_are_signs(written: str, plain: str) -> None:
    assert with_written_numbers(written) == plain


@pytest.mark.parametrize(
    ("written", "parted"),
    [
        ("• Plans. • How soon.", ["• Plans.", "• How soon."]),
        ("3. They act. 4. They wait. 5. “Yes.”", ["3. They act.", "4. They wait.", "5. “Yes.”"]),
        ("3. They act. 5. They wait.", ["3. They act. 5. They wait."]),
        ("3. They have 4. They wait.", ["3. They have 4. They wait."]),
        ("Home • Children • Reports", ["Home • Children • Reports"]),
    ],
)
def test_items_in_one_line_are_parted(written: str, parted: list[str]) -> None:
    assert [line.text for line in with_parted_items([Line(written)])] == parted
