"""The marks of Markdown and HTML: what a line says without them, and whether they made it bold."""

import pytest

from reports.ingest.text.markup import without_marks


@pytest.mark.parametrize(
    ("raw", "words", "bold"),
    [
        ("Plain words", "Plain words", False),
        ("## Summary", "Summary", True),
        ("   # Summary", "Summary", True),
        ("Summary ##", "Summary", True),
        ("**Summary**", "Summary", True),
        ("__Summary__", "Summary", True),
        ("<b>Summary</b>", "Summary", True),
        ("<H2 class='x'>Summary</H2>", "Summary", True),
        ("<strong>**Summary**</strong>", "Summary", True),
        ("**Good** and more", "Good and more", False),
        ("**One** **Two**", "One Two", True),
        ("2 ** 3 ** 4", "2 ** 3 ** 4", False),
        ("**open", "**open", False),
        ("***", "***", False),
        ("****", "****", False),
        ("__a** b__", "a** b", True),
        ("<p>Text</p>", "Text", False),
        ("Text<br/>", "Text", False),
        ("<script>x</script>", "<script>x</script>", False),
        ("![the logo](logo.png) here", "the logo here", False),
        ("[a link](https://example.org) here", "a link here", False),
        ("[sic] (page 3)", "[sic] (page 3)", False),
        ("<https://example.org>", "https://example.org", False),
        ("12\\. Text", "12. Text", False),
        ("Health \\& Care", "Health & Care", False),
        ("*Lead inspector:* Ada Bell", "Lead inspector: Ada Bell", False),
        ('<span id="x"></span># Summary', "Summary", True),
        ("&amp; &lt;b&gt;", "& <b>", False),
        ("children&amp;rsquo;s", "children’s", False),
        ("| Judgement | Grade |", "Judgement\tGrade", False),
        ("|", "|", False),
        ("| one", "| one", False),
    ],
)
def test_a_line_without_its_marks(raw: str, words: str, bold: bool) -> None:
    assert without_marks(raw) == (words, bold)


def test_the_indent_of_a_line_stays() -> None:
    assert without_marks("  - point")[0] == "  - point"
