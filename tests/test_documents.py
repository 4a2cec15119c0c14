"""What the documents say of themselves: links lead somewhere, lists are complete and in order."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
DECISIONS = PROJECT / "docs" / "decisions"
DOCUMENTS = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_links_lead_to_files_that_exist(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    files = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert not [link for link in files if not (document.parent / link).exists()]


def test_decisions_are_numbered_and_listed_in_order() -> None:
    files = sorted(file for file in DECISIONS.glob("*.md") if file.name != "README.md")
    numbers = [int(file.name[:4]) for file in files]
    assert numbers == list(range(1, len(files) + 1))
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    assert listed == [(str(number), *_title(file)) for number, file in enumerate(files, 1)]


def _title(file: Path) -> tuple[str, str]:
    """The title of a decision, without its number, and the name of its file."""
    heading = file.read_text(encoding="utf-8").splitlines()[0]
    return heading.removeprefix(f"# {int(file.name[:4])}. "), file.name


def test_glossary_is_alphabetical_and_has_one_sentence_a_term() -> None:
    text = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\*\*(.+)\*\*: (.+)$", text, re.MULTILINE)
    terms = [term.lower() for term, _ in entries]
    assert terms == sorted(set(terms))
    assert not [meaning for _, meaning in entries if not meaning.endswith(".") or ". " in meaning]


@pytest.mark.parametrize(("setting", "measured"), [([], False), (["COVERAGE=1"], True)])
def test_coverage_is_measured_where_it_is_asked_for(setting: list[str], measured: bool) -> None:
    command = ["make", "--dry-run", "--no-print-directory", "test", *setting]
    recipe = subprocess.check_output(command, cwd=PROJECT, text=True)
    assert "-m pytest" in recipe
    assert ("--cov-branch" in recipe) is measured
