"""The rows of the archive, one module for what belongs together; import models from here."""

from reports.models.authority import Authority
from reports.models.correction import Change, Correction, CorrectionRequest
from reports.models.identity import ArchiveIdentity
from reports.models.index import (
    ArchiveVersion,
    Entry,
    Lexeme,
    Section,
    Theme,
    ThemeGroup,
    ThemeStem,
    merging_entries_together,
)
from reports.models.inspection import (
    Abbreviation,
    Inspection,
    Judgement,
    Paragraph,
    paragraph_label,
)
from reports.models.ledger import (
    ListedFile,
    ListedProvider,
    StatisticsDifference,
    StoredPage,
)
from reports.models.source import Reading, RedactedOriginal, Source

__all__ = [
    "Abbreviation",
    "ArchiveIdentity",
    "ArchiveVersion",
    "Authority",
    "Change",
    "Correction",
    "CorrectionRequest",
    "Entry",
    "Inspection",
    "Judgement",
    "Lexeme",
    "ListedFile",
    "ListedProvider",
    "Paragraph",
    "Reading",
    "RedactedOriginal",
    "Section",
    "Source",
    "StatisticsDifference",
    "StoredPage",
    "Theme",
    "ThemeGroup",
    "ThemeStem",
    "merging_entries_together",
    "paragraph_label",
]
