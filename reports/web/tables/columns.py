"""The columns that several tables share, with the same name and meaning in each."""

from __future__ import annotations

from reports.facts.frameworks import Scale
from reports.facts.vocabulary import Area
from reports.web.tables.table import CellType, Column

AUTHORITY = Column("authority", "Name of the authority")
AUTHORITY_SLUG = Column("authority_slug", "The authority’s code in addresses")
REGION = Column("region", "ONS region")
REGION_CODE = Column("region_code", "The region’s code in addresses")
ONS_CODE = Column("ons_code", "The authority’s code at the Office for National Statistics")
DFE_CODE = Column("dfe_code", "The authority’s code at the Department for Education")
INSPECTION = Column("inspection", "The inspection’s code in addresses")
KIND = Column("kind", "Kind of report")
KIND_CODE = Column("kind_code", "The kind’s code in addresses")
START_DATE = Column("start_date", "First day on site", CellType.DAY)
END_DATE = Column("end_date", "Last day on site", CellType.DAY)
PUBLISHED = Column("published", "Day of publication, where known", CellType.DAY)
DAYS_SINCE = Column(
    "days_since", "Calendar days from the last day on site to today", CellType.NUMBER
)
JUDGEMENT = Column("judgement", "Judgement")
JUDGEMENT_CODE = Column("judgement_code", "The judgement’s code in addresses")
GRADE = Column("grade", "Grade")
GRADE_CODE = Column("grade_code", "The grade’s code in addresses")
SCALES = ", or ".join(f"{scale} for {scale.in_a_sentence}" for scale in Scale)
SCALE = Column("scale", f"Scale of the grades: {SCALES}; empty without grades")
CHECKED = Column(
    "checked", "How far dates and grades were checked; empty for those read from the report alone"
)
TEXT_HERE = Column("text_here", "yes: the archive has the report’s text; else no")
URL = Column("url", "Permanent address", CellType.ADDRESS)
SEARCH = Column("search", "The search that finds the paragraphs", CellType.ADDRESS)
THIN = Column("thin", "yes: fewer than ten, so that the share means little; else no")


def grade_columns() -> list[Column]:
    """A column for each judgement of any framework, in the order of the vocabulary."""
    return [
        Column(area.value, f"Code of the grade for: {area.label}; empty where not judged")
        for area in Area
    ]


def yes_or_no(answer: bool) -> str:
    """The text of a truth value in tables."""
    return "yes" if answer else "no"
