"""The statements of the index, each in a file of its own."""

from pathlib import Path


def statement(name: str) -> str:
    """The text of a statement without its comments. Raises `FileNotFoundError` for no such file."""
    lines = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))
