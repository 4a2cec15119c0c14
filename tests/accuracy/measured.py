"""What was compared in each file, what of it is wrong, and whether what the parser has reached
still stands.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from reports.facts.vocabulary import Kind, Severity
from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import parse_pages
from reports.ingest.text.characters import cleaned
from reports.ingest.text.pages import read_pages
from reports.ingest.text.pdf import plain_text

RIGHT = 1.0
"""The share of the expected values that are read right, at least."""
WARNED = 0.02
"""The share of the right files that carry a warning, at most."""
MOST_LEFT_OUT = dict.fromkeys(Kind, 0.03) | {Kind.FOCUSED_VISIT: 0.04}
"""The share of a file's words that are left out before its closing lines, at most: a short letter
has more address.
"""
MOST_OUT_OF_ORDER = 1
"""Texts of one part of a file that the library may give in another place: a box in a letter."""
_BEGINNING = 30
"""Letters that find a text."""
_SAMPLED = 10
"""One of so many files of a kind is in the sample."""

Truth = dict[str, str]

pages_of = lru_cache(maxsize=1)(read_pages)
"""The pages of a file, read once for all that is compared in it."""
text_of = lru_cache(maxsize=1)(plain_text)
"""The text of a PDF as the library gives it, read once as well."""


def truths_in(path: Path) -> list[Truth]:
    """The rows of a CSV file: what is right for each report."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sample_of(truths: list[Truth]) -> list[Truth]:
    """A tenth of the files, at least one of each kind.

    They are those with the lowest hashes of their names: a choice that nobody makes, and that stays
    the same.
    """
    by_hash = sorted(truths, key=lambda truth: sha256(truth["file"].encode()).digest())
    kinds = {
        truth["kind"]: [each for each in by_hash if each["kind"] == truth["kind"]]
        for truth in truths
    }
    return [each for files in kinds.values() for each in files[: -(-len(files) // _SAMPLED)]]


def measure_files(
    measure: Callable[[Truth], FileMeasured], truths: list[Truth], *, sample: bool
) -> list[FileMeasured]:
    """Measure all files in two processes, or a sample of them in this one."""
    if sample:
        return [measure(truth) for truth in sample_of(truths)]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(measure, truths, chunksize=len(truths) // 10 + 1))


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
    kind: Kind
    compared: Counter[str] = field(default_factory=Counter)
    wrong: list[Difference] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: float = 0.0

    def read(self, content: bytes) -> ParsedReport | None:
        """The reading of the file, its warnings noted here; None where it is refused."""
        try:
            reading = parse_pages(pages_of(content), self.file)
        except UnreadableReport as refusal:
            self.compare("read", "read", f"refused: {refusal}")
            return None
        self.warnings = [
            each.message for each in reading.problems if each.severity is Severity.WARNING
        ]
        return reading

    def compare_order(self, reading: ParsedReport, source: str) -> None:
        """Compare the order of the paragraphs, of the summary and of the points with the file's."""
        for name, parts in (
            ("paragraphs", reading.paragraphs),
            ("summary", reading.summary),
            ("improvement points", reading.improvement_points),
            ("priority actions", reading.priority_actions),
        ):
            strays = out_of_order((part.text for part in parts), source)
            read = strays if len(strays) > MOST_OUT_OF_ORDER else []
            self.compare(f"order of the {name}", [], read)

    def compare(self, name: str, expected: object, read: object) -> None:
        self.compared[name] += 1
        if expected != read:
            self.wrong.append(Difference(name, expected, read))


def shape(text: str) -> str:
    """The letters of a line alone: what a running line keeps from page to page."""
    return re.sub(r"\W|\d", "", cleaned(text))


def words(texts: Iterable[str]) -> Counter[str]:
    """How often each word and number stands there, case ignored."""
    text = re.sub("[\ufffe\u0002\u00ad]", "-", " ".join(texts)).casefold()
    return Counter(re.findall(r"[^\W\d_]+|[0-9]+", text))


def letters(text: str) -> str:
    """The letters and digits of a text alone, case ignored."""
    return "".join(re.findall(r"[^\W_]", text.casefold()))


def out_of_order(texts: Iterable[str], source: str) -> list[str]:
    """The texts that do not begin in `source` behind where the one before them begins.

    A text is looked for by its first letters, digits apart: the library's order of words is
    independent of the parser's, but it puts raised digits elsewhere.
    """
    without_digits = re.sub(r"\d", "", letters(source))
    place = 0
    strays: list[str] = []
    for text in texts:
        beginning = re.sub(r"\d", "", letters(text))[:_BEGINNING]
        match = without_digits.find(beginning, place)
        if match == -1:
            strays.append(text)
        else:
            place = match + 1
    return strays


def report(files: list[FileMeasured], *, sample: bool = False) -> tuple[str, bool]:
    """The table of fields, the files that fail, and whether what was reached still stands.

    Of a `sample`, which is too small for the share `WARNED`, one right file may carry a warning.
    """
    compared: Counter[str] = sum((each.compared for each in files), Counter())
    wrong = Counter(difference.field for each in files for difference in each.wrong)
    lines = [f"{'field':<45} {'right':>7} {'of':>7}"]
    lines += [
        f"{name:<45} {compared[name] - wrong[name]:>7} {compared[name]:>7}" for name in compared
    ]
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
    long = [each.file for each in files if each.left_out > MOST_LEFT_OUT[each.kind]]
    share = (compared.total() - wrong.total()) / max(1, compared.total())
    lines += [
        "",
        f"{len(files)} files, {len(right)} wholly right; {share:.4%} of {compared.total():,} values right",
        f"wrong without a warning: {len(silent)} files {' '.join(silent)}",
        f"right with a warning: {len(warned)} files",
        *(f"  {each.file}: {' '.join(each.warnings)}" for each in warned),
        f"most left out before the tail: {most.left_out:.2%} of {most.file}; too much: {len(long)} {' '.join(long)}",
    ]
    most_warned = WARNED * max(1, len(right))
    if sample:
        most_warned = max(1, most_warned)
    stands = share >= RIGHT and not long and len(warned) <= most_warned and not silent
    return "\n".join(lines), stands
