"""Reading in a process of its own: the same reading, and no file that takes the service down."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db.models import CharField, Model
from hypothesis import given
from hypothesis import strategies as st

from config.home import PROJECT
from reports.files import processes, reading
from reports.files.processes import Limits
from reports.files.reading import read_in_child
from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.text.pdf import MOST_PAGES
from reports.ingest.text.typed.decoding import ENCODINGS
from reports.models import Inspection, Judgement, Paragraph
from tests.reports.files.conftest import TakeOver
from tests.support.typeset import typeset

EXAMPLES = PROJECT / "tests" / "reports" / "ingest" / "examples"
CONTENT = (EXAMPLES / "marks-of-markdown.txt").read_bytes()
EXAMPLE_TEXTS = sorted(EXAMPLES.glob("*.txt"))
SAMPLE = read_report(CONTENT, "report.txt").as_json()


@pytest.mark.parametrize("example", EXAMPLE_TEXTS, ids=lambda path: path.stem)
def test_child_reads_as_the_parser_does(example: Path) -> None:
    content = example.read_bytes()
    try:
        expected = read_report(content, example.name)
    except UnreadableReport as refusal:
        with pytest.raises(UnreadableReport, match=refusal.code):
            read_in_child(content, example.name)
    else:
        assert read_in_child(content, example.name) == expected


def test_server_has_loaded_all_that_a_child_needs() -> None:
    """A child can open no file, so a module that is first needed while reading would fail it."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reports.files import child\n"
        "from reports.ingest.problems import UnreadableReport\n"
        "from reports.ingest.report import read_report\n"
        "child._load()\n"
        "loaded = set(sys.modules)\n"
        "text = Path(sys.argv[1]).read_text()\n"
        "texts = [text.encode(name, 'replace') for name in child.ENCODINGS]\n"
        "texts += [text.encode().decode(name, 'replace').encode() for name in child.ENCODINGS]\n"
        "for content in [*texts, *(Path(name).read_bytes() for name in sys.argv[2:])]:\n"
        "    try:\n"
        "        read_report(content, 'report.txt')\n"
        "    except UnreadableReport:\n"
        "        pass\n"
        "print(sorted(set(sys.modules) - loaded))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(EXAMPLES / "marks-of-markdown.txt"), *EXAMPLE_TEXTS],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", *ENCODINGS])
def test_child_reads_every_encoding(codec: str) -> None:
    content = CONTENT.decode().encode(codec, "replace")
    try:
        expected: object = read_report(content, "report.txt")
    except UnreadableReport as refusal:
        expected = refusal.args
    try:
        read: object = read_in_child(content, "report.txt")
    except UnreadableReport as refusal:
        read = refusal.args
    assert read == expected


PRINTED = """
= Inspection of Wexcombe local authority children’s services
~ **Inspection dates:** 12 to 23 June 2023
~ **Lead inspector:** Tobias Harkwell, His Majesty’s Inspector
| Judgement | Grade
| Overall effectiveness | Good
# The experiences and progress of children who need help and protection: good
1. The front door works well and callers are answered at once.
2. Early help has grown into a service that families trust.
"""


def test_child_reads_a_pdf_as_the_parser_does() -> None:
    pdf = typeset(PRINTED)
    assert read_in_child(pdf, "report.pdf") == read_report(pdf, "report.pdf")


def test_child_refuses_as_the_parser_does() -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_in_child(b"\x89PNG", "report.pdf")
    assert refused.value.code is Refusal.IMAGE


def test_each_file_has_a_process_of_its_own(take_over: TakeOver) -> None:
    """What a file did to its process, the next file does not meet; one server starts them."""
    program = (
        b"import json, os\nresult = [os.getpid(), getattr(json, 'mark', None)]\n"
        b"json.mark = 1\njson.dumps = None if result[1] else json.dumps"
    )
    first, second = (
        processes.ask({"task": "read"}, program, reading.LIMITS)[0]["result"] for _ in range(2)
    )
    assert first[0] != second[0]
    assert first[1] is second[1] is None
    assert len(processes._idle) == 1


def test_threads_have_servers_of_their_own() -> None:
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(read_in_child, [CONTENT] * 6, ["report.txt"] * 6))
    assert readings == [read_report(CONTENT, "report.txt")] * 6


def test_forked_process_does_not_share_its_parents_servers() -> None:
    """As gunicorn forks its workers after the first import."""
    read_in_child(CONTENT, "report.txt")
    assert processes._idle
    child = os.fork()
    if child == 0:
        os._exit(len(processes._idle))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert read_in_child(CONTENT, "report.txt").authority_slug == "wexcombe"


