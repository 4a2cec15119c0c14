"""Reports that nobody wrote, as text files or PDFs that the archive can read: for measuring imports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from reports.facts import reference
from tests.benchmarks.texts import Texts
from tests.support.typeset import typeset

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


PRINTED_HEAD = """\
= Inspection of {name} local authority children’s services
~ **Inspection dates:** {first:%-d %B %Y} to {last:%-d %B %Y}
~ **Lead inspector:** Nobody Known, His Majesty’s Inspector
| Judgement | Grade
{judgements}
| Overall effectiveness | Good
{summary}
# What needs to improve?
* The timeliness of assessments.
* The supply of homes.
"""
"""The head in the language of `typeset`."""


def write_reports(folder: Path, count: int, texts: Texts) -> list[Path]:
    """Write so many reports, the authorities of today in turn; the same ones for the same count."""
    chance = Random(count)
    files = []
    for place, (slug, name, first) in enumerate(_inspections(count)):
        file = folder / f"{place:05}-{slug}.txt"
        file.write_text(_report(name, first, texts, chance), encoding="utf-8")
        files.append(file)
    return files


def write_pdfs(folder: Path, count: int, texts: Texts) -> list[Path]:
    """Write so many reports as `write_reports` does, but as PDFs: eight a second."""
    chance = Random(count)
    files = []
    for place, (slug, name, first) in enumerate(_inspections(count)):
        file = folder / f"{place:05}-{slug}.pdf"
        file.write_bytes(typeset(_printed(name, first, texts, chance)))
        files.append(file)
    return files


def _inspections(count: int) -> Iterator[tuple[str, str, date]]:
    """The slug and name of the authority of each report, and the first day of the inspection."""
    authorities = [
        fact for fact in reference.authorities() if fact.closed is None and not fact.invented
    ]
    for place in range(count):
        fact = authorities[place % len(authorities)]
        yield fact.slug, fact.name, FIRST_DAY + place // len(authorities) * EVERY


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
        if area := _begins(number):
            lines.append(f"{area}: good\n")
        lines.append(f"{number}. {texts.one(number, chance)}\n")
    return "\n".join(lines)


def _printed(name: str, first: date, texts: Texts, chance: Random) -> str:
    """The report in the language of `typeset`."""
    lines = [
        PRINTED_HEAD.format(
            name=name,
            first=first,
            last=first + timedelta(days=11),
            judgements="\n".join(f"| {area} | Good" for area in AREAS),
            summary=texts.one(1, chance),
        )
    ]
    for number in range(1, PARAGRAPHS + 1):
        if area := _begins(number):
            lines.append(f"# {area}: good")
        lines.append(f"{number}. {texts.one(number, chance)}")
    return "\n".join(lines)


def _begins(number: int) -> str:
    """The area whose section begins with a paragraph; empty within a section."""
    place, within = divmod((number - 1) * len(AREAS), PARAGRAPHS)
    return AREAS[place] if within < len(AREAS) else ""
