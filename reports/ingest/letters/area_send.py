"""Reading the report of an area SEND inspection (special educational needs and disabilities) since January 2023."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.letters.area_send_headings import SendUse, is_known, known_use
from reports.ingest.letters.checks import check_area_send
from reports.ingest.letters.contents import Contents, add_blocks
from reports.ingest.letters.frame import without_page_numbers
from reports.ingest.letters.heading_wordings import Use
from reports.ingest.letters.headings import HeadedLines, part_at_headings
from reports.ingest.letters.paragraphs import Flow, read_blocks
from reports.ingest.letters.report import letter_reading
from reports.ingest.letters.responsible_bodies import read_table
from reports.ingest.parsed import LeftOut, ParsedReport, Point
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import DATES_LABEL, Period, last_day, read_periods
from reports.ingest.parts.inspectors import NAME, ROLE
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.wording import Wording
from reports.vocabulary import Kind, Omission, SendOutcome

TITLE = Wording(
    r"^area SEND (?:full |monitoring )?inspection(?: of|:)\s+(?P<authority>.+?)(?:['’]s)?"
    r"(?:\s+local area(?: partnership)?)?\W*$",
    samples=(
        *("Area SEND inspection of Wexcombe Local Area Partnership", "Area SEND full inspection of Wexcombe"),
        "Area SEND inspection: Wexcombe Local Area",
    ),
    strangers=("Area SEND inspection report: Wexcombe Local Area Partnership",),
)
TITLE_BEGINS = Wording(
    r"^area SEND (?:full |monitoring )?inspection(?: of\b|:)",
    samples=("Area SEND inspection of Wexcombe Local", "Area SEND inspection: Wexcombe"),
    strangers=("The next full area SEND inspection of the partnership",),
)
EARLIER_LABEL = Wording(
    r"^dates? of (?:the )?previous inspections?\b",
    samples=("Dates of previous inspection: 24 to 28 January 2022", "Date of previous inspection: 3 June 2019"),
    strangers=("Inspection dates: 3 to 7 June 2024",),
)
COMPLAINT = Wording(
    r"^if you are not happy with the inspection or the report",
    samples=("If you are not happy with the inspection or the report, you can complain to Ofsted.",),
    strangers=("If you are happy",),
)
LEAD = Wording(
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s){1,4}?[^\W\d_][\w.'’-]*)\s*[,(–—]\s*"
    r"(?P<role>(?:(?!CQC|Care Quality)[^,\t]){0,40},?\s*)lead inspector\b",
    samples=(
        *("Ada Bell, Ofsted HMI Lead inspector", "Ada Bell, Ofsted HMI, lead inspector Cy Dunn, CQC lead inspector"),
        *("Ada Bell – Ofsted lead inspector", "Ada Bell HMI (lead inspector)"),
    ),
    strangers=("Cy Dunn, CQC Lead inspector", "Ada Bell, Ofsted HMI"),
)
OFSTED = Wording(
    r"\b(?:Ofsted|HMIs?|Majesty)", samples=(", Ofsted HMI Lead inspector",), strangers=(", CQC Lead inspector",)
)


def read_area_send(report: ReportLines) -> ParsedReport:
    """The reading of an area SEND report; its lead inspector is Ofsted's, its summary the text of the outcome."""
    left_out: list[LeftOut] = []
    lines = _without_complaint(list(without_page_numbers(report.lines, left_out)), left_out)
    title, body = _title_and_body(lines)
    header = [line.text for line in lines[:body]]
    periods = _periods(header)
    end = last_day(periods)
    named = TITLE.match(title)
    authority = match_authority(named["authority"], end) if named else None
    contents, team = _read_body(lines[body:], left_out)
    reading = replace(
        letter_reading(Kind.AREA_SEND, title, (named["authority"] if named else None, authority), periods, contents),
        lead_inspector=_lead_inspector(team),
        outcome=_outcome(contents),
        left_out=(*report.left_out, *left_out, *contents.left_out),
    )
    return replace(reading, problems=tuple(check_area_send(reading)))


def _periods(header: Sequence[str]) -> tuple[Period, ...]:
    """The days on site, beside their label or, where a line ends there or within them, on the next one too."""
    label = next((place for place, text in enumerate(header) if DATES_LABEL.match(text)), len(header))
    printed = [joined(header[label:end]) for end in (label + 1, label + 2)]
    return next(filter(None, (read_periods(DATES_LABEL.regex.sub("", text, count=1)) for text in printed)), ())


