"""Makes PDFs that look like real reports from a few lines of text.

Each line of the source is set as its first sign says:

    = title               26 pt            ~ **Label:** value     12 pt
    | label | grade       a row of the table, the label wrapped, the grade beside or (||) between its lines
    # heading             14 pt bold       ## heading             12 pt bold
    * bullet              hanging          - second-level bullet
    12. paragraph         hanging          anything else          plain text
    ^ note                8 pt, at the foot of the page, its mark raised
    > footer              8 pt at the foot of every page from here on, with the page's number
    ---                   a new page

`^1^` raises a note mark or the letters of "18^th^". Text wraps at the margin and at `//`, and runs
on over the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.3, 841.9
LEFT, INDENT, RIGHT, TOP, BOTTOM = 71.0, 99.0, 525.0, 748.0, 62.0
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
PRINTED = """
= Inspection of Wexcombe local authority children’s services
~ **Inspection dates:** 12 to 23 June 2023
~ **Lead inspector:** Tobias Harkwell, His Majesty’s Inspector
| Judgement | Grade
| The impact of leaders on social work practice with children and families | Good
| The experiences and progress of children who need help and protection | Good
| The experiences and progress of children in care | Good
| The experiences and progress of care leavers | Good
| Overall effectiveness | Good
# The experiences and progress of children who need help and protection: good
1. The front door works well and callers are answered at once.
2. Early help has grown into a service that families trust.
"""
"""The source of a short report that can be published: ILACS, five judgements, two paragraphs."""


def typeset(source: str) -> bytes:
    """The PDF of a report written as above."""
    setter = _Setter()
    for line in source.splitlines():
        if line.strip():
            setter.set(line)
    return setter.finished()


class _Setter:
    def __init__(self) -> None:
        self.file = BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), invariant=True)
        self.y = TOP
        self.footer: str | None = None
        self.notes: list[str] = []

    def set(self, line: str) -> None:
        sign, _, text = line.partition(" ")
        number = re.fullmatch(r"\d+\.?", sign)
        match sign:
            case "---":
                self.turn()
            case ">":
                self.footer = text
            case "^":
                self.notes.append(text)
            case "=":
                self.block(text, size=26)
            case "#" | "##":
                self.block(text, size=14 if sign == "#" else 12, font=BOLD)
            case "|" | "||":
                self.row(*(cell.strip() for cell in text.split("|")), between=sign == "||")
            case "*":
                self.block(text, mark="n", mark_font="ZapfDingbats", left=LEFT + 18, mark_left=LEFT)
            case "-":
                self.block(text, mark="–", left=LEFT + 36, mark_left=LEFT + 18)
            case _ if number:
                self.block(text, mark=sign, left=INDENT, mark_left=LEFT)
            case _:
                self.block(text if sign == "~" else line)

    def block(
        self,
        text: str,
        *,
        size: float = 12,
        font: str = PLAIN,
        left: float = LEFT,
        mark: str = "",
        mark_font: str = PLAIN,
        mark_left: float = LEFT,
    ) -> None:
        """Write a block of text with space above; `mark` is its number or bullet."""
        self.y -= size
        for place, words in enumerate(wrapped(text, font, size, RIGHT - left)):
            if self.y < BOTTOM:
                self.turn()
            if mark and place == 0:
                self.write(mark_left, self.y, mark, mark_font, size)
            self.write(left, self.y, words, font, size)
            self.y -= 1.2 * size

    def row(self, label: str, grade: str, *, between: bool) -> None:
        """A row of the judgement table; real ones centre the grade between two lines of the label."""
        self.y -= 14
        top = self.y
        for words in wrapped(label, PLAIN, 12, 290):
            self.write(LEFT + 6, self.y, words, PLAIN, 12)
            self.y -= 14.4
        lower = (top - self.y - 14.4) / 2 if between else 0
        for place, words in enumerate(wrapped(grade, PLAIN, 12, RIGHT - 395)):
            self.write(395, top - lower - 14.4 * place, words, PLAIN, 12)

    def write(self, x: float, y: float, text: str, font: str, size: float) -> None:
        for part in re.split(r"(\^\w+\^|\*\*[^*]+\*\*)", text):
            if part.startswith("^"):
                x = self.run(x, y + 0.35 * size, part.strip("^"), font, 0.65 * size)
            elif part.startswith("**"):
                x = self.run(x, y, part.strip("*"), BOLD, size)
            else:
                x = self.run(x, y, part, font, size)

    def run(self, x: float, y: float, text: str, font: str, size: float) -> float:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return x + stringWidth(text, font, size)

    def turn(self) -> None:
        number = self.canvas.getPageNumber()
        if self.footer:
            *above, last = self.footer.split(" / ")
            for place, words in enumerate(above):
                self.run(LEFT, 39.6 + 10 * place, words, BOLD, 8)
            self.run(LEFT, 30, last, PLAIN, 8)
        self.run(513, 30, str(number), PLAIN, 8 if self.footer else 20)
        for place, note in enumerate(reversed(self.notes)):
            self.write(LEFT, 66 + 12 * place, note, PLAIN, 9)
        self.notes = []
        self.canvas.showPage()
        self.y = TOP

    def finished(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.file.getvalue()


def wrapped(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """The text in lines of at most `width` points, broken after spaces, hyphens and at `//`."""
    line = ""
    for word in re.findall(r"\S+?-(?=\w)|\S+\s*", text):
        if word.strip() == "//":
            yield line.rstrip()
            line = ""
            continue
        if line and stringWidth(re.sub(r"[\^*]", "", line + word.rstrip()), font, size) > width:
            yield line.rstrip()
            line = ""
        line += word
    yield line.rstrip()
