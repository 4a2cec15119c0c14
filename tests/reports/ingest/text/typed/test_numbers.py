"""The numbers of paragraphs, in whatever form."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typed.numbers import with_plain_numbers
from tests.support.lines import text_lines


@pytest.mark.parametrize(
    "form",
    [
        "({}) ",
        "[{}] ",
        "{} . ",
        "{} – ",
        "{}: ",
        "{}, ",
        "¶{} ",
        "Para {}. ",
        "{}.0 ",
        "{}/ ",
        "<{}> ",
        "[Para {}] ",
    ],
)
def test_numbers_of_one_form_are_written_plainly(form: str) -> None:
    texts = [f"{form.format(number)}Help." for number in range(1, 7)]
    lines = with_plain_numbers(text_lines("\n".join(["Seen.", *texts])))
    assert [line.text for line in lines][1:] == [f"{number}. Help." for number in range(1, 7)]


def test_other_numbers_stay() -> None:
    plain = [f"{number}. Help." for number in range(1, 7)]
    few = ["(1) One.", "(2) Two."]
    lines = with_plain_numbers(text_lines("\n".join([*few, *plain])))
    assert [line.text for line in lines] == [*few, *plain]


def test_the_longest_order_is_that_of_the_paragraphs() -> None:
    table = ["1 - Help", "2 - Care"]
    paragraphs = [f"{number} - Children wait." for number in range(1, 7)]
    lines = with_plain_numbers([Line(text) for text in (*table, *paragraphs)])
    assert [line.text for line in lines][:3] == ["1 - Help", "2 - Care", "1. Children wait."]
