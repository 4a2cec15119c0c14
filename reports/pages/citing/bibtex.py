"""Entries of BibTeX, whose values LaTeX can set whatever signs they have."""

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
"""Signs that mean something to LaTeX."""
NAMED_BRACES = LATEX | str.maketrans({"{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}"})
"""The same for a text whose braces do not match: BibTeX counts them even when they are escaped."""
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")
"""Between signs that LaTeX would set as another one: two hyphens as a dash."""


def bibtex(work: CitedWork, today: date) -> str:
    """The entry of a work that is looked at `today`; a passage's words are its abstract."""
    fields = bibtex_fields(work, today)
    if work.text:
        fields["abstract"] = escaped(work.text)
    return entry(work.key, fields)


def bibtex_fields(work: CitedWork, today: date) -> dict[str, str]:
    """The fields of a work without its words; a number that the archive gave is left out."""
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
    """An entry of type `misc` of fields whose values are written for LaTeX."""
    lines = ",\n".join([f"  {name} = {{{value}}}" for name, value in fields.items()])
    return f"@misc{{{key},\n{lines}\n}}"


def escaped(text: str) -> str:
    """A text on one line as LaTeX sets it sign by sign."""
    one_line = " ".join(text.split())
    signs = LATEX if _braces_match(one_line) else NAMED_BRACES
    return LIGATURES.sub("{}", one_line.translate(signs))


def _braces_match(text: str) -> bool:
    """Whether every brace of a text is closed after it was opened."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