@pytest.mark.slow
def test_server_ends_with_its_parent() -> None:
    program = (
        "import os, sys; from reports.files import processes; processes.confinement_in_force();"
        "print(processes._idle[0].process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    server = int(finished.stdout)
    # The pipe that it would hold open is the proof: it is gone when nobody writes to it any more.
    for _ in range(1000):
        try:
            os.kill(server, 0)
        except ProcessLookupError:
            break
        subprocess.run(["sleep", "0.01"], check=True)
    else:
        pytest.fail("The server outlived its parent.")


def test_server_that_was_ended_between_two_files_is_replaced() -> None:
    read_in_child(CONTENT, "report.txt")
    process = processes._idle[-1].process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert read_in_child(CONTENT, "report.txt").authority_slug == "wexcombe"


def test_idle_server_leaves_and_is_replaced(
    monkeypatch: pytest.MonkeyPatch, take_over: TakeOver
) -> None:
    program = "import reports.files.child as child; child.IDLE_SECONDS = 0.1; child.serve()"
    monkeypatch.setattr(processes, "SERVER", program)
    server = processes._Server()
    assert server.process.wait(30) == 0
    assert server.ask(b"{}\n", reading.LIMITS) is None
    server.end()


WAIT = (
    "import _thread; lock = _thread.allocate_lock(); lock.acquire(); lock.acquire(True, {seconds})"
)
"""A program that waits, as a child may: for a lock that nobody gives back."""


@pytest.mark.parametrize(
    ("costly", "reason"),
    [
        ("while True: pass", "too much time"),
        ("content = [b'x' * 1_000_000 for _ in range(1_000)]", "too much memory"),
        ("import os; os.abort()", "breaks the reader"),
        ("import ctypes; ctypes.string_at(1)", "breaks the reader"),
        ("import os\nwhile True: os.write(1, b'x' * 65536)", "more text than any report"),
        ("import os\nwhile True: os.write(1, b'[')", "more text than any report"),
        pytest.param(
            f"import os; os.close(1)\n{WAIT.format(seconds=60)}",
            "does not end",
            marks=pytest.mark.slow,  # it is waited for, on the clock
        ),
        ("import os; os._exit(0)", "breaks the reader"),
    ],
    ids=["time", "memory", "abort", "crash", "endless", "nested", "silent", "nothing"],
)
def test_file_that_costs_too_much_is_refused(
    costly: str, reason: str, monkeypatch: pytest.MonkeyPatch, take_over: TakeOver
) -> None:
    # Only a reader that does nothing is waited for; the others may be slow on a busy machine.
    longest_wait = 4 if reason == "does not end" else 60
    limits = Limits(
        seconds=1, memory=reading.LIMITS.memory, answer=300_000, longest_wait=longest_wait
    )
    monkeypatch.setattr(reading, "LIMITS", limits)
    processes.start_one()
    with pytest.raises(UnreadableReport, match=reason) as refused:
        read_in_child(costly.encode(), "bomb.pdf")
    assert refused.value.code is Refusal.TOO_COSTLY
    assert "bomb.pdf" in refused.value.message
    # Nothing of it goes on.
    assert not processes._idle


def test_waiting_for_a_processor_costs_nothing(take_over: TakeOver) -> None:
    """A machine with much else to do gives a child little of its time: no report is refused for it."""
    limits = Limits(seconds=1, memory=reading.LIMITS.memory, answer=1_000)
    program = f"{WAIT.format(seconds=1.2)}\nresult = 'read'"
    assert processes.ask({"task": "read"}, program.encode(), limits)[0]["result"] == "read"


WRITE = (
    "import os\nleft = {answer!r}\nwhile left:\n    left = left[os.write(1, left):]\nos._exit(0)"
)


def reading_with(**changes: Any) -> bytes:
    return json.dumps({"reading": SAMPLE | changes}).encode()


HOSTILE_ANSWERS = {
    "no JSON": b"\xff\xfe<html>",
    "half of it": reading_with()[:-9],
    "a list": b"[]",
    "nothing": b"{}",
    "deep": b"[" * 100_000,
    "deep reading": b'{"reading": ' + b'{"title": ' * 50_000,
    "not a number": b'{"reading": NaN}',
    "infinite": b'{"reading": {"start_date": 1e999}}',
    "endless number": b'{"reading": {"paragraphs": ' + b"1" * 100_000 + b"}}",
    "reading of another type": b'{"reading": 5}',
    "null": b'{"reading": null}',
    "unknown refusal": b'{"refused": "bored", "message": "x", "page": null}',
    "refusal without words": b'{"refused": "image", "message": ["x"], "page": null}',
    "refusal of a strange page": b'{"refused": "image", "message": "x", "page": "first"}',
    "kind": reading_with(kind="novel"),
    "date": reading_with(start_date="soon"),
    "dates": reading_with(periods=[["2023-01-01"]]),
    "true": reading_with(title=True),
    "half": reading_with(sections=[{"heading": "x", "area": None, "grade": None, "page": 0.5}]),
    "long title": reading_with(title="x" * 301),
    "long name": reading_with(lead_inspector="x" * 201),
    "NUL": reading_with(title="a\0b"),
    "half a character": reading_with(theme="\ud800"),
    "page": reading_with(summary=[{"text": "x", "page": 2**40}]),
    "no page": reading_with(summary=[{"text": "x", "page": 0}]),
    "number": reading_with(
        paragraphs=[{"number": 2**31, "text": "x", "section": None, "area": None}]
    ),
    "below zero": reading_with(
        paragraphs=[{"number": -1, "text": "x", "section": None, "area": None}]
    ),
    "section": reading_with(summary=[{"text": "x", "section": 10_000}]),
    "section from the end": reading_with(summary=[{"text": "x", "section": -1}]),
    "long paragraph": reading_with(summary=[{"text": "x" * 60_000}]),
    "many paragraphs": reading_with(summary=[{"text": "x"}] * 6_000),
    "wrong paragraphs": reading_with(summary=[[]] * 100_000),
}


def test_answer_that_is_no_reading_is_refused(take_over: TakeOver) -> None:
    refusals = {}
    for case, answer in HOSTILE_ANSWERS.items():
        with pytest.raises(UnreadableReport) as refused:
            read_in_child(WRITE.format(answer=answer).encode(), "false.pdf")
        refusals[case] = (refused.value.code, "false.pdf" in refused.value.message)
    assert refusals == dict.fromkeys(HOSTILE_ANSWERS, (Refusal.NOT_READ, True))


def test_the_reading_of_the_sample_is_no_hostile_answer(take_over: TakeOver) -> None:
    assert read_in_child(
        WRITE.format(answer=reading_with()).encode(), "x"
    ) == ParsedReport.from_json(SAMPLE)


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(SAMPLE)), ANY_VALUE, min_size=1))
def test_whatever_an_answer_holds_it_is_a_reading_or_refused(changes: dict[str, Any]) -> None:
    answer = json.loads(json.dumps({"reading": SAMPLE | changes}))
    try:
        report = reading._reading(answer)
    except reading._NO_READING:
        return
    stored = json.dumps(report.as_json(), ensure_ascii=False).encode()
    assert b"\\u0000" not in stored


