"""Reports since 2018: ILACS, visits, joint and area SEND inspections, against what is right for
each file.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from reports.facts.vocabulary import Area, Kind, NumberedBy, Omission
from reports.ingest.area_send.headings import OUTCOME_HEADING
from reports.ingest.ilacs.judgements import TABLE_HEAD
from reports.ingest.parsed import LeftOut, ParsedReport
from reports.ingest.text.characters import cleaned
from tests.accuracy.measured import (
    FileMeasured,
    Truth,
    letters,
    measure_files,
    pages_of,
    shape,
    text_of,
    truths_in,
    words,
)

KINDS = (Kind.ILACS, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI, Kind.AREA_SEND)
AREAS = (
    Area.OVERALL,
    Area.LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.IN_CARE,
    Area.CARE_LEAVERS,
    Area.IN_CARE_AND_CARE_LEAVERS,
)

LETTERS = frozenset({Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI})
WITHOUT_FACTS = frozenset({Kind.JTAI, Kind.AREA_SEND})
"""Kinds of which the truth gives kind and authority alone."""

LONGEST_ADDRESS = 250
"""Words of addresses, signatures and names of inspectors in one file."""

LETTERHEAD = re.compile(
    r"\bofsted\b|\bM1 2WD\b|\d{4} \d{3}|^Store Street|^Piccadilly Gate", re.IGNORECASE
)
_BEGINNING = 16
"""Letters of a title that find it."""


def measure(
    folder: Path, paragraphs: dict[str, list[dict[str, Any]]], truth: Truth
) -> FileMeasured:
    """Compare the reading of one file with its truth."""
    measured = FileMeasured(truth["file"], Kind(truth["kind"]))
    content = (folder / truth["file"]).read_bytes()
    reading = measured.read(content)
    if reading is None:
        return measured
    _compare_facts(measured, truth, reading)
    _compare_paragraphs(measured, paragraphs.get(truth["file"], []), reading)
    compare_words(measured, content, reading)
    measured.compare_order(reading, "\n".join(source_of(content, reading)))
    return measured


def _compare_facts(measured: FileMeasured, truth: Truth, reading: ParsedReport) -> None:
    measured.compare("kind", truth["kind"], reading.kind)
    measured.compare("authority", truth["authority"], reading.authority_slug)
    if reading.kind in WITHOUT_FACTS:
        return
    measured.compare(
        "dates",
        (truth["start_date"], truth["end_date"]),
        (str(reading.start_date), str(reading.end_date)),
    )
    measured.compare("length", truth["length"], reading.length or "")
    measured.compare("lead inspector", truth["lead_inspector"], reading.lead_inspector)
    grades = {judgement.area: judgement.grade for judgement in reading.judgements}
    for area in AREAS:
        measured.compare(
            f"grade: {area.label}", truth[area.replace("-", "_")], str(grades.get(area, ""))
        )
    printed = [each for each in reading.paragraphs if each.numbered_by is NumberedBy.REPORT]
    measured.compare(
        "improvement points", int(truth["improvement_points"]), len(reading.improvement_points)
    )
    measured.compare("paragraph count", int(truth["numbered_paragraphs"]), len(printed))


def _compare_paragraphs(
    measured: FileMeasured, expected: list[dict[str, Any]], reading: ParsedReport
) -> None:
    read = {each.number: each for each in reading.paragraphs}
    for each in expected:
        paragraph = read.get(each["number"])
        if paragraph is None:
            measured.compare("paragraph found", each["number"], None)
            continue
        heading = (
            reading.sections[paragraph.section].heading if paragraph.section is not None else ""
        )
        measured.compare("paragraph found", each["number"], paragraph.number)
        measured.compare("paragraph heading", letters(each["heading"]), letters(heading))
        measured.compare("paragraph area", each["area"], paragraph.area)
        measured.compare("paragraph page", each["page"], paragraph.page)
        measured.compare(
            "paragraph words", _without_ordinals(each["text"]), _without_ordinals(paragraph.text)
        )


def _without_ordinals(text: str) -> str:
    """The letters without "th" behind a number, which the truth lacks where it is raised."""
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", letters(text))


def compare_words(measured: FileMeasured, content: bytes, reading: ParsedReport) -> None:
    """Compare the words before the closing pages: none is lost, none is added."""
    tail = words(each.text for each in reading.left_out if each.reason is Omission.TAIL)
    address = words(each.text for each in reading.left_out if each.reason is Omission.ADDRESS)
    above = words(each.text for each in reading.left_out if _stands_above(each, reading))
    out = words(each.text for each in reading.left_out if each.reason is not Omission.TAIL) - above
    source = words(source_of(content, reading)) - tail
    body = words(_body(reading))
    accounted = body + out + words(_header(content, reading)) + words(_running(content, reading))
    measured.compare("words lost", Counter(), source - accounted)
    measured.compare("words added", Counter(), body - source)
    measured.compare("address is short", True, address.total() <= LONGEST_ADDRESS)
    measured.left_out = (out - address).total() / max(1, source.total())


def _stands_above(omission: LeftOut, reading: ParsedReport) -> bool:
    """Whether words are of a letter's address; some letters print an old one below the new one,
    word over word.
    """
    return reading.kind in LETTERS and omission.reason is Omission.ADDRESS and omission.page == 1


def source_of(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """All text of the file, of a letter from its title on: as the library gives it, not as the
    parser builds it.
    """
    if not content.startswith(b"%PDF-"):
        yield from (line.text for page in pages_of(content) for line in page.lines)
        return
    text = text_of(content)
    begin = text.find(reading.title[:_BEGINNING]) if reading.kind in LETTERS else 0
    yield text[max(0, begin) :]


def _running(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """The running headers and footers of all pages, of which the reading lists each once."""
    listed = {shape(each.text) for each in reading.left_out if each.reason is Omission.FURNITURE}
    yield from (
        line.text for page in pages_of(content) for line in page.lines if shape(line.text) in listed
    )


def _header(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """The lines that become fields: title, dates, lead inspector and the head of the table; of a
    letter, its title.
    """
    if reading.kind in LETTERS:
        yield reading.title
        yield from (
            each.text
            for each in reading.left_out
            if LETTERHEAD.search(each.text) and _stands_above(each, reading)
        )
        return
    for line in pages_of(content)[0].lines:
        yield line.text
        if reading.kind is Kind.AREA_SEND and OUTCOME_HEADING.match(cleaned(line.text)):
            return
        if TABLE_HEAD.match(cleaned(line.text)):
            return


def _body(reading: ParsedReport) -> Iterator[str]:
    for judgement in reading.judgements:
        yield f"{judgement.printed_area} {judgement.printed_grade}"
    yield from (passage.text for passage in reading.summary)
    yield from (point.text for point in (*reading.improvement_points, *reading.priority_actions))
    yield from (action.responsible or "" for action in reading.priority_actions)
    yield from (section.heading for section in reading.sections)
    for problem in reading.problems:
        if problem.code == "number-repeated":
            yield from re.findall(r"\d+", problem.message)
    for paragraph in reading.paragraphs:
        if paragraph.numbered_by is NumberedBy.REPORT:
            yield str(paragraph.number)
        yield paragraph.text


def measure_all(folder: Path, *, sample: bool = False) -> list[FileMeasured]:
    """Every file of these kinds that the truth names, or a sample of them."""
    truths = [row for row in truths_in(folder / "truth.csv") if row["kind"] in KINDS]
    paragraphs = defaultdict(list)
    with gzip.open(folder / "paragraphs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            each = json.loads(line)
            paragraphs[each["file"]].append(each)
    return measure_files(partial(measure, folder, dict(paragraphs)), truths, sample=sample)
