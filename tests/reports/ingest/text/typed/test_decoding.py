"""From bytes to characters, misread ones put right."""

import pytest

from reports.ingest.text.typed.decoding import decoded

TEXT = "Children’s ‘front door’ – £5 for Zoë • “all” plans"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman", "cp850", "cp437"])
def test_misread_text_is_put_right(encoding: str) -> None:
    misread = TEXT.encode().decode(encoding, "replace").encode()
    assert decoded(misread) == TEXT


def test_text_misread_twice_is_put_right() -> None:
    once = TEXT.replace("”", "").encode().decode("cp1252")
    assert decoded(once.encode().decode("cp1252").encode()) == TEXT.replace("”", "")


def test_text_of_a_mail_saved_with_its_source_is_put_right() -> None:
    assert (
        decoded(b"Children=E2=80=99s =E2=80=98front door=\n=E2=80=99") == "Children’s ‘front door’"
    )
    assert decoded(b"a=E2=80=99s") == "a=E2=80=99s"
    assert decoded(b"Help is=\n early=\n and=\n kind.") == "Help is early and kind."
    assert decoded(b"a=\nb=\n c") == "a=\nb=\n c"


def test_text_in_mac_roman_is_told_from_windows() -> None:
    assert decoded("Children’s – plans".encode("mac-roman")) == "Children’s – plans"
    assert decoded("Children’s – plans".encode("cp1252")) == "Children’s – plans"


@pytest.mark.parametrize("right", [TEXT, "2019–£3m", "Zoë’s", "Łódź", "…”)", "“‘Yes’”"])
def test_right_text_stays(right: str) -> None:
    assert decoded(right.encode()) == right
