"""How right the readings of real reports are: `make accuracy`, with the folder of reports in REPORT_CORPUS.

The folder holds `truth.csv` (what is right for each file) and `paragraphs.jsonl.gz` (the numbered paragraphs
of the PDFs). Exits 1 when anything falls below what the parser has reached.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from reports.ingest.ilacs.judgements import TABLE_HEAD
from reports.ingest.letters.area_send_headings import OUTCOME_HEADING
from reports.ingest.parsed import LeftOut, ParsedReport
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.text.characters import cleaned
from reports.ingest.text.pages import read_pages
from reports.ingest.text.pdf import plain_text
from reports.vocabulary import Area, Kind, NumberedBy, Omission, Severity

KINDS = (Kind.ILACS, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI, Kind.AREA_SEND)
"""The kinds of report that are held to what was reached."""

REACHED = {"right": 1.0, "left out": 0.04, "right files with a warning": 0.02}
"""Shares: of the expected values that are read right (at least), of a file's words left out before the tail and
of the right files that carry a warning (at most)."""

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

LETTERHEAD = re.compile(r"\bofsted\b|\bM1 2WD\b|\d{4} \d{3}|^Store Street|^Piccadilly Gate", re.IGNORECASE)
_BEGINNING = 16
"""Letters of a title that find it."""

Truth = dict[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as it should be."""

    field: str
    expected: object
    read: object


@dataclass(slots=True)
class FileMeasured:
    """What was compared in one file, and what of it is wrong."""

    file: str
    compared: Counter[str] = field(default_factory=Counter)
    wrong: list[Difference] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: float = 0.0

    def compare(self, name: str, expected: object, read: object) -> None:
        self.compared[name] += 1
        if expected != read:
            self.wrong.append(Difference(name, expected, read))


def measure(folder: Path, paragraphs: dict[str, list[dict[str, Any]]], truth: Truth) -> FileMeasured:
    """Compare the reading of one file with its truth."""
    measured = FileMeasured(truth["file"])
    content = (folder / truth["file"]).read_bytes()
    try:
        reading = read_report(content, truth["file"])
    except UnreadableReport as refusal:
        measured.compare("read", "read", f"refused: {refusal}")
        return measured
    measured.warnings = [each.message for each in reading.problems if each.severity is Severity.WARNING]
    _compare_facts(measured, truth, reading)
    _compare_paragraphs(measured, paragraphs.get(truth["file"], []), reading)
    _compare_words(measured, content, reading)
    return measured


def _compare_facts(measured: FileMeasured, truth: Truth, reading: ParsedReport) -> None:
    measured.compare("kind", truth["kind"], reading.kind)
    measured.compare("authority", truth["authority"], reading.authority_slug)
    if reading.kind in WITHOUT_FACTS:
        return
    measured.compare(
        "dates", (truth["start_date"], truth["end_date"]), (str(reading.start_date), str(reading.end_date))
    )
    measured.compare("length", truth["length"], reading.length or "")
    measured.compare("lead inspector", truth["lead_inspector"], reading.lead_inspector)
    grades = {judgement.area: judgement.grade for judgement in reading.judgements}
    for area in AREAS:
        measured.compare(f"grade: {area.label}", truth[area.replace("-", "_")], str(grades.get(area, "")))
    printed = [each for each in reading.paragraphs if each.numbered_by is NumberedBy.REPORT]
    measured.compare("improvement points", int(truth["improvement_points"]), len(reading.improvement_points))
    measured.compare("paragraph count", int(truth["numbered_paragraphs"]), len(printed))


def _compare_paragraphs(measured: FileMeasured, expected: list[dict[str, Any]], reading: ParsedReport) -> None:
    read = {paragraph.number: paragraph for paragraph in reading.paragraphs}
    for each in expected:
        found = read.get(each["number"])
        if found is None:
            measured.compare("paragraph found", each["number"], None)
            continue
        heading = reading.sections[found.section].heading if found.section is not None else ""
        measured.compare("paragraph found", each["number"], found.number)
        measured.compare("paragraph heading", _letters(each["heading"]), _letters(heading))
        measured.compare("paragraph area", each["area"], found.area)
        measured.compare("paragraph page", each["page"], found.page)
        measured.compare("paragraph words", _letters(each["text"]), _letters(found.text))


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text.casefold()))


def _compare_words(measured: FileMeasured, content: bytes, reading: ParsedReport) -> None:
    """Every word of the file before the closing pages stands in the reading, and no other word does."""
    tail = _words(each.text for each in reading.left_out if each.reason is Omission.TAIL)
    address = _words(each.text for each in reading.left_out if each.reason is Omission.ADDRESS)
    above = _words(each.text for each in reading.left_out if _stands_above(each, reading))
    out = _words(each.text for each in reading.left_out if each.reason is not Omission.TAIL) - above
    source = _words(_source(content, reading)) - tail
    body = _words(_body(reading))
    known = body + out + _words(_header(content, reading)) + _words(_running(content, reading))
    measured.compare("words lost", Counter(), source - known)
    measured.compare("words added", Counter(), body - source)
    measured.compare("address is short", True, address.total() <= LONGEST_ADDRESS)
    measured.left_out = (out - address).total() / max(1, source.total())


