"""How a text is set, told from its lines."""

from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting

WRAPPED = "Plans are kept, and children are seen as often as they should be by"
WHOLE = (
    "Plans are kept, and children are seen as often as they should be by people whom they know well. "
    * 2
)


def test_one_long_line_does_not_make_a_text_unwrapped() -> None:
    assert not Typesetting([Line(WRAPPED)] * 20 + [Line(WHOLE)]).unwrapped


def test_a_text_of_long_lines_is_unwrapped_though_its_headings_are_short() -> None:
    assert Typesetting(
        [Line("Main findings"), Line(WHOLE), Line("Overview"), Line(WHOLE)]
    ).unwrapped
