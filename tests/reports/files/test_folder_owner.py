"""A folder of originals carries the id of one archive, and of two that come at once one gets it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from reports.files.folder_owner import (
    UnreadableOwner,
    owner_of_folder,
    owner_path,
    replace_owner,
    write_first_owner,
)
from reports.files.originals import originals_root


def test_a_folder_that_is_not_there_has_no_owner() -> None:
    assert owner_of_folder() is None
    assert not originals_root().exists()


def test_the_first_archive_gets_the_folder() -> None:
    first, second = uuid4(), uuid4()
    assert write_first_owner(first) == first
    assert write_first_owner(second) == first
    assert owner_of_folder() == first
    assert [path.name for path in originals_root().iterdir()] == ["archive-id"]


def test_of_many_archives_at_once_one_gets_the_folder() -> None:
    ids = [uuid4() for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        owners: set[UUID] = set(pool.map(write_first_owner, ids))
    assert owners == {owner_of_folder()}


def test_an_operator_can_replace_the_owner() -> None:
    first, second = uuid4(), uuid4()
    write_first_owner(first)
    replace_owner(second)
    assert owner_of_folder() == second


@pytest.mark.parametrize("written", ["", "no id\n", "\xff\xfe"])
def test_a_file_without_an_id_is_no_owner(written: str) -> None:
    originals_root().mkdir()
    owner_path().write_text(written, encoding="latin-1")
    with pytest.raises(UnreadableOwner, match="holds no archive id"):
        owner_of_folder()
