"""The files that are measured: real reports where REPORT_CORPUS names some, else the samples."""

from __future__ import annotations

import os
from pathlib import Path

from reports.bulk import files_in
from reports.reference import FOLDER

SAMPLES = FOLDER / "samples"


def real_reports() -> list[Path]:
    """The ILACS reports of the corpus in the order of their names; none without REPORT_CORPUS."""
    corpus = os.environ.get("REPORT_CORPUS")
    return files_in([Path(corpus) / "ilacs"]) if corpus else []