def test_mistake_of_the_parser_is_logged_in_one_line(
    caplog: pytest.LogCaptureFixture, take_over: TakeOver
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableReport) as refused:
        read_in_child(b"raise KeyError('a\\nline')", "odd.pdf")
    assert refused.value.code is Refusal.NOT_READ
    assert "KeyError" in caplog.text
    assert len(caplog.records) == 1
    assert "\n" not in caplog.records[0].getMessage()


def test_child_knows_no_django() -> None:
    program = "import sys, reports.files.child; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True)


EDGES = [
    ({"title": "x" * 300}, {"title": "x" * 301}),
    ({"lead_inspector": "x" * 200}, {"lead_inspector": "x" * 201}),
    ({"summary": [{"text": "x" * 50_000}]}, {"summary": [{"text": "x" * 50_001}]}),
    (
        {"summary": [{"text": "x"}] * 5_000, "paragraphs": [], "improvement_points": []},
        {"summary": [{"text": "x"}] * 5_001, "paragraphs": [], "improvement_points": []},
    ),
    ({"summary": [{"text": "x", "page": 1}]}, {"summary": [{"text": "x", "page": 0}]}),
    (
        {"summary": [{"text": "x", "page": MOST_PAGES}]},
        {"summary": [{"text": "x", "page": MOST_PAGES + 1}]},
    ),
    (
        {"summary": [{"text": "x", "section": len(SAMPLE["sections"]) - 1}]},
        {"summary": [{"text": "x", "section": len(SAMPLE["sections"])}]},
    ),
    (
        {"paragraphs": [{"number": 100_000, "text": "x", "section": None, "area": None}]},
        {"paragraphs": [{"number": 100_001, "text": "x", "section": None, "area": None}]},
    ),
]


@pytest.mark.parametrize(("largest", "too_large"), EDGES)
def test_reading_may_have_exactly_the_limit(
    largest: dict[str, Any], too_large: dict[str, Any]
) -> None:
    report = reading._reading(json.loads(reading_with(**largest)))
    assert report == ParsedReport.from_json(SAMPLE | largest)
    with pytest.raises(reading._NoReading):
        reading._reading(json.loads(reading_with(**too_large)))


COLUMNS = [
    ("title", Inspection, "title"),
    ("lead_inspector", Inspection, "lead_inspector"),
    ("heading", Paragraph, "heading"),
    ("printed_area", Judgement, "printed_area"),
    ("printed_grade", Judgement, "printed_grade"),
]


@pytest.mark.parametrize(("name", "model", "column"), COLUMNS)
def test_text_may_have_what_its_column_holds(name: str, model: type[Model], column: str) -> None:
    """A longer one would be an error of the database in the middle of publishing."""
    field = model._meta.get_field(column)
    assert isinstance(field, CharField)
    assert reading.LONGEST_TEXTS[name] == field.max_length


def test_every_field_with_a_limit_has_a_column() -> None:
    assert {name for name, _, _ in COLUMNS} | {"text"} == set(reading.LONGEST_TEXTS)


def test_message_of_a_refusal_is_cut_off_at_its_limit() -> None:
    answer = {"refused": "image", "message": "x" * 1_001, "page": MOST_PAGES}
    with pytest.raises(UnreadableReport) as refused:
        reading._reading(answer)
    assert refused.value.message == "x" * 1_000
    assert refused.value.page == MOST_PAGES
    with pytest.raises(reading._NoReading):
        reading._reading(answer | {"page": MOST_PAGES + 1})
