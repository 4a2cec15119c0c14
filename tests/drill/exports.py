"""Files asked for at once, more than are made at a time, and pages beside them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.drill import visits
from tests.drill.homes import RunningArchive
from tests.drill.rows import DrillRow, Extent

AT_ONCE = 10
AT_A_TIME = 2
PAGES = ("/", "/authorities/")


def drill(archive: RunningArchive, extent: Extent) -> Iterator[DrillRow]:
    """Ask for ten files at once, several times, in both formats."""
    times = 1 if extent.short else 5
    for kind in ("xlsx", "csv"):
        path = f"/search.{kind}?q=children+OR+the+OR+and"
        statuses: Counter[int] = Counter()
        lost: list[str] = []
        slowest = 0.0
        for _ in range(times):
            answers, pages = at_once(archive.address, path)
            statuses += Counter(answer.status for answer in answers)
            lost += [sentence for answer in answers for sentence in faults_of(answer, kind)]
            lost += [f"a page was answered {page.status}" for page in pages if page.status != 200]
            slowest = max(slowest, *(page.seconds for page in pages))
        if not statuses[200]:
            lost.append("no file at all")
        done = f"Ten `/search.{kind}` at once, and pages beside them"
        result = (
            f"{statuses[200]} files were sent whole, {statuses[503]} times 503 with Retry-After; "
            f"the slowest page took {slowest:.2f} s."
        )
        yield DrillRow(done, times, result, tuple(lost))


def at_once(address: str, path: str) -> tuple[list[visits.Visit], list[visits.Visit]]:
    """Return the answers to ten requests for a file that begin together, and to those for pages meanwhile."""
    start = Barrier(AT_ONCE + len(PAGES))

    def visit(each_path: str) -> visits.Visit:
        start.wait()
        return visits.get(address, each_path)

    with ThreadPoolExecutor(AT_ONCE + len(PAGES)) as pool:
        paths = [path] * AT_ONCE + list(PAGES)
        answers = list(pool.map(visit, paths))
    return answers[:AT_ONCE], answers[AT_ONCE:]


def faults_of(answer: visits.Visit, kind: str) -> list[str]:
    """Return what is wrong with an answer: a whole file with its length and rows, or 503 with Retry-After."""
    if answer.is_busy:
        return []
    if answer.status != 200:
        return [f"a file was answered {answer.status}"]
    if answer.headers.get("content-length") != str(len(answer.body)):
        return ["a file is not as long as its Content-Length"]
    counted = rows_in(answer.body, kind)
    if answer.headers.get("x-row-count") != str(counted):
        return [f"a file has {counted} rows and says {answer.headers.get('x-row-count')}"]
    return []


def rows_in(body: bytes, kind: str) -> int:
    """Return how many rows a file has after its header."""
    if kind == "csv":
        return len(list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))) - 1
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1
