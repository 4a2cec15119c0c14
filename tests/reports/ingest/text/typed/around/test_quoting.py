"""What mails and Markdown put around a text."""

from reports.ingest.text.typed.around.quoting import unquoted


def test_a_quoted_text_is_read_without_its_signs() -> None:
    assert unquoted(["> Help", ">", ">> is", ">early."]) == ["Help", "", "is", "early."]


def test_a_sign_before_some_lines_is_a_bullet() -> None:
    assert unquoted(["Help", "> early", "> soon"]) == ["Help", "> early", "> soon"]


def test_fences_and_forced_line_ends_are_no_text() -> None:
    assert unquoted(["```text", "Help\\", "early", "```"]) == ["Help", "early"]
    assert unquoted(["Help¶", "¶", "early↵"]) == ["Help", "", "early"]


def test_the_heading_of_a_box_is_one_of_markdown() -> None:
    assert unquoted(["> [!note] Findings", "Help"]) == ["## Findings", "Help"]
