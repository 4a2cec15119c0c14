"""Reports that nobody wrote, as text files or PDFs that the archive can read: for measuring imports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Form:
    """How a report is written: its head, a row of the table, a section's heading, a paragraph."""

    head: str
    judgement: str
    heading: str
    paragraph: str


TEXT = Form(HEAD, "{area}\tGood", "{area}: good\n", "{number}. {text}\n")
PRINTED = Form(PRINTED_HEAD, "| {area} | Good", "# {area}: good", "{number}. {text}")
"""The language of `typeset`."""


def write_reports(folder: Path, count: int, texts: Texts) -> list[Path]:
    """Write so many reports, the authorities of today in turn; the same ones for the same count."""
    files = []
    for name, report in _reports(TEXT, count, texts):
        file = folder / f"{name}.txt"
        file.write_text(report, encoding="utf-8")
        files.append(file)
    return files


def write_pdfs(folder: Path, count: int, texts: Texts) -> list[Path]:
    """Write so many reports as `write_reports` does, but as PDFs: eight a second."""
    files = []
    for name, report in _reports(PRINTED, count, texts):
        file = folder / f"{name}.pdf"
        file.write_bytes(typeset(report))
        files.append(file)
    return files


def _reports(form: Form, count: int, texts: Texts) -> Iterator[tuple[str, str]]:
    """So many reports, each with the name of its file without an ending."""
    chance = Random(count)
    for place, (slug, name, first) in enumerate(_inspections(count)):
        yield f"{place:05}-{slug}", _report(form, name, first, texts, chance)


def _inspections(count: int) -> Iterator[tuple[str, str, date]]:
    """The slug and name of the authority of each report, and the first day of the inspection."""
    authorities = [
        fact for fact in reference.authorities() if fact.closed is None and not fact.invented
    ]
    for place in range(count):
        fact = authorities[place % len(authorities)]
        yield fact.slug, fact.name, FIRST_DAY + place // len(authorities) * EVERY


def _report(form: Form, name: str, first: date, texts: Texts, chance: Random) -> str:
    lines = [
        form.head.format(
            name=name,
            first=first,
            last=first + timedelta(days=11),
            judgements="\n".join(form.judgement.format(area=area) for area in AREAS),
            summary=texts.one(1, chance),
        )
    ]
    for number in range(1, PARAGRAPHS + 1):
        if area := _begins(number):
            lines.append(form.heading.format(area=area))
        lines.append(form.paragraph.format(number=number, text=texts.one(number, chance)))
    return "\n".join(lines)


def _begins(number: int) -> str:
    """The area whose section begins with a paragraph; empty within a section."""
    place, within = divmod((number - 1) * len(AREAS), PARAGRAPHS)
    return AREAS[place] if within < len(AREAS) else ""
