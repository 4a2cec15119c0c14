"""Terms: codes that addresses and files use, with the labels that people read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Self, TypeAlias, TypeVar

from reports.facts.framework_files import FileEntry, framework_entries

Listed = TypeVar("Listed")


class Term(StrEnum):
    """A code with its label. Subclasses list their members as `NAME = code, label`.

    `Region("london")` is the member with this code.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """The choices of a form or model field: every (code, label), in the order of the class."""
        return [(term.value, term.label) for term in cls]


class ListedTermType(type):
    """The metaclass of listed terms: it makes their classes behave like enumerations."""

    members: dict[str, Any]

    def __iter__(cls: type[Listed]) -> Iterator[Listed]:
        return iter(cls.members.values())  # type: ignore[attr-defined]  # of this metaclass

    def __len__(cls) -> int:
        return len(cls.members)

    def __contains__(cls, code: object) -> bool:
        return code in cls.members

    def __getattr__(cls: type[Listed], name: str) -> Listed:
        """The member whose code is `name` in small letters: `Area.IN_CARE` is `in-care`."""
        code = name.lower().replace("_", "-")
        if not name.isupper() or code not in cls.members:  # type: ignore[attr-defined]  # as above
            raise AttributeError(f"{cls.__name__} has no {name}.")
        return cls.members[code]  # type: ignore[attr-defined, no-any-return]  # as above


class ListedTerm(str, metaclass=ListedTermType):
    """A code with its label. The members of a subclass are listed in the files of frameworks.

    `Area("in-care")` is the member with this code; a code without a member raises `ValueError`.
    """

    label: str
    value: str
    """The code as a plain string."""

    def __init_subclass__(cls, table: str) -> None:
        """Make a member of each entry of `table`."""
        cls.members = {}
        for entry in framework_entries()[table]:
            member = str.__new__(cls, entry.code)
            member.label = entry.label
            member.value = entry.code
            cls.members[entry.code] = member
            member.set_values(entry)

    def __new__(cls, code: str) -> Self:
        if code not in cls.members:
            raise ValueError(f"{code!r} is not a valid {cls.__name__}")
        member: Self = cls.members[code]
        return member

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Copying or unpickling a member gives the member itself."""
        return type(self), (self.value,)

    def set_values(self, entry: FileEntry) -> None:
        """Set the attributes that the entry has beside its code and label."""

    @classmethod
    def label_of(cls, code: str) -> str:
        """The label of a code; the code itself if no member has it."""
        member = cls.members.get(code)
        return member.label if member else code

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """The choices of a form or model field: every (code, label), in the order of the files."""
        return [(term.value, term.label) for term in cls]


Terms: TypeAlias = type[Term] | type[ListedTerm]
"""A class of terms: an enumeration in code, or terms listed in files."""
