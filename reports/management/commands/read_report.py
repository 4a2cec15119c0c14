"""Print the reading of report files; needs no database and starts none."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.facts.vocabulary import Severity
from reports.files.reading import read_in_child
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.problems import UnreadableReport


class Command(BaseCommand):
    """`read_report FILE…` prints one JSON object per file and line: a contract that other programs
    rely on.
    """

    help = "Read report files (PDF or text) and print what they say, without storing anything."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a report as PDF or text")
        parser.add_argument(
            "--format", choices=("json", "text"), default="json", help="json: one object per line"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        show = _as_json if options["format"] == "json" else _as_text
        refused = False
        for name in options["files"]:
            sha256, reading = _read(name)
            refused = refused or isinstance(reading, Problem)
            self.stdout.write(show(name, sha256, reading))
        sys.exit(1 if refused else 0)


def _read(name: str) -> tuple[str | None, ParsedReport | Problem]:
    """The file's SHA-256 and its reading, or the problem that refuses it."""
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        return None, Problem(
            Severity.ERROR, "file-not-read", f"{name} cannot be opened: {error.strerror}."
        )
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return sha256, read_in_child(content, name)
    except UnreadableReport as refusal:
        return sha256, Problem(Severity.ERROR, refusal.code, refusal.message, refusal.page)


def _as_json(name: str, sha256: str | None, reading: ParsedReport | Problem) -> str:
    if isinstance(reading, Problem):
        empty: dict[str, Any] = {
            each.name: [] if str(each.type).startswith("tuple") else None
            for each in dataclasses.fields(ParsedReport)
        }
        said = empty | {"problems": [reading.as_json()]}
    else:
        said = reading.as_json()
    return json.dumps({"file": name, "sha256": sha256} | said, ensure_ascii=False)


def _as_text(name: str, sha256: str | None, reading: ParsedReport | Problem) -> str:
    if isinstance(reading, Problem):
        return f"{name}\n  refused: {reading.message} ({reading.code})\n"
    facts = {
        "SHA-256": sha256,
        "kind": reading.kind.label
        + (f", {reading.length.label.lower()}" if reading.length else ""),
        "authority": f"{reading.authority} ({reading.authority_slug or 'unknown to the archive'})",
        "title": reading.title,
        "on site": " and ".join(f"{start} to {end}" for start, end in reading.periods),
        "lead inspector": reading.lead_inspector,
        **{
            judgement.area.label.lower(): judgement.printed_grade
            for judgement in reading.judgements
        },
        "summary": f"{len(reading.summary)} paragraphs",
        "points to improve": len(reading.improvement_points),
        "numbered paragraphs": len(reading.paragraphs),
    }
    problems = [f"  {each.severity}: {each.message} ({each.code})" for each in reading.problems]
    return "\n".join(
        [name, *(f"  {label}: {fact}" for label, fact in facts.items()), *problems, ""]
    )
