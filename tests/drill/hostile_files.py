"""Files that are made to crash, hang or flood what reads them; and a reader that hangs or crashes by itself."""

from __future__ import annotations

import io
import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from subprocess import Popen, TimeoutExpired

import psutil

from tests.drill import sql, visits
from tests.drill.homes import SECONDS, SECONDS_TO_IMPORT, RunningArchive
from tests.drill.reports import MODEL, write_slices
from tests.drill.rows import DrillRow, Extent

PDF_HEAD = b"%PDF-1.7\n"


def drill(archive: RunningArchive, extent: Extent) -> Iterator[DrillRow]:
    """Import the files one after another while pages are asked for; then stop and end readers."""
    folder = archive.home.folder.with_name("hostile")
    folder.mkdir()
    files = hostile_files(Random(extent.seed))
    if extent.short:
        files = {
            name: files[name]
            for name in ("loop-of-pages.pdf", "text-bomb.pdf", "nested-arrays.pdf", "nul.txt")
        }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    yield imported(archive, folder, len(files))
    if extent.short:
        return
    (reports,) = write_slices(folder / "reports", 1, 2, seed=extent.seed, use="hostile")
    for what, number in (
        ("stops for ever (SIGSTOP)", signal.SIGSTOP),
        ("crashes (SIGSEGV)", signal.SIGSEGV),
    ):
        yield reader_ended(archive, reports, what, number)


def imported(archive: RunningArchive, folder: Path, number: int) -> DrillRow:
    """Import all files of a folder; each must be answered by a line, and pages be answered beside."""
    begun = len(archive.said())
    before = sql.published_reports(archive.home)
    start = time.monotonic()
    slowest, requests = 0.0, 0
    lost = []
    with archive.home.managing("import_reports", "--workers", "2", str(folder)) as importing:
        while importing.poll() is None and time.monotonic() < start + 2 * SECONDS:
            page = visits.get(archive.address, "/authorities/")
            slowest, requests = max(slowest, page.seconds), requests + 1
            if page.status != 200:
                lost.append(f"a page was answered {page.status}")
            time.sleep(0.2)
        try:
            said, complained = importing.communicate(timeout=10)
        except TimeoutExpired:
            return DrillRow("Hostile files imported", number, lost=("the import did not end",))
    seconds = time.monotonic() - start
    refused = sum(line.startswith("refused") for line in said.splitlines())
    if refused < number:
        lost.append(f"{number - refused} of the files were not refused: {said[-300:]}")
    if "Traceback" in complained:
        lost.append("the import ended in a traceback")
    if sql.published_reports(archive.home) != before:
        lost.append("what was shown has changed")
    lost += archive.failures(begun)
    result = (
        f"Each was refused with a message, all in {seconds:.0f} s; "
        f"{requests} pages were answered meanwhile, the slowest in {slowest:.2f} s."
    )
    return DrillRow("A hostile file imported", number, result, tuple(lost))


def reader_ended(
    archive: RunningArchive, reports: Path, what: str, number: signal.Signals
) -> DrillRow:
    """Send a signal to the process that reads a file; the import must end, and a later one succeed."""
    with archive.home.managing("import_reports", "--workers", "1", str(reports)) as importing:
        target = _reader_of(importing)
        if target:
            with suppress(psutil.NoSuchProcess):
                target.send_signal(number)
        try:
            _, complained = importing.communicate(timeout=SECONDS_TO_IMPORT)
        except TimeoutExpired:
            return DrillRow(f"The process that reads {what}", 1, lost=("the import did not end",))
    lost = ["the import ended in a traceback"] if "Traceback" in complained else []
    again = archive.home.manage("import_reports", str(reports))
    if again.returncode:
        lost.append(f"the reports: {again.stdout[-300:]}")
    lost += archive.home.must_be_whole()
    done = f"The process that reads a file {what}"
    if target is None:
        return DrillRow(done, 0, skipped="it had ended before")
    return DrillRow(
        done, 1, "The import ended by itself; the next one brought the reports in.", tuple(lost)
    )