def _without_complaint(lines: Sequence[Line], left_out: list[LeftOut]) -> Sequence[Line]:
    end = next((place for place, line in enumerate(lines) if COMPLAINT.match(line.text)), len(lines))
    left_out += [LeftOut(Omission.TAIL, line.text, line.page) for line in lines[end:]]
    return lines[:end]


_POINTS = {SendUse.IMPROVE: Use.IMPROVE, SendUse.PRIORITY: Use.PRIORITY}


def _title_and_body(lines: Sequence[Line]) -> tuple[str, int]:
    """The title, and where the body begins: at the first heading below it."""
    begin = next((place for place, line in enumerate(lines) if TITLE_BEGINS.match(line.text)), 0)
    body = next((place for place in range(begin, len(lines)) if is_known(lines[place].text)), len(lines))
    ends = (place for place in range(begin, body) if _is_label(lines[place].text))
    return joined(line.text for line in lines[begin : next(ends, begin + 1)]), body


def _is_label(text: str) -> bool:
    return any(label.match(text) for label in (DATES_LABEL, EARLIER_LABEL))


def _parts(setting: Typesetting) -> Iterator[tuple[SendUse, HeadedLines]]:
    """The text under each heading; what is set like one inside a table or a list of names is none."""
    use: SendUse = SendUse.TEXT
    held: HeadedLines | None = None
    for each in part_at_headings(setting, is_known):
        known = known_use(each.heading or "")
        if known is None and use not in (SendUse.TEXT, SendUse.OUTCOME) and held is not None:
            held = replace(held, end=each.end)
            continue
        if held is not None:
            yield use, held
        use, held = known or SendUse.TEXT, each
    if held is not None:
        yield use, held


def _read_body(lines: Sequence[Line], left_out: list[LeftOut]) -> tuple[Contents, Sequence[Line]]:
    """The contents, and the lines that name the inspection team."""
    setting, contents = Typesetting(lines), Contents()
    team: list[Line] = []
    for use, each in _parts(setting):
        inside = lines[each.begin : each.end]
        if use in (SendUse.DETAILS, SendUse.TEAM):
            team += inside if use is SendUse.TEAM else ()
            names = [each.heading or "", *(line.text for line in inside)]
            left_out += [LeftOut(Omission.ADDRESS, text, each.page) for text in names]
        elif use in _POINTS:
            _add_points(contents, setting, each, _POINTS[use])
        else:
            kind = Use.SUMMARY if use is SendUse.OUTCOME else Use.TEXT
            add_blocks(contents, each, list(read_blocks(setting, each.begin, each.end)), kind, {})
    return contents, team


def _add_points(contents: Contents, setting: Typesetting, headed: HeadedLines, use: Use) -> None:
    """Each paragraph of a box is a point, and so is each row of a table of responsible bodies."""
    points = contents.priority_actions if use is Use.PRIORITY else contents.improvement_points
    table = read_table(setting, headed.begin, headed.end)
    if table is None:
        box = Typesetting(setting.lines[headed.begin : headed.end])
        blocks = read_blocks(box, 0, len(box.lines), flow=Flow.BOX)
        points += [Point(block.text, block.page) for block in blocks]
    else:
        points += table.points
        contents.left_out += [LeftOut(Omission.FURNITURE, table.head, headed.page)]
    contents.left_out.append(LeftOut(Omission.FURNITURE, headed.heading or "", headed.page))


def _outcome(contents: Contents) -> SendOutcome | None:
    """The one outcome whose words stand in the outcome's text; None where none or several do."""
    text = " ".join(passage.text for passage in contents.summary).casefold()
    named = [outcome for outcome in SendOutcome if outcome.words in text]
    return named[0] if len(named) == 1 else None


def _lead_inspector(team: Sequence[Line]) -> str | None:
    """Ofsted's lead inspector; the care regulator's stands in the other column or after it on the line."""
    cells = [cell for line in team for cell in line.text.split("\t")]
    first_column = " ".join(cell for line in team if (cell := line.text.split("\t")[0]) != "Ofsted")
    leads = [found for cell in cells if (found := LEAD.search(cell))] or list(LEAD.regex.finditer(first_column))
    leads = [found for found in leads if OFSTED.search(found[0])] or leads[:1]
    return " and ".join(dict.fromkeys(filter(None, (_bare(found["name"]) for found in leads)))) or None


def _bare(name: str) -> str | None:
    """The name without a role before or after it."""
    parts = [part.strip(" ,") for part in ROLE.regex.split(name)]
    return next((part for part in reversed(parts) if NAME.match(part)), None)
