"""Terms: codes that addresses and files use, with the labels that people read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Self, TypeAlias, TypeVar

from reports.facts.framework_files import FileEntry, framework_entries

Listed = TypeVar("Listed")


class Term(StrEnum):
    """A code with its label; the members stand in the class.

    Every member gives both; `Region("london")` finds a member by its code alone.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Every (code, label), in the order of the class: what a form or a model field offers."""
        return [(term.value, term.label) for term in cls]


class ListedTermType(type):
    """What makes the class of a listed term behave as an enumeration does."""

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
    """A code with its label; the members stand in the files of frameworks.

    `Area("in-care")` finds a member by its code, and raises `ValueError` where there is none.
    """

    label: str
    value: str
    """The code as a plain string."""

    def __init_subclass__(cls, table: str) -> None:
        """List the entries of a table as members."""
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
        """A copy, or what another process sends, is the member itself."""
        return type(self), (self.value,)

    def set_values(self, entry: FileEntry) -> None:
        """Take over what the entry says beside its code and label."""

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Every (code, label), in the order of the files: what a form or a model field offers."""
        return [(term.value, term.label) for term in cls]


Terms: TypeAlias = type[Term] | type[ListedTerm]
"""A class of terms of either sort."""
