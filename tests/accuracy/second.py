"""Reports found later, beside the corpus in the folder `second`: their facts come from another
source, their counts (`second.csv`) from reading them by eye.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from reports.facts.vocabulary import Area, Kind, NumberedBy
from reports.ingest.parsed import NumberedParagraph, ParsedReport
from tests.accuracy import before_2018, since_2018
from tests.accuracy.measured import FileMeasured, Truth, measure_files, text_of, truths_in

COUNTS = Path(__file__).with_name("second.csv")
"""By file: points to improve, priority actions, and how many of these name a responsible body."""
GRADED = [area for area in Area if area is not Area.LSCB]
NUMBERED = (Kind.ILACS, Kind.SIF)


def folder_beside(corpus: Path) -> Path | None:
    """The folder of the later reports; None where it is not at hand."""
    folder = corpus.parent / "second"
    return folder if (folder / "truth.csv").exists() else None


def measure(folder: Path, counts: dict[str, Truth], truth: Truth) -> FileMeasured:
    """Compare the reading of one file with what is known of it, and with its own words."""
    kind = Kind(truth["kind"])
    measured = FileMeasured(truth["file"], kind)
    content = (folder / truth["file"]).read_bytes()
    measured.compare("the file itself", truth["sha256"], sha256(content).hexdigest())
    reading = measured.read(content)
    if reading is None:
        return measured
    _compare_facts(measured, truth, reading)
    _compare_form(measured, reading)
    _compare_counts(measured, counts.get(truth["file"], {}), reading)
    if kind is Kind.SIF:
        before_2018.compare_structure(measured, reading)
        before_2018.compare_words(measured, content, reading)
        measured.compare_order(reading, text_of(content))
    else:
        since_2018.compare_words(measured, content, reading)
        measured.compare_order(reading, "\n".join(since_2018.source_of(content, reading)))
    return measured


def _compare_facts(measured: FileMeasured, truth: Truth, reading: ParsedReport) -> None:
    measured.compare("kind", truth["kind"], reading.kind)
    measured.compare("authority", truth["authority"], reading.authority_slug)
    if not truth["fact"]:
        return
    dates = (str(reading.start_date), str(reading.end_date))
    measured.compare("dates", (truth["start_date"], truth["end_date"]), dates)
    grades = {judgement.area: judgement.grade for judgement in reading.judgements}
    for area in GRADED:
        grade = truth.get(area.replace("-", "_"))
        if grade is not None:
            measured.compare(f"grade: {area.label}", grade, str(grades.get(area, "")))


def _compare_form(measured: FileMeasured, reading: ParsedReport) -> None:
    """Compare what every reading has: areas of sections, whole numbers, text in each section."""
    strays = [each.number for each in reading.paragraphs if _has_other_area(each, reading)]
    measured.compare("paragraphs of another area than their section's", [], strays)
    headings = [section.heading for section in reading.sections]
    beginnings = [heading for heading in headings if heading[:1].islower()]
    measured.compare("headings that begin in a sentence", [], beginnings)
    if reading.kind in NUMBERED:
        numbers = _printed_numbers(reading)
        measured.compare("numbers", list(range(1, len(numbers) + 1)), numbers)


def _has_other_area(paragraph: NumberedParagraph, reading: ParsedReport) -> bool:
    if paragraph.section is None:
        return paragraph.area is not None
    return reading.sections[paragraph.section].area is not paragraph.area


def _printed_numbers(reading: ParsedReport) -> Sequence[int]:
    numbers = [each.number for each in reading.paragraphs if each.numbered_by is NumberedBy.REPORT]
    numbers += [each.number for each in reading.improvement_points if each.number is not None]
    return sorted(numbers)


def _compare_counts(measured: FileMeasured, counts: Truth, reading: ParsedReport) -> None:
    if not counts:
        return
    responsible = [each for each in reading.priority_actions if each.responsible]
    for name, read in (
        ("improvement_points", reading.improvement_points),
        ("priority_actions", reading.priority_actions),
        ("responsible", responsible),
    ):
        measured.compare(name.replace("_", " "), int(counts[name]), len(read))


def measure_all(folder: Path, *, sample: bool = False) -> list[FileMeasured]:
    """Every file that the truth names, or a sample of them."""
    truths = truths_in(folder / "truth.csv")
    counts = {row["file"]: row for row in truths_in(COUNTS)}
    return measure_files(partial(measure, folder, counts), truths, sample=sample)
