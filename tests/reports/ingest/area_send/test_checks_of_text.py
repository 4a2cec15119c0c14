"""What is doubtful in the points of an area SEND report in a text file is warned of."""

from pathlib import Path

import pytest

from reports.facts.vocabulary import Severity
from reports.ingest.report import read_report

EXAMPLE = Path(__file__).parents[1] / "examples" / "area-send-responsible-bodies.txt"
TEXT = EXAMPLE.read_text(encoding="utf-8")
ROWS = TEXT[TEXT.index("Responsible body") : TEXT.index("Areas for improvement")]
FOOTER = "Area SEND inspection report: Northwold Local Area Partnership 2"
COLUMNS = (
    "Responsible body\nWexcombe Council\nNHS Wexcombe ICB\nAreas for priority action\n"
    "Leaders should act urgently.\nLeaders should write plans.\n\n"
)

POINTS = TEXT[TEXT.index("Areas for improvement\n") : TEXT.index("Inspection team")]
PROSE = "Areas for improvement\n\nLeaders should read plans. They should send them early.\n\n"
ACTIONS_AS_PROSE = "Leaders should ask; they should write; and they should act.\n\n"


def warnings(text: str) -> set[str]:
    problems = read_report(text.encode(), "report.txt").problems
    return {each.code for each in problems if each.severity is Severity.WARNING}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TEXT, set()),
        (TEXT.replace("Areas for improvement\n", ""), {"improvement-points-missing"}),
        (TEXT.replace(ROWS, COLUMNS), {"action-doubtful"}),
        (TEXT.replace(ROWS, "Wexcombe Council and NHS\n\n"), {"action-doubtful"}),
        (TEXT.replace("\nNorthwold", "\nThey know. Northwold"), {"action-doubtful"}),
        (TEXT.replace("\nNorthwold", f"\n{FOOTER} Northwold"), {"point-doubtful"}),
        (TEXT.replace("for what.", "for what. Leaders need to act."), {"action-doubtful"}),
        (TEXT.replace("Integrated Care Board\t", "the\t"), {"action-doubtful"}),
        (TEXT.replace(POINTS, PROSE), {"point-doubtful"}),
        (TEXT.replace(ROWS, ACTIONS_AS_PROSE), {"point-doubtful"}),
    ],
    ids=[
        "a whole report",
        "no areas for improvement",
        "columns",
        "a body alone",
        "a sentence before a body",
        "a footer before a body",
        "two actions in a row",
        "a body that is cut",
        "points as prose",
        "actions as prose",
    ],
)
def test_doubts_of_points_in_text(text: str, codes: set[str]) -> None:
    assert codes <= warnings(text)
    assert bool(codes) == bool(warnings(text))
