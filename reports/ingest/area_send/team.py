"""Finds who led an area SEND inspection for Ofsted.

The Care Quality Commission (CQC) has a lead inspector of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.ingest.area_send.ruled_actions import cells_of
from reports.ingest.parts.inspectors import NAME, ROLE
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

LEAD = Wording(
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s){1,4}?[^\W\d_][\w.'’-]*)\s*[,(–—]\s*"
    r"(?P<role>(?:(?:S?HMIs?|(?:his|her) majesty['’]s inspector)\s*,\s*)?"
    r"(?:(?!CQC|Care Quality)[^,\t]){0,40},?\s*)lead (?:inspector|HMI)\b",
    samples=(
        "Ada Bell, Ofsted HMI Lead inspector",
        "Ada Bell, Ofsted HMI, lead inspector Cy Dunn, CQC lead inspector",
        "Ada Bell, HMI, Ofsted Lead inspector",
        "Ada Bell – Ofsted lead inspector",
        "Ada Bell HMI (lead inspector)",
        "Ada Bell, Ofsted Lead HMI",
    ),
    strangers=("Cy Dunn, CQC Lead inspector", "Ada Bell, Ofsted HMI"),
)
CQC = Wording(
    r"\b(?:CQC|Care Quality)\b",
    samples=("Cy Dunn, CQC Lead inspector",),
    strangers=("Ada Bell, Ofsted HMI Lead",),
)
CQC_HEAD = Wording(
    r"^care quality commission(?: \(CQC\))?$",
    samples=("Care Quality Commission", "Care Quality Commission (CQC)"),
    strangers=("Cy Dunn, Care Quality Commission",),
)
OFSTED = Wording(
    r"\b(?:Ofsted|HMIs?|Majesty)",
    samples=(", Ofsted HMI Lead inspector",),
    strangers=(", CQC Lead inspector",),
)


def read_lead_inspectors(team: Sequence[Line]) -> str | None:
    """Ofsted's lead inspector in the lines that name the team; several are joined by "and".

    The CQC's inspectors are in the other column, or after Ofsted's in the same line.
    """
    leads = _leads(team)
    of_ofsted = [lead for lead in leads if OFSTED.search(lead[0])]
    names: list[str] = []
    for lead in of_ofsted or leads[:1]:
        name = _name_without_role(lead["name"])
        if name and name not in names:
            names.append(name)
    return " and ".join(names) or None


def _leads(team: Sequence[Line]) -> list[re.Match[str]]:
    """Each lead inspector in a line of a cell of the table, or else in a whole cell with ruled lines,
    in Ofsted's column, or in all that does not name the CQC.
    """
    rows = [line.text.split("\t") for line in team]
    lines_of_cells = [text for row in rows for text in row]
    for texts in (lines_of_cells, [cell.text for cell in cells_of(team)]):
        matches = [LEAD.search(text) for text in texts]
        leads = [match for match in matches if match]
        if leads:
            return leads
    heads = [row for row in rows if "Ofsted" in row]
    column = heads[0].index("Ofsted") if heads else 0
    below = [row for row in rows if row not in heads and not all(map(CQC_HEAD.match, row))]
    in_column = [row[column] for row in below if len(row) > column]
    others = [cell for row in below for cell in row if not CQC.search(cell)]
    leads = list(LEAD.regex.finditer(" ".join(in_column)))
    return leads or list(LEAD.regex.finditer(" ".join(others)))


def _name_without_role(text: str) -> str | None:
    """The name in a text that may have a role before or after it."""
    for part in reversed(ROLE.regex.split(text)):
        name = part.strip(" ,")
        if NAME.match(name):
            return name
    return None
