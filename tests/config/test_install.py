"""The environment: made from the lock file, and made again only when it must be."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import install


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(install, "PROJECT", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.lock").write_text("")
    return tmp_path


@pytest.mark.slow
def test_environment_is_made_once_and_follows_the_lock_file(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lock = project / "requirements.lock"
    install.install(lock)
    python = project / ".venv" / "bin" / "python"
    assert subprocess.run([python, "-c", "import pip"], check=False).returncode == 0
    capfd.readouterr()

    install.install(lock)
    assert capfd.readouterr().out == ""

    lock.write_text("# another lock file\n")
    install.install(lock)
    assert capfd.readouterr().out == "Installing requirements.lock into .venv\n"

    python.unlink()
    assert not install.works(python)


def test_package_without_hash_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "pyproject.toml").write_text("[project]\nname = 'unknown'\nversion = '1'\n")
    (project / "requirements.lock").write_text(f"{project}\n")
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(install, "made_by_this_python", lambda _venv: True)
    (project / ".venv").mkdir()
    with pytest.raises(SystemExit, match=r"Installing requirements.lock failed"):
        install.install(project / "requirements.lock")
    assert not list((project / ".venv").iterdir())
