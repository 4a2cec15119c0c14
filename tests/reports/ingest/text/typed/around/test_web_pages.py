"""From a web page to lines of text."""

from reports.ingest.text.typed.around.web_pages import (
    is_web_page,
    web_page_text,
    without_escapes,
)


def test_blocks_items_and_rows_are_lines() -> None:
    page = """<html><head><title>No text</title><style>p { color: red }</style></head><body>
<nav><ul><li>Home</li></ul></nav><h2>Findings</h2><p>Children are
  seen &amp; heard.</p><table><tr><th>Area</th><th>Grade</th></tr>
<tr><td><p>Care</p></td><td>Good</td></tr></table>
<ul><li>Plans</li></ul><ol start="3"><li>Three.</li><li value="7">Seven.</li></ol></body></html>"""
    lines = [line for line in web_page_text(page).split("\n") if line.strip()]
    assert lines == [
        "## Findings",
        "Children are seen & heard.",
        "Area\tGrade",
        "Care\tGood",
        "- Plans",
        "3. Three.",
        "7. Seven.",
    ]


def test_plain_lines_around_tags_stay_lines() -> None:
    assert web_page_text("One\n\nTwo\n<p>Three</p>\nFour").split() == [
        "One",
        "Two",
        "Three",
        "Four",
    ]
    assert web_page_text("One\n\nTwo") == "One\n\nTwo"


def test_a_few_tags_make_no_web_page() -> None:
    assert not is_web_page("<p>Plans</p> are <div>late")
    assert is_web_page("<p>Plans</p>" * 3)


def test_broken_tags_lose_no_words() -> None:
    assert web_page_text("<ul><li>One<li>Two</ul></ol></td></tr><td>Three").split() == [
        "-",
        "One",
        "-",
        "Two",
        "Three",
    ]


def test_a_number_in_the_text_of_an_item_is_its_number() -> None:
    page = "<ol><li>4. They act.</li><li>5) They wait.</li><li>6 plans.</li></ol>"
    assert web_page_text(page).split("\n")[1:] == ["4. They act.", "5) They wait.", "3. 6 plans."]


def test_a_page_whose_tags_were_escaped() -> None:
    page = "<h2>Plans</h2>\n<p>They &amp; we act.</p>\n<ul><li>Visits</li></ul>"
    escaped = page.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert without_escapes(escaped) == page
    assert without_escapes("a &lt;p&gt; here") == "a &lt;p&gt; here"
