"""Make the environment in `.venv` from a lock file: `python3 config/install.py requirements.lock`.

It runs under the person's own Python before anything is installed, so it uses only the standard
library. An environment that matches the lock file is not changed. Two calls at the same time wait
for each other.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"


def install(lock: Path) -> None:
    """Install the packages of the lock file into `.venv`. Raises `SystemExit` if that fails."""
    with (PROJECT / ".venv.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        stamp = VENV / f"{lock.name}.installed"
        content = f"{sys.version}\n{hashlib.sha256(lock.read_bytes()).hexdigest()}\n"
        if stamp.exists() and stamp.read_text() == content and works(PYTHON):
            return
        if not works(PYTHON) or not made_by_this_python(VENV):
            make_environment()
        print(f"Installing {lock.name} into .venv", flush=True)
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
            "--quiet",
        ]
        if subprocess.run([*pip, "--require-hashes", "-r", lock], check=False).returncode:
            sys.exit(
                f"Installing {lock.name} failed; the lines above say why. Run the same command to "
                "try again."
            )
        stamp.write_text(content)


def make_environment() -> None:
    """Make an empty environment. It replaces one that does not work."""
    print(f"Making the environment .venv with Python {sys.version.split()[0]}", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        sys.exit(
            "Making .venv failed. Python needs its module venv; on Debian: "
            "apt-get install python3-venv"
        )


def works(python: Path) -> bool:
    """Return whether the environment's Python runs and has pip."""
    if not python.exists():
        return False
    trial = subprocess.run([python, "-c", "import pip"], check=False, capture_output=True)
    return trial.returncode == 0


def made_by_this_python(venv: Path) -> bool:
    """Return whether the environment was made by the version of Python that runs this."""
    settings = venv / "pyvenv.cfg"
    if not settings.exists():
        return False
    return f"version = {sys.version.split()[0]}" in settings.read_text().splitlines()


if __name__ == "__main__":
    install(PROJECT / sys.argv[1])
