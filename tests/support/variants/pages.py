"""Ways to write a report as a web page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.support.variants.manuscript import Block, BlockRole
from tests.support.variants.tables import html_cells
from tests.support.variants.way import Way


def _fragment(blocks: Sequence[Block], *, ordered: bool) -> str:
    """The blocks in the tags of a web page."""
    lines: list[str] = []
    place = 0
    tags = {BlockRole.TITLE: "h1", BlockRole.HEADING: "h2"}
    while place < len(blocks):
        block = blocks[place]
        end = place + 1
        while end < len(blocks) and blocks[end].role is block.role:
            end += 1
        part = blocks[place:end]
        words = [html.escape(each.text) for each in part]
        if block.role is BlockRole.ROW:
            lines += html_cells(part)
        elif block.role is BlockRole.BULLET:
            lines += ["<ul>", *(f"<li>{text}</li>" for text in words), "</ul>"]
        elif block.role is BlockRole.NUMBERED and ordered:
            lines += [
                f'<ol start="{block.number}">',
                *(f"<li>{text}</li>" for text in words),
                "</ol>",
            ]
        elif block.role is BlockRole.NUMBERED:
            lines += [
                f"<p>{each.number}. {text}</p>" for each, text in zip(part, words, strict=True)
            ]
        else:
            tag = tags.get(block.role, "p")
            lines += [f"<{tag}>{text}</{tag}>" for text in words]
        place = end
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class HtmlWay(Way):
    """A way that writes a web page or a part of one; `frame` has the page around `{}`."""

    frame: str = "{}"
    ordered: bool = False

    def written(self, blocks: Sequence[Block]) -> bytes:
        body = _fragment(blocks, ordered=self.ordered)
        return self.encoded(self.whole(self.frame.replace("{}", body)))


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<title>Report - inspections</title>
<style>p { margin: 0; color: red }</style>
<script>var page = "<p>no text</p>";</script>
</head>
<body>
<header><a href="/">Home</a></header>
<nav><ul><li><a href="/a">Find a report</a></li><li><a href="/b">Sign in</a></li></ul></nav>
<main>
{}
</main>
<footer><p>Cookies</p><p>Accessibility</p></footer>
</body>
</html>
"""


def page_ways() -> Iterator[tuple[str, Way]]:
    yield "HTML fragment", HtmlWay(frame="<div>\n{}\n</div>\n")
    yield "HTML fragment with lists", HtmlWay(frame="<div>\n{}\n</div>\n", ordered=True)
    yield "HTML page", HtmlWay(frame=_PAGE)
    yield "HTML page with lists", HtmlWay(frame=_PAGE, ordered=True)
    yield (
        "HTML in one line",
        HtmlWay(frame="<div>{}</div>", whole=lambda text: text.replace("\n", "")),
    )
    yield (
        "HTML with classes",
        HtmlWay(
            frame="<div class='a'>{}</div>",
            whole=lambda text: re.sub(r"<(p|h2|td|li)>", r'<\1 class="b c" dir="ltr">', text),
        ),
    )
    yield (
        "page copied from a browser",
        Way(
            whole=lambda text: (
                "Skip to main content\nHome\nFind a report\nMenu\n\n"
                + text
                + "\nIs this page useful?\nYes\nNo\n"
            )
        ),
    )
