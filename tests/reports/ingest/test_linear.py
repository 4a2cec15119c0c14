"""The work of reading grows with the length of a file, whatever is repeated in it: counted, never
timed.
"""

from __future__ import annotations

import cProfile
from pathlib import Path

import pytest

from reports.facts.reference import FOLDER
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.text.markup import without_marks
from tests.support.tiers import some_quick

SAMPLES = [  # the kinds have readers of their own; signs within a line are read by all alike
    FOLDER / "samples" / f"wexcombe-{name}.txt"
    for name in ("2023", "focused-visit-2021", "sif-2015")
]
REPEATED = (
    "<b>",
    "**a ",
    "</b>",
    "1.\n",
    "•\n",
    "◼\n",
    "\r",
    "\f",
    "\t",
    " ",
    ".",
    "(",
    "-",
    "- \n",
    "|",
    "#",
    "[",
    "<",
    "12\n",
    "1. Children are seen.\n",
    "• Visits.\n",
    "The impact of leaders: good\n",
    "Overall effectiveness\n",
    "What needs to improve\n",
    "Inspection dates: 12 to 23 June 2023\n",
    "the office for\n",
    "a-\n",
    "¹",
    "x\n\n",
)
TIMES = 50
MOST = 3.0
"""Times as much work for twice as much more text: two, and what sorting adds; four would be
quadratic.
"""


@pytest.fixture(scope="module", autouse=True)
def made_once() -> None:
    """Let each reader make what it makes once a process."""
    for sample in SAMPLES:
        read_report(sample.read_bytes(), sample.name)


def calls_to_read(content: bytes) -> int:
    """How often any function is called while a report is read or refused."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        read_report(content, "report.txt")
    except UnreadableReport:
        pass  # Much of what is repeated makes no report.
    finally:
        profile.disable()
    return sum(function.callcount for function in profile.getstats())


@pytest.mark.parametrize(
    ("sample", "repeated"),
    some_quick(
        [
            (sample, repeated)
            for repeated in REPEATED
            for sample in SAMPLES[: 3 if "\n" in repeated else 1]
        ],
        every=4,
    ),
    ids=lambda value: value.stem if isinstance(value, Path) else repr(value),
)
def test_work_grows_with_the_length(sample: Path, repeated: str) -> None:
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    before, after = "".join(lines[: len(lines) // 2]), "".join(lines[len(lines) // 2 :])
    once, twice, four_times = (
        calls_to_read(f"{before}\n{repeated * times}\n{after}".encode())
        for times in (TIMES, 2 * TIMES, 4 * TIMES)
    )
    assert four_times - twice <= MOST * max(twice - once, 10 * TIMES)


ABOVE = {
    "ilacs": """Inspection of Wexcombe services: the impact of leaders on social work practice
and the progress of children who need help and protection""",
    "sif": """Inspection of services for children in need of help and protection, children looked
after and care leavers""",
}
"""By kind of report, a title that is far above the end of the lines in which one is looked for."""


@pytest.mark.parametrize("kind", ABOVE)
def test_work_grows_with_the_lines_below_a_title(kind: str) -> None:
    line, last = "Words of a mail", "Inspection date: 2 March 2015"
    once, twice, four_times = (
        calls_to_read("\n".join([ABOVE[kind], *[line] * times, last]).encode())
        for times in (TIMES, 2 * TIMES, 4 * TIMES)
    )
    assert four_times - twice <= MOST * (twice - once)


@pytest.mark.parametrize("mark", ["<b>", "**a ", "__a "])
def test_marks_without_an_end_stay_in_the_line(mark: str) -> None:
    """A pattern for the whole pair looked for the end from each of them again: 100,000 took
    minutes.
    """
    words, is_bold = without_marks(mark * 100_000)
    assert not is_bold
    assert words.strip() == ("" if mark == "<b>" else (mark * 100_000).strip())


@pytest.mark.parametrize(
    "line",
    ["-" * 100_000 + "x", "Inspection of Wexcombe services" + "(" * 100_000 + "x"],
    ids=["dashes", "brackets"],
)
def test_long_lines_of_signs_are_read(line: str) -> None:
    assert calls_to_read(line.encode()) < 10_000