def _stands_above(omission: LeftOut, reading: ParsedReport) -> bool:
    """Whether words are of a letter's address; some letters print an old one below the new one, word over word."""
    return reading.kind in LETTERS and omission.reason is Omission.ADDRESS and omission.page == 1


def _source(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """All text of the file, of a letter from its title on: as the library gives it, not as the parser builds it."""
    if not content.startswith(b"%PDF-"):
        yield from (line.text for page in read_pages(content) for line in page.lines)
        return
    text = plain_text(content)
    begin = text.find(reading.title[:_BEGINNING]) if reading.kind in LETTERS else 0
    yield text[max(0, begin) :]


def _running(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """The running headers and footers of all pages, of which the reading lists each once."""
    listed = {_shape(each.text) for each in reading.left_out if each.reason is Omission.FURNITURE}
    yield from (line.text for page in read_pages(content) for line in page.lines if _shape(line.text) in listed)


def _shape(text: str) -> str:
    return re.sub(r"\W|\d", "", cleaned(text))


def _header(content: bytes, reading: ParsedReport) -> Iterator[str]:
    """The lines that become fields: title, dates, lead inspector and the head of the table; of a letter, its title."""
    if reading.kind in LETTERS:
        yield reading.title
        yield from (
            each.text for each in reading.left_out if LETTERHEAD.search(each.text) and _stands_above(each, reading)
        )
        return
    for line in read_pages(content)[0].lines:
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
    yield from (section.heading for section in reading.sections)
    for paragraph in reading.paragraphs:
        if paragraph.numbered_by is NumberedBy.REPORT:
            yield str(paragraph.number)
        yield paragraph.text


def _words(texts: Iterable[str]) -> Counter[str]:
    text = re.sub("[\ufffe\u0002\u00ad]", "-", " ".join(texts)).casefold()
    return Counter(re.findall(r"[^\W\d_]+|\d+", text))


def report(files: list[FileMeasured]) -> tuple[str, bool]:
    """The table of fields, the files that fail, and whether what was reached still stands."""
    compared: Counter[str] = sum((each.compared for each in files), Counter())
    wrong = Counter(difference.field for each in files for difference in each.wrong)
    lines = [f"{'field':<45} {'right':>7} {'of':>7}"]
    lines += [f"{name:<45} {compared[name] - wrong[name]:>7} {compared[name]:>7}" for name in compared]
    failing = [each for each in files if each.wrong]
    for each in failing:
        lines += [
            "",
            each.file,
            *(
                f"  {difference.field}: expected {difference.expected!s:.300}, read {difference.read!s:.300}"
                for difference in each.wrong[:12]
            ),
        ]
        lines += [f"  warning: {message}" for message in each.warnings]
    silent = [each.file for each in failing if not each.warnings]
    right = [each for each in files if not each.wrong]
    warned = [each for each in right if each.warnings]
    most = max(files, key=lambda each: each.left_out)
    share = (compared.total() - wrong.total()) / max(1, compared.total())
    lines += [
        "",
        f"{len(files)} files, {len(right)} wholly right; {share:.4%} of {compared.total():,} values right",
        f"wrong without a warning: {len(silent)} files {' '.join(silent)}",
        f"right with a warning: {len(warned)} files",
        *(f"  {each.file}: {' '.join(each.warnings)}" for each in warned),
        f"most left out before the tail: {most.left_out:.2%} of {most.file}",
    ]
    stands = (
        share >= REACHED["right"]
        and most.left_out <= REACHED["left out"]
        and len(warned) <= REACHED["right files with a warning"] * max(1, len(right))
        and not silent
    )
    return "\n".join(lines), stands


def measure_all(folder: Path, workers: int = 2) -> list[FileMeasured]:
    """Every file of these kinds that the truth names."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        truths = [row for row in csv.DictReader(file) if row["kind"] in KINDS]
    paragraphs = defaultdict(list)
    with gzip.open(folder / "paragraphs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            each = json.loads(line)
            paragraphs[each["file"]].append(each)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(measure, folder, dict(paragraphs)), truths, chunksize=20))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("REPORT_CORPUS"), help="default: REPORT_CORPUS")
    options = parser.parse_args()
    if options.corpus is None:
        sys.exit("Name the folder of real reports: REPORT_CORPUS=folder make accuracy")
    said, stands = report(measure_all(options.corpus))
    sys.stdout.write(said + "\n")
    sys.exit(0 if stands else 1)


if __name__ == "__main__":
    main()
