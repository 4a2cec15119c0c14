"""The only error that the parser raises: a file cannot be read as a report; and its problems."""

from __future__ import annotations

from enum import StrEnum

from reports.facts.vocabulary import Severity
from reports.ingest.parsed import Problem


class Refusal(StrEnum):
    """Why a file is refused: a small set of codes that programs may rely on."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    NOT_A_REPORT = "not-a-report"
    TABLE_MISSING = "table-missing"
    HTML_PAGE = "html-page"
    IMAGE = "image"
    WORD_DOCUMENT = "word-document"
    NO_TEXT = "no-text"
    DAMAGED_PDF = "damaged-pdf"
    PASSWORD_PROTECTED = "password-protected"  # noqa: S105  # a code, no password
    KIND_NOT_SUPPORTED = "kind-not-supported"
    SEVERAL_REPORTS = "several-reports"
    PAGES_OUT_OF_ORDER = "pages-out-of-order"
    TOO_COSTLY = "too-costly"
    NOT_READ = "not-read"


class UnreadableReport(Exception):
    """The file is refused.

    `message` is a sentence that a person can act on; `page` counts from 1, None for no page.
    """

    def __init__(self, code: Refusal, message: str, page: int | None = None) -> None:
        super().__init__(code, message, page)
        self.code = code
        self.message = message
        self.page = page

    def __str__(self) -> str:
        return self.message


def warning(code: str, message: str, page: int | None = None) -> Problem:
    """A problem that a person should check."""
    return Problem(Severity.WARNING, code, message, page)


def note(code: str, message: str, page: int | None = None) -> Problem:
    """An oddity of the original, read as printed."""
    return Problem(Severity.INFO, code, message, page)
