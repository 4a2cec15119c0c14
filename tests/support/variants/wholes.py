"""Ways to write a whole text: line ends, encodings, what is around it."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from tests.support.variants.manuscript import Block, BlockRole
from tests.support.variants.way import Way


def _never(block: Block) -> bool:
    return False


def _always(block: Block) -> bool:
    return True


def _wrapped(width: int) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            is_row = "\t" in line
            lines += (
                [line] if is_row or not line else textwrap.wrap(line, width, break_on_hyphens=False)
            )
        return "\n".join(lines)

    return wrap


def _quoted(sign: str) -> Callable[[str], str]:
    return lambda text: "\n".join(
        sign + line if line else sign.rstrip() for line in text.split("\n")
    )


def _misread(encoding: str) -> Callable[[str], str]:
    """Text in UTF-8 that a program took for another encoding."""
    return lambda text: text.encode().decode(encoding, "replace")


def _curled(text: str) -> str:
    text = re.sub(r"(?<!\w)'", "‘", text)
    return text.replace("'", "’")


def _cp1252_safe(text: str) -> str:
    return _curled(text).encode().decode("latin-1")


def whole_ways() -> Iterator[tuple[str, Way]]:
    yield "no blank lines", Way(spaced=_never)
    yield "blank line above each", Way(spaced=_always)
    yield "double spaced", Way(whole=lambda text: text.replace("\n", "\n\n"))
    yield "three blank lines", Way(whole=lambda text: text.replace("\n\n", "\n\n\n\n"))
    yield "wrapped at 80", Way(whole=_wrapped(80))
    yield "wrapped at 60", Way(whole=_wrapped(60))
    yield "wrapped at 72, no blank lines", Way(whole=_wrapped(72), spaced=_never)
    yield "quoted", Way(whole=_quoted("> "))
    yield "quoted twice", Way(whole=_quoted(">> "))
    yield "quoted tight", Way(whole=_quoted(">"))
    yield "quoted and wrapped", Way(whole=lambda text: _quoted("> ")(_wrapped(70)(text)))
    yield "indented", Way(whole=_quoted("    "))
    yield "indented by a tab", Way(whole=_quoted("\t"))
    yield "fenced", Way(whole=lambda text: f"```\n{text}```\n")
    yield "CRLF", Way(whole=lambda text: text.replace("\n", "\r\n"))
    yield "CR", Way(whole=lambda text: text.replace("\n", "\r"))
    yield "UTF-8 with mark", Way(encoded=lambda text: text.encode("utf-8-sig"))
    yield "UTF-16", Way(encoded=lambda text: text.encode("utf-16"))
    yield "UTF-16 big endian", Way(encoded=lambda text: text.encode("utf-16-be"))
    yield "Windows-1252", Way(whole=_curled, encoded=lambda text: text.encode("cp1252", "ignore"))
    yield "Mac Roman", Way(whole=_curled, encoded=lambda text: text.encode("mac-roman", "ignore"))
    yield "misread as Windows-1252", Way(whole=lambda text: _misread("cp1252")(_curled(text)))
    yield "misread as Latin-1", Way(whole=_cp1252_safe)
    yield (
        "misread twice",
        Way(whole=lambda text: _misread("cp1252")(_misread("cp1252")(_curled(text)))),
    )
    yield "misread as Mac Roman", Way(whole=lambda text: _curled(text).encode().decode("mac-roman"))
    yield "typographic quotes", Way(whole=_curled)
    yield "no-break spaces", Way(whole=lambda text: text.replace(" ", "\u00a0"))
    yield "soft hyphens", Way(whole=lambda text: text.replace("ation", "a\u00adtion"))
    yield "zero-width spaces", Way(whole=lambda text: text.replace(" ", " \u200b"))
    yield "ligatures", Way(whole=lambda text: text.replace("fi", "ﬁ"))
    yield "spaces at line ends", Way(whole=lambda text: text.replace("\n", "   \n"))
    yield "backslash at line ends", Way(whole=lambda text: re.sub(r"(?<=.)\n(?=.)", "\\\\\n", text))
    yield "escaped Markdown", Way(whole=lambda text: re.sub(r"([-.()])", r"\\\1", text))
    yield "HTML entities", Way(whole=html.escape)
    yield (
        "ends at closing",
        Way(blocks=lambda blocks: [b for b in blocks if b.role is not BlockRole.CLOSING]),
    )
    yield "title in capitals", Way(title=str.upper)
    yield "title bold", Way(title=lambda text: f"**{text}**")
    yield "title over two lines", Way(title=lambda text: "\n".join(textwrap.wrap(text, 45)))
    yield "labels bold", Way(label=lambda text: re.sub(r"^(.*?:)", r"**\1**", text))
    yield "labels without colon", Way(label=lambda text: text.replace(":", ""))
    yield "labels over two lines", Way(label=lambda text: text.replace(": ", ":\n"))
    yield "labels as a table", Way(label=lambda text: text.replace(": ", "\t"))
    yield "labels as a piped table", Way(label=lambda text: text.replace(": ", " | "))
    yield "front matter", Way(whole=lambda text: f"---\nsource: web\nlang: en\n---\n\n{text}")
    yield (
        "mail",
        Way(
            whole=lambda text: (
                f"From: Ada Bell\nTo: Ben Cole\nSubject: FW: report\n\nHi Ben, here it is.\n\n{text}"
            )
        ),
    )
    yield "without heading of points", Way(blocks=_without_points_heading)
    yield (
        "without blank line above points",
        Way(spaced=lambda block: block.spaced and block.role is not BlockRole.BULLET),
    )
    yield "page numbers and form feeds", Way(whole=_paged)


_POINTS_HEADING = re.compile(
    r"what needs to improve|areas? for improvement|recommendations", re.IGNORECASE
)


def _without_points_heading(blocks: Sequence[Block]) -> list[Block]:
    return [
        b for b in blocks if not (b.role is BlockRole.HEADING and _POINTS_HEADING.match(b.text))
    ]


def _paged(text: str) -> str:
    lines = text.split("\n")
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    return "\n\f".join("\n".join([*page, "", str(number)]) for number, page in enumerate(pages, 1))
