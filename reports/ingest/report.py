"""Reads a report: takes its bytes, returns a `ParsedReport`, raises `UnreadableReport` only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.facts.frameworks import frameworks_of
from reports.facts.vocabulary import Kind, NumberedBy, Omission
from reports.ingest.area_send.report import read_area_send
from reports.ingest.articles import is_article
from reports.ingest.before_2018.boards.appended import without_board
from reports.ingest.before_2018.boards.review import read_lscb_review
from reports.ingest.before_2018.pre_sif import read_pre_sif
from reports.ingest.before_2018.sif import read_sif
from reports.ingest.cover import without_cover
from reports.ingest.ilacs.report import read_ilacs
from reports.ingest.kinds import has_title_of_ilacs, recognise
from reports.ingest.letters.focused_visit import read_visit
from reports.ingest.letters.frame import CLOSING, SALUTATION, SAYS_LETTER
from reports.ingest.letters.jtai import read_jtai
from reports.ingest.named_readers import named_readers
from reports.ingest.other_documents import OtherDocument, is_committee_paper
from reports.ingest.page_gaps import check_pages, refuse_disorder
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_note_marks
from reports.ingest.parts.dates import DATES_LABEL
from reports.ingest.problems import Refusal, UnreadableReport, warning
from reports.ingest.sheets import refusal_with_sheet, sheets_of, with_sheets
from reports.ingest.text.characters import has_lost_apostrophes
from reports.ingest.text.layout import Page
from reports.ingest.text.lines import ReportLines, report_lines
from reports.ingest.text.pages import is_html, read_pages
from reports.ingest.text.typesetting import is_close

PARSER_VERSION = 11
"""Goes up by one whenever the reading of any file changes."""

_SENTENCES = re.compile(r"[.!?][’”]? [A-Z‘“]")
"""The end of a sentence before another one: a paragraph may end there."""
_LONGEST_SALUTATION = 80
"""The most letters of a salutation."""

_UNSIGNED = {"signature-missing", "lead-inspector-missing", "lead-inspector-doubtful"}
"""Codes of the warnings that no inspector is seen to have signed a letter."""

READERS: Mapping[Kind, Callable[[ReportLines], ParsedReport]] = {
    Kind.ILACS: read_ilacs,
    Kind.SIF: read_sif,
    Kind.PRE_SIF: read_pre_sif,
    Kind.LSCB_REVIEW: read_lscb_review,
    Kind.FOCUSED_VISIT: read_visit,
    Kind.MONITORING_VISIT: read_visit,
    Kind.JTAI: read_jtai,
    Kind.AREA_SEND: read_area_send,
    **{kind: reader.read for kind, reader in named_readers().items()},
}
"""The reader of each kind of report; a report of a kind without a reader is refused."""


def read_report(content: bytes, name: str) -> ParsedReport:
    """The reading of a report: a PDF, or a text in one of the encodings that `read_pages` knows.

    It depends on `content` only; `name` is for messages. Raises `UnreadableReport`, and nothing
    else, if the file is not a report or of a kind that is not read yet.
    """
    try:
        return parse_pages(read_pages(content), name)
    except UnreadableReport as error:
        if error.code is Refusal.NOT_A_REPORT and is_html(content):
            raise UnreadableReport(
                Refusal.HTML_PAGE,
                f"{name} is a web page without a report: perhaps the page that says that the"
                " report was not found. Download the PDF itself.",
            ) from error
        raise


def parse_pages(pages: tuple[Page, ...], name: str) -> ParsedReport:
    """The reading of a report from its pages. Raises as `read_report` does."""
    sheets = sheets_of(pages)
    try:
        reading = _parsed(pages, name)
    except UnreadableReport as refusal:
        raise refusal_with_sheet(refusal, sheets) from refusal
    return with_sheets(reading, sheets)


def _parsed(pages: tuple[Page, ...], name: str) -> ParsedReport:
    """The reading of a report, with the numbers of its pages as read, not those of sheets."""
    refuse_disorder(pages)
    report = report_lines(pages)
    kind = _kind(report, name)
    _refuse_several(report, kind)
    report, cover_problems = without_cover(report, kind)
    reading = READERS[kind](report)
    _refuse_empty(reading, name)
    _refuse_untitled(reading, report, name)
    problems = [*reading.problems, *cover_problems]
    problems += [*check_pages(pages), *_check_spacing(reading, report, pages)]
    problems += check_note_marks(reading)
    is_lossy = any(page.has_lost_characters for page in pages)
    if is_lossy or has_lost_apostrophes(line.text for line in report.lines):
        message = "Some characters of the text are lost: a program could not read them."
        problems.append(warning("characters-lost", message))
    if any(page.has_cut_words for page in pages):
        message = "Words at line ends may have a hyphen too many, or lack theirs."
        problems.append(warning("words-doubtful", message))
    return replace(reading, problems=tuple(problems))


def _check_spacing(
    reading: ParsedReport, report: ReportLines, pages: Sequence[Page]
) -> Iterator[Problem]:
    """Warn if neither numbers nor empty lines, or room, separate the paragraphs."""
    if not any(page.is_dense for page in pages) and not is_close(report.lines):
        return
    has_numbers = any(each.numbered_by is NumberedBy.REPORT for each in reading.paragraphs)
    if not has_numbers:
        message = "The text has no empty lines: some paragraphs may be joined or parted wrongly."
        yield warning("paragraphs-doubtful", message)
    elif any(_SENTENCES.search(passage.text) for passage in reading.summary):
        message = "The text has no empty lines: the summary may be joined or parted wrongly."
        yield warning("summary-doubtful", message)


def _kind(report: ReportLines, name: str) -> Kind:
    """The kind of the report. Raises `UnreadableReport` if it is no report, or has no reader."""
    if is_committee_paper(report.lines):
        raise _refusal_of_other(OtherDocument.COMMITTEE_PAPER, name)
    if is_article(report.lines):
        raise _refusal_of_other(OtherDocument.ARTICLE, name)
    kind = recognise(report.lines)
    if isinstance(kind, OtherDocument):
        raise _refusal_of_other(kind, name)
    if kind is None:
        raise _refusal_of_unknown(report, name)
    if kind not in READERS:
        raise UnreadableReport(
            Refusal.KIND_NOT_SUPPORTED,
            f"{name} is a report of another kind: {kind.label}."
            " No reader for that kind exists yet.",
        )
    return kind


def _refusal_of_unknown(report: ReportLines, name: str) -> UnreadableReport:
    """The refusal of a file that has no kind's wording."""
    if has_title_of_ilacs(report.lines):
        return UnreadableReport(
            Refusal.TABLE_MISSING,
            f"In {name} the title of an inspection was found, the table of judgements was not."
            " Upload the whole report, or write each judgement and its grade on a line.",
        )
    return UnreadableReport(
        Refusal.NOT_A_REPORT,
        f"{name} does not look like an inspection report on children’s services:"
        " it has no title of one.",
    )


