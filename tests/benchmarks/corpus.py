"""The files that are measured: real reports where REPORT_CORPUS names some, else the samples."""

from __future__ import annotations

import os
from pathlib import Path

from reports.facts.reference import FOLDER

SAMPLES = FOLDER / "samples"


def real_reports() -> list[Path]:
    """The ILACS reports of the corpus in the order of their names; none without REPORT_CORPUS."""
    from reports.publishing.bulk import files_in  # which needs Django's models

    corpus = os.environ.get("REPORT_CORPUS")
    return files_in([Path(corpus) / "ilacs"]) if corpus else []


def real_paragraphs() -> Path | None:
    """The file of real paragraphs, where REPORT_CORPUS names a folder that has one."""
    corpus = os.environ.get("REPORT_CORPUS")
    file = Path(corpus) / "paragraphs.jsonl.gz" if corpus else None
    return file if file and file.exists() else None
