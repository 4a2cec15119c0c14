"""Entries of BibTeX, with all special characters escaped for LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from reports.pages.citing.works import CitedWork

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\string^",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
"""Characters that have a meaning in LaTeX."""
NAMED_BRACES = LATEX | str.maketrans({"{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}"})
"""The same for a text with unbalanced braces: BibTeX counts braces even if they are escaped."""
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")
"""Positions between characters that LaTeX would join, such as two hyphens into a dash."""


def bibtex(work: CitedWork, today: date) -> str:
    """The entry of a work, accessed `today`. The text of a passage is its abstract."""
    fields = bibtex_fields(work, today)
    if work.text:
        fields["abstract"] = escaped(work.text)
    return entry(work.key, fields)


def bibtex_fields(work: CitedWork, today: date) -> dict[str, str]:
    """The fields of a work without its text, and without a number that the archive gave."""
    note = [escaped(work.authority)]
    if work.section and work.number_is_printed:
        note.append(escaped(work.section))
    if work.page:
        note.append(f"page {work.page}")
    return {
        "author": "{Ofsted}",
        "title": escaped(work.title),
        "year": str(work.issued.year),
        "note": ", ".join(note),
        "howpublished": "Inspection Archive",
        "url": work.url,  # verbatim: styles set it with \url
        "urldate": today.isoformat(),
    }


def entry(key: str, fields: Mapping[str, str]) -> str:
    """An entry of type `misc`. The values of `fields` must be escaped already."""
    lines = ",\n".join([f"  {name} = {{{value}}}" for name, value in fields.items()])
    return f"@misc{{{key},\n{lines}\n}}"


def escaped(text: str) -> str:
    """A text on one line, escaped for LaTeX."""
    one_line = " ".join(text.split())
    signs = LATEX if _braces_match(one_line) else NAMED_BRACES
    return LIGATURES.sub("{}", one_line.translate(signs))


def _braces_match(text: str) -> bool:
    """Whether the braces of a text are balanced."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
