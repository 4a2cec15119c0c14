"""Requests that schemathesis invents from the API's own document: each answer must be as it says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.drill.homes import PROJECT, RunningArchive
from tests.drill.rows import DrillRow, Extent

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
MOST_HOURS = 3
LONGEST_FAULT = 4_000
"""Letters of what schemathesis prints of failures that the page repeats."""


def drill(archive: RunningArchive, extent: Extent) -> Iterator[DrillRow]:
    """Ask every operation for what its parameters allow and for what they do not."""
    begun = len(archive.said())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        finished = ask(archive.address, path, extent)
        report: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    requests = report.get("test_cases", {}).get("generated", 0)
    operations = report.get("operations", {})
    lost = [*faults_of(finished), *archive.failures(begun)]
    if operations.get("tested", 0) != operations.get("total"):
        lost.append(f"not all operations were asked: {operations}")
    done = (
        f"A request that schemathesis invented from the API’s document (seed {extent.seed}), up to "
        f"{extent.examples:,} an operation in each phase"
    )
    result = (
        f"All its checks on {operations.get('tested', 0)} operations: each status, type, header and "
        "body is as the document says, and what it does not allow is refused."
    )
    yield DrillRow(done, requests, result, tuple(lost))


def ask(address: str, report: Path, extent: Extent) -> subprocess.CompletedProcess[str]:
    """Run schemathesis over the archive, with all its checks."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION)),
        *("run", f"{address}/api/v1/openapi.json"),
        *("--checks", "all", "--continue-on-failure", "--no-color"),
        *("--phases", "fuzzing" if extent.short else "coverage,fuzzing"),
        *("--max-examples", str(extent.examples), "--seed", str(extent.seed)),
        *("--generation-database", "none", "--suppress-health-check", "all"),
        *("--report", "json", "--report-json-path", str(report)),
    ]
    return subprocess.run(
        command,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_HOURS * 3600,
    )


def faults_of(finished: subprocess.CompletedProcess[str]) -> list[str]:
    """The failures that it printed; nothing when it found none."""
    if finished.returncode == 0:
        return []
    printed = finished.stdout + finished.stderr
    _, _, failures = printed.partition("= FAILURES =")
    return [(failures or printed).strip()[-LONGEST_FAULT:]]
