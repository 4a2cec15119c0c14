"""The names of lead inspectors as printed, without the roles beside them."""

from __future__ import annotations

from reports.ingest.wording import Wording

ROLE = Wording(
    r"[\s,.:(–—/-]*\b(?:one of )?(?:(?:(?:senior|lead|ofsted|social care|regulatory|regional|HM|(?:her|his) majesty(?:\W?s?)?)\s+)+"
    r"(?:inspectors?|inspection managers?)"
    r"|(?:(?:senior|lead|ofsted|social care) )*S?HMIs?)\b"
    r"(?:\s*\((?:S?HMI|social care|lead)\)|, social care\b)?[\s,.)/]*",
    samples=(
        ", His Majesty’s Inspector",
        ", one of His Majesty’s Inspectors",
        " Her Majesty's Inspector",
        " HMI",
        " – HM Inspector",
        ", Senior HMI",
        ", Ofsted Inspector",
        ", Her Majesty’s Inspectors",
        ", Social Care Regulatory Inspector",
        ", Senior His Majesty’s Inspector",
        ", Regulatory Inspection Manager",
        ", HMI (lead)",
        ", His Majesty’s Inspector (Social Care)",
        ". His Majestys Inspector, Social Care",
        ", Regional Inspection Manager",
        ": Senior HMI (SHMI)",
        " SHMI",
    ),
    strangers=("Thomas Hmielewski",),
)
NAMED_BEFORE_LABEL = Wording(
    r"^(?P<name>[^,.:(\t]{5,60}(?:,? (?:S?HMI|(?:her|his) majesty’s inspector))?)"
    r"(?:,\s*|\t|\s+[–-]\s+|\s*\()(?:ofsted,? )?lead inspector\W*$",
    samples=(
        "Ada Bell, lead inspector",
        "Ada Bell, HMI, Lead inspector",
        "Ada Bell HMI, Ofsted lead inspector",
        "Ada Bell\tLead inspector",
        "Ada Bell (lead inspector)",
    ),
    strangers=("Deputy lead inspector", "They met Ada Bell, the lead inspector"),
)
"""A line that names the lead inspector before it says so."""
NAME = Wording(
    r"^(?:[^\W\d_][\w.'’-]*\s){1,4}[^\W\d_][\w.'’-]*$",
    samples=(
        "Tobias Harkwell",
        "Ada Thomson-Jones",
        "Máire O’Neill",
        "J. O’Dowd-Lee",
        "Maria de la Cruz",
    ),
    strangers=(
        "Ofsted",
        "16 to 27 January 2023",
        "Head of care, north",
        "a person whose name could not be read",
    ),
)
_AND = Wording(r"\s*(?:,? and |&|,|;)\s*", samples=(" and ", ", ", " & "), strangers=("Anderson",))


def lead_inspector_named(printed: str) -> str | None:
    """The printed name without the role; several names joined by "and"; None without any."""
    without_roles = ROLE.regex.sub(", ", printed)
    names = [name.strip() for name in _AND.regex.split(without_roles)]
    return " and ".join(name for name in names if name) or None
