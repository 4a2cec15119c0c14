"""The folder of the embedded server is made beside its place, and moved there when complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.embedded import EmbeddedServerError, cluster
from config.embedded.account import Account, server_account


def test_folder_has_its_roles_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "postgres"
    made: list[tuple[str, object]] = []

    def run(self: Account, program: str, *arguments: object) -> None:
        made.append((program, arguments[1]))

    def roles(draft: Path, account: Account) -> None:
        made.append(("roles", draft))
        assert draft.is_dir()
        assert not data.exists()

    monkeypatch.setattr(Account, "run", run)
    monkeypatch.setattr(Account, "own", lambda self, path: None)
    monkeypatch.setattr(cluster, "make_roles_and_database", roles)
    left = tmp_path / "postgres.new"
    left.mkdir()
    (left / "half").touch()
    cluster._make(data, server_account(tmp_path))
    assert made == [("initdb", left), ("roles", left)]
    assert list(data.iterdir()) == []
    assert not left.exists()


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(EmbeddedServerError, match="holds files but no database; move it away"):
        cluster._make(tmp_path, server_account(tmp_path))
    assert (tmp_path / "letter.txt").exists()
