"""Reports before 2018: SIF, pre-SIF, reviews of a board, against what is right for each file.

The truth counts their recommendations among the numbered paragraphs, and the paragraphs of a report
that prints no numbers as none. The date of publication is not compared: the truth has the
publisher's, the reading the printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Omission
from reports.ingest.parsed import ParsedReport
from tests.accuracy.measured import (
    FileMeasured,
    Truth,
    measure_files,
    pages_of,
    shape,
    text_of,
    truths_in,
    words,
)

KINDS = (Kind.SIF, Kind.PRE_SIF, Kind.LSCB_REVIEW)
AREAS = (
    Area.OVERALL,
    Area.HELP_AND_PROTECTION,
    Area.LOOKED_AFTER,
    Area.ADOPTION,
    Area.CARE_LEAVERS,
    Area.LEADERSHIP,
)
TWICE = (Area.OVERALL, Area.LSCB)
"""Judgements in a sentence, which may be a heading as well."""


def measure(folder: Path, truth: Truth) -> FileMeasured:
    """Compare the reading of one file with its truth."""
    measured = FileMeasured(truth["file"], Kind(truth["kind"]))
    content = (folder / truth["file"]).read_bytes()
    reading = measured.read(content)
    if reading is None:
        return measured
    _compare_facts(measured, truth, reading)
    compare_structure(measured, reading)
    compare_words(measured, content, reading)
    measured.compare_order(reading, text_of(content))
    return measured


def _compare_facts(measured: FileMeasured, truth: Truth, reading: ParsedReport) -> None:
    measured.compare("kind", truth["kind"], reading.kind)
    measured.compare("authority", truth["authority"], reading.authority_slug)
    dates = (str(reading.start_date), str(reading.end_date))
    measured.compare("dates", (truth["start_date"], truth["end_date"]), dates)
    measured.compare("lead inspector", truth["lead_inspector"], reading.lead_inspector)
    grades = {judgement.area: judgement.grade for judgement in reading.judgements}
    for area in AREAS:
        measured.compare(
            f"grade: {area.label}", truth[area.replace("-", "_")], str(grades.get(area, ""))
        )
    numbers = [each.number for each in reading.paragraphs if each.numbered_by is NumberedBy.REPORT]
    numbers += [each.number for each in reading.improvement_points if each.number is not None]
    measured.compare(
        "numbers", list(range(1, int(truth["numbered_paragraphs"]) + 1)), sorted(numbers)
    )


def compare_structure(measured: FileMeasured, reading: ParsedReport) -> None:
    """Each number is given once, each paragraph has a section, each judgement has paragraphs."""
    numbers = [each.number for each in reading.paragraphs]
    numbers += [each.number for each in reading.improvement_points if each.number is not None]
    repeated = sorted(number for number, times in Counter(numbers).items() if times > 1)
    measured.compare("numbers given twice", [], repeated)
    sections = range(len(reading.sections))
    strays = [each.number for each in reading.paragraphs if each.section not in sections]
    measured.compare("paragraphs without a section", [], strays)
    judged = {each.area for each in reading.judgements if each.grade is not Grade.NOT_JUDGED}
    areas = {each.area for each in reading.paragraphs} | {Area.OVERALL}
    # some parts on a board have bullets alone, which have no number
    areas |= {reading.sections[each.section].area for each in reading.summary if each.section}
    measured.compare("judgements without paragraphs", [], sorted(judged - areas))


def compare_words(measured: FileMeasured, content: bytes, reading: ParsedReport) -> None:
    """Every word between the first page and the closing ones stands in the reading, and no other
    word does.
    """
    tail = words(each.text for each in reading.left_out if each.reason is Omission.TAIL)
    out = words(each.text for each in reading.left_out if each.reason is not Omission.TAIL)
    contents = words(each.text for each in reading.left_out if each.reason is Omission.CONTENTS)
    source = words([text_of(content)]) - tail
    body = words(_body(reading))
    measured.compare(
        "words lost", Counter(), source - body - out - words(_fields(content, reading))
    )
    measured.compare("words added", Counter(), body - source)
    measured.left_out = (out - contents).total() / max(1, source.total())


def _fields(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """What becomes fields, on the first page and on that of a second report, and the running lines
    of all pages.
    """
    pages = pages_of(content)
    listed = {shape(each.text) for each in reading.left_out if each.reason is Omission.FURNITURE}
    for page in pages:
        yield from (line.text for line in page.lines if shape(line.text) in listed)
    second = "board" in reading.title.casefold() or any(
        each.code == "numbers-afresh" for each in reading.problems
    )
    for page in pages:
        if page is pages[0] or (
            second and any(line.text.startswith("Inspection date") for line in page.lines)
        ):
            yield from (line.text for line in page.lines)


def _body(reading: ParsedReport) -> Iterator[str]:
    headings = [section.heading for section in reading.sections]
    for each in reading.judgements:
        if each.area not in TWICE:
            yield f"{each.printed_area} {each.printed_grade}"
        elif not any(heading.startswith(each.printed_area) for heading in headings):
            yield each.printed_area
    yield from headings
    yield from (passage.text for passage in reading.summary)
    for point in reading.improvement_points:
        yield f"{point.number or ''} {point.text}"
    printed = [each.number for each in reading.paragraphs if each.numbered_by is NumberedBy.REPORT]
    for paragraph in reading.paragraphs:
        # where a second report begins anew at 1, its numbers here go on from the last of the first
        if printed:
            afresh = paragraph.numbered_by is NumberedBy.ARCHIVE
            yield str(paragraph.number - (max(printed) if afresh else 0))
        yield paragraph.text


def measure_all(folder: Path, *, sample: bool = False) -> list[FileMeasured]:
    """Every file of these kinds that the truth names, or a sample of them."""
    truths = [row for row in truths_in(folder / "truth.csv") if row["kind"] in KINDS]
    return measure_files(partial(measure, folder), truths, sample=sample)
