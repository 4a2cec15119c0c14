"""The command `read_report`: a line of JSON for each file, without any database."""

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/reports/ingest/examples/marks-of-markdown.txt"
SAMPLES = sorted((ROOT / "reports/data/samples").glob("*.txt"))


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it, where no database is or could be started."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    environment |= {
        "ARCHIVE_HOME": str(home),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "read_report", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def printed(*arguments: str) -> tuple[int, str]:
    """The exit code and the output of the command, run in this process."""
    output = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("read_report", *arguments, stdout=output)
    assert isinstance(ended.value.code, int)
    return ended.value.code, output.getvalue()


def test_read_report_prints_one_object_per_file(tmp_path: Path) -> None:
    done = run(str(EXAMPLE), "--format", "json", home=tmp_path)
    said = json.loads(done.stdout)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert said["file"] == str(EXAMPLE)
    assert said["sha256"] == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert (said["kind"], said["authority_slug"], said["start_date"]) == (
        "ilacs",
        "wexcombe",
        "2019-11-04",
    )
    assert said["paragraphs"][0] | {"text": ""} == {
        "number": 1,
        "numbered_by": "report",
        "section": 0,
        "area": "help-and-protection",
        "page": None,
        "text": "",
    }
    assert list(tmp_path.iterdir()) == []


def test_read_report_refuses_with_a_problem(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    missing = tmp_path / "missing.pdf"
    code, output = printed(str(empty), str(missing), str(EXAMPLE))
    refused, unknown, said = map(json.loads, output.splitlines())
    assert code == 1
    assert (refused["kind"], refused["paragraphs"]) == (None, [])
    assert (refused["problems"][0]["severity"], refused["problems"][0]["code"]) == (
        "error",
        "empty",
    )
    assert (unknown["sha256"], unknown["problems"][0]["code"]) == (None, "file-not-read")
    assert said["kind"] == "ilacs"
    assert set(refused) == set(said)


def test_read_report_says_it_in_words() -> None:
    code, output = printed(str(EXAMPLE), "--format", "text")
    assert code == 0
    assert "lead inspector: Marian Thackwood" in output
    assert "numbered paragraphs: 5" in output


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample_report_is_read_without_a_problem(sample: Path) -> None:
    from reports.ingest.report import read_report

    assert read_report(sample.read_bytes(), sample.name).problems == ()
