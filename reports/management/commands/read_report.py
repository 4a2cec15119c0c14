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
    """`read_report FILE…` prints a JSON object on one line for each file.

    Other programs rely on this output.
    """

    help = "Read report files (PDF or text) and print their content, without storing anything."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a report as PDF or text")
        parser.add_argument(
            "--format",
            choices=("json", "text"),
            default="json",
            help="json (the default): one object on each line; text: an overview for people",
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
    """The file's SHA-256, None if it cannot be opened, and its report or the problem with it."""
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
        values = _empty_values() | {"problems": [reading.as_json()]}
    else:
        values = reading.as_json()
    return json.dumps({"file": name, "sha256": sha256} | values, ensure_ascii=False)


def _empty_values() -> dict[str, Any]:
    """The JSON form of a report without any value: empty lists, and null for the other fields."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(ParsedReport):
        is_list = str(field.type).startswith("tuple")
        values[field.name] = [] if is_list else None
    return values


def _as_text(name: str, sha256: str | None, reading: ParsedReport | Problem) -> str:
    if isinstance(reading, Problem):
        return f"{name}\n  refused: {reading.message} ({reading.code})\n"
    kind = reading.kind.label
    if reading.length:
        kind = f"{kind}, {reading.length.label.lower()}"
    facts: dict[str, object] = {
        "SHA-256": sha256,
        "kind": kind,
        "authority": f"{reading.authority} ({reading.authority_slug or 'unknown to the archive'})",
        "title": reading.title,
        "on site": " and ".join(f"{start} to {end}" for start, end in reading.periods),
        "lead inspector": reading.lead_inspector,
    }
    for judgement in reading.judgements:
        facts[judgement.area.label.lower()] = judgement.printed_grade
    facts["summary"] = f"{len(reading.summary)} paragraphs"
    facts["points to improve"] = len(reading.improvement_points)
    facts["numbered paragraphs"] = len(reading.paragraphs)
    lines = [name]
    lines += [f"  {label}: {fact}" for label, fact in facts.items()]
    lines += [f"  {each.severity}: {each.message} ({each.code})" for each in reading.problems]
    return "\n".join([*lines, ""])
