"""Reports that nobody wrote, as text files that the archive can read: for measuring imports."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from reports.facts import reference
from tests.benchmarks.texts import Texts

FIRST_DAY = date(2030, 1, 7)
"""After every inspection of an archive that was built to measure, so that none is revised."""
EVERY = timedelta(days=28)
PARAGRAPHS = 50
AREAS = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
HEAD = """\
Inspection of {name} local authority children's services

Inspection dates: {first:%-d %B %Y} to {last:%-d %B %Y}

Lead inspector: Nobody, His Majesty's Inspector

Judgement\tGrade
{judgements}
Overall effectiveness\tGood

{summary}

What needs to improve?

- The timeliness of assessments.
- The supply of homes.
"""


def write_reports(folder: Path, count: int, texts: Texts) -> list[Path]:
    """Write so many reports, the authorities of today in turn; the same ones for the same count."""
    chance = Random(count)
    authorities = [
        fact for fact in reference.authorities() if fact.closed is None and not fact.invented
    ]
    files = []
    for place in range(count):
        fact = authorities[place % len(authorities)]
        first = FIRST_DAY + place // len(authorities) * EVERY
        file = folder / f"{place:05}-{fact.slug}.txt"
        file.write_text(_report(fact.name, first, texts, chance), encoding="utf-8")
        files.append(file)
    return files


def _report(name: str, first: date, texts: Texts, chance: Random) -> str:
    lines = [
        HEAD.format(
            name=name,
            first=first,
            last=first + timedelta(days=11),
            judgements="\n".join(f"{area}\tGood" for area in AREAS),
            summary=texts.one(1, chance),
        )
    ]
    for number in range(1, PARAGRAPHS + 1):
        if (number - 1) * len(AREAS) % PARAGRAPHS < len(AREAS):
            lines.append(f"{AREAS[(number - 1) * len(AREAS) // PARAGRAPHS]}: good\n")
        lines.append(f"{number}. {texts.one(number, chance)}\n")
    return "\n".join(lines)