def _reader_of(importing: Popen[str]) -> psutil.Process | None:
    """Return a process below the import, as soon as there is one."""
    while importing.poll() is None:
        with suppress(psutil.NoSuchProcess):
            below = psutil.Process(importing.pid).children(recursive=True)
            if below:
                return below[-1]
        time.sleep(0.01)
    return None


def hostile_files(random: Random) -> dict[str, bytes]:
    """Return files by their names, none of which is a report."""
    pdfs = {
        "empty.pdf": PDF_HEAD,
        "loop-of-pages.pdf": _pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 99999999>>"
        ),
        "loop-of-tables.pdf": PDF_HEAD + b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        "nested-arrays.pdf": _pdf(
            b"<</Type/Catalog/Pages " + b"[" * 200_000 + b"]" * 200_000 + b">>"
        ),
        "nested-dictionaries.pdf": _pdf(
            b"<</Type/Catalog/Pages " + b"<</A " * 100_000 + b"0" + b">>" * 100_000 + b">>"
        ),
        "text-bomb.pdf": _page(
            zlib.compress(b"BT /F 9 Tf (" + b"children " * 20_000_000 + b") Tj ET", 9)
        ),
        "many-words.pdf": _page(
            zlib.compress(b"BT /F 9 Tf " + b"(a) Tj 1 0 Td " * 3_000_000 + b" ET", 9)
        ),
        "saved-states.pdf": _page(zlib.compress(b"q " * 20_000_000, 9)),
        "huge-page.pdf": _page(zlib.compress(b"BT (x) Tj ET"), box=b"-1e30 -1e30 1e30 1e30"),
        "many-pages.pdf": _pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 300000/Kids[" + b"3 0 R " * 300_000 + b"]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
        "form-within-itself.pdf": _page(
            zlib.compress(b"/X Do"),
            resources=b"/XObject<</X 5 0 R>>",
            more=b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
            b"stream\n/X Do\nendstream",
        ),
        "encrypted.pdf": _pdf(b"<</Type/Catalog/Pages 2 0 R>>").replace(
            b"trailer<<", b"trailer<</Encrypt<</V 99>>"
        ),
        "noise.pdf": PDF_HEAD + random.randbytes(1_000_000),
    }
    texts = {
        "nul.txt": bytes(5_000_000),
        "noise.txt": random.randbytes(3_000_000),
        "one-line.txt": b"children " * 2_000_000,
        "tags.txt": b"<b>" * 1_000_000,
        "numbers.txt": b"1.\n" * 500_000,
        "bullets.txt": "•\n".encode() * 500_000,
        "returns.txt": b"\r" * 2_000_000,
        "surrogates.txt": "report".encode("utf-16") + b"\x00\xd8" * 100_000,
        "zip.pdf": _zip_bomb(),
        "page.txt": b"<html><script>alert(1)</script>" * 1000,
        "inspections.txt": b"Inspection of local authority children's services\n" * 200_000,
    }
    return pdfs | texts | _bitten(random)


def _bitten(random: Random) -> dict[str, bytes]:
    """Return halves of a text report with bytes changed; its name and its dates are cut off."""
    model = MODEL.read_bytes()
    files = {}
    for index in range(5):
        content = bytearray(model[len(model) // 2 :])
        for _ in range(200):
            content[random.randrange(len(content))] = random.randrange(256)
        files[f"bitten-{index}.txt"] = bytes(content)
    return files


def _page(
    stream: bytes, *, box: bytes = b"0 0 595 842", resources: bytes = b"", more: bytes = b"null"
) -> bytes:
    """Return a PDF of one page whose content is the compressed stream."""
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox["
        + box
        + b"]/Contents 4 0 R/Resources<<"
        + font
        + resources
        + b">>>>",
        b"<</Filter/FlateDecode/Length "
        + str(len(stream)).encode()
        + b">>stream\n"
        + stream
        + b"\nendstream",
        more,
    )


def _pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    content = bytearray(PDF_HEAD)
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        content += f"{place:010} 00000 n \n".encode()
    content += f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(content)


def _zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("report.pdf", bytes(50_000_000))
    return file.getvalue()
