"""A pattern beside lines that it must and must not match; a test proves every one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """A regular expression (case ignored), sample lines it finds, and strangers it does not find."""

    pattern: str
    samples: tuple[str, ...]
    strangers: tuple[str, ...] = field(default=())

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern; compiled when first used, as one report uses few of all patterns."""
        return re.compile(self.pattern, re.IGNORECASE)

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of `text`."""
        return self.regex.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere in `text`."""
        return self.regex.search(text)
