"""Ways to mark points, paragraphs and headings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

from tests.support.variants.manuscript import Block, BlockRole
from tests.support.variants.way import Way, marked


def bullet_ways() -> Iterator[tuple[str, Way]]:
    signs = {
        "star": "* ",
        "plus": "+ ",
        "dot": "• ",
        "square": "◼ ",
        "private use": "\uf06e ",
        "letter o": "o ",
        "arrow": "→ ",
        "tick": "✓ ",
        "heavy tick": "✔ ",
        "triangle": "► ",
        "circle": "● ",
        "open circle": "○ ",
        "guillemet": "» ",
        "en dash": "– ",
        "em dash": "— ",
        "middle dot": "· ",
        "dot and tab": "•\t",
        "dot glued": "•",
        "wingdings section": "§ ",
        "o and tab": "o\t",
        "small square": "▪ ",
        "indented": "  - ",
        "deep indent": "      • ",
        "checkbox": "- [ ] ",
        "double arrow": "⇒ ",
        "emoji": "👉 ",
        "greater": "> ",
        "tilde": "~ ",
        "wingdings n": "n ",
    }
    for name, sign in signs.items():
        yield f"bullet {name}", Way(bullet=marked(sign))
    yield "bullet none", Way(bullet=marked(""))
    yield (
        "bullet none, spaced",
        Way(
            bullet=marked(""),
            spaced=_spaced_above(BlockRole.BULLET),
        ),
    )
    yield "bullet letters", Way(bullet=lambda place, text: f"{chr(96 + place)}) {text}")
    yield (
        "bullet letters in brackets",
        Way(bullet=lambda place, text: f"({chr(96 + place)}) {text}"),
    )
    yield "bullet letters and dot", Way(bullet=lambda place, text: f"{chr(96 + place)}. {text}")
    yield "bullet roman", Way(bullet=lambda place, text: f"({_roman(place)}) {text}")
    yield "bullet roman and dot", Way(bullet=lambda place, text: f"{_roman(place)}. {text}")
    yield "bullet numbers", Way(bullet=marked("{}. "))
    yield "bullet numbers and bracket", Way(bullet=marked("{}) "))
    yield "bullet alone on its line", Way(bullet=marked("•\n"))


def _roman(number: int) -> str:
    return (
        "x" * (number // 10)
        + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
    )


def number_ways() -> Iterator[tuple[str, Way]]:
    forms = {
        "bracket": "{}) ",
        "brackets": "({}) ",
        "square brackets": "[{}] ",
        "no dot": "{} ",
        "glued": "{}.",
        "space before dot": "{} . ",
        "tab": "{}.\t",
        "no dot, tab": "{}\t",
        "own line": "{}.\n",
        "own line without dot": "{}\n",
        "bold": "**{}.** ",
        "escaped": "{}\\. ",
        "dash": "{} – ",
        "colon": "{}: ",
        "indented": "    {}. ",
        "double space": "{}.  ",
        "comma for dot": "{}, ",
        "paragraph sign": "¶{} ",
        "Para": "Para {}. ",
    }
    for name, form in forms.items():
        yield (
            f"number {name}",
            Way(number=marked(form)),
        )
    yield "number two digits", Way(number=lambda number, text: f"{number:02}. {text}")
    yield (
        "number spaced",
        Way(spaced=_spaced_above(BlockRole.NUMBERED)),
    )
    yield "number all one", Way(number=marked("1. "))
    yield (
        "number none",
        Way(
            number=marked(""),
            spaced=_spaced_above(BlockRole.NUMBERED),
        ),
    )


def heading_ways() -> Iterator[tuple[str, Way]]:
    forms = {
        "hash": "# {}",
        "four hashes": "#### {}",
        "closed hashes": "## {} ##",
        "bold": "**{}**",
        "bold underscores": "__{}__",
        "italic": "*{}*",
        "bold tag": "<b>{}</b>",
        "h2 tag": "<h2>{}</h2>",
        "underlined": "{}\n===============",
        "underlined with dashes": "{}\n---------------",
        "colon": "{}:",
        "full stop": "{}.",
    }
    for name, form in forms.items():
        yield f"heading {name}", Way(heading=form.format)
    yield "heading capitals", Way(heading=str.upper)
    yield "heading title case", Way(heading=_titled)
    yield "heading grade on its own line", Way(heading=lambda text: text.replace(": ", ":\n"))
    yield "heading is", Way(heading=lambda text: text.replace(": ", " is "))
    yield "heading dash", Way(heading=lambda text: text.replace(": ", " – "))
    yield "heading in brackets", Way(heading=lambda text: re.sub(r": (.*)", r" (\1)", text))
    yield (
        "heading grade in capitals",
        Way(heading=lambda text: re.sub(r": (.*)", lambda m: ": " + m[1].upper(), text)),
    )
    yield "heading wrapped", Way(heading=lambda text: "\n".join(textwrap.wrap(text, 50)))
    yield "heading not spaced", Way(spaced=_not_below_heading)


def _spaced_above(role: BlockRole) -> Callable[[Block], bool]:
    """An empty line above each block of that role too."""
    return lambda block: block.spaced or block.role is role


def _titled(text: str) -> str:
    return " ".join(word.capitalize() for word in text.split(" "))


def _not_below_heading(block: Block) -> bool:
    return block.spaced and block.role is BlockRole.HEADING