def _refusal_of_other(document: OtherDocument, name: str) -> UnreadableReport:
    return UnreadableReport(
        Refusal.KIND_NOT_SUPPORTED, f"{name} is {document.label}. {document.advice}"
    )


def _refuse_empty(reading: ParsedReport, name: str) -> None:
    """Raise `UnreadableReport` for a reading without paragraphs, and without authority or dates.

    A reading of a kind with judgements is refused too where none of these facts is read: it is of
    a paper that names what is judged, as councils write on themselves.
    """
    is_judged = any(framework.areas for framework in frameworks_of(reading.kind))
    if is_judged and not (reading.judgements or reading.authority_slug or reading.start_date):
        raise UnreadableReport(
            Refusal.NOT_A_REPORT,
            f"{name} has words of this kind of report: {reading.kind.label}. But no judgement, no"
            " authority and no dates can be read in it. Upload the whole report.",
        )
    if reading.paragraphs or (reading.authority_slug and reading.start_date):
        return
    raise UnreadableReport(
        Refusal.NOT_A_REPORT,
        f"{name} has words of this kind of report: {reading.kind.label}. But no paragraphs, and no"
        " authority or no dates, can be read in it. Upload the whole report.",
    )


def _refuse_untitled(reading: ParsedReport, report: ReportLines, name: str) -> None:
    """Raise `UnreadableReport` for a paper that mentions a letter, and is none.

    It has no title of a letter, no inspector signed it, it does not say that it is a letter, and
    either its parts or the authority and the days are missing.
    """
    codes = {problem.code for problem in reading.problems}
    if "title-missing" not in codes or codes.isdisjoint(_UNSIGNED):
        return
    is_named = reading.authority_slug and reading.start_date
    if is_named and "paragraphs-missing" not in codes:
        return
    if any(SAYS_LETTER.search(line.text) for line in report.lines):
        return
    raise UnreadableReport(
        Refusal.NOT_A_REPORT,
        f"{name} mentions an inspection or a visit, but it has neither the title of a letter nor an"
        " inspector’s signature. Upload the letter itself.",
    )


def _refuse_several(report: ReportLines, kind: Kind) -> None:
    """Raise `UnreadableReport` for a file with several reports.

    It has the dates on site twice, two beginnings of letters, or both dates on site and the
    beginning of a letter. A SIF report may have the report on a board behind it: together they are
    one inspection.
    """
    if kind is Kind.SIF:
        report, _ = without_board(report)
    printed = [(line.page, line.text) for line in report.lines]
    tail = (each for each in report.left_out if each.reason is Omission.TAIL)
    printed += [(each.page, each.text) for each in tail]
    pages = [page for page, text in printed if _begins_dates(text)]
    pages += _letters_begin(printed)
    if len(pages) > 1:
        message = "The file holds several reports. Upload each as a file of its own."
        raise UnreadableReport(Refusal.SEVERAL_REPORTS, message, pages[1])


def _letters_begin(printed: Sequence[tuple[int | None, str]]) -> list[int | None]:
    """The page of the salutation of each letter among lines, given with their pages.

    One letter may greet several people, on one page and before its closing words.
    """
    begins: list[int | None] = []
    is_closed = False
    for page, text in printed:
        if CLOSING.match(text):
            is_closed = True
        elif len(text) <= _LONGEST_SALUTATION and SALUTATION.match(text):
            if not begins or is_closed or page != begins[-1]:
                begins.append(page)
            is_closed = False
    return begins


def _begins_dates(text: str) -> bool:
    """Whether a line is the label of the dates; in small letters it is the middle of a sentence."""
    return text[:1].isupper() and DATES_LABEL.match(text) is not None
