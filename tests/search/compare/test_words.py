"""Words used more in one report than in the other: counted again here, in plain Python."""

import re
from collections import Counter

import pytest
from django.test import Client

from reports.facts.vocabulary import Area, Grade
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.search.compare.page import tree_of, words_of
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db

FERN = (
    "Supervision in Fernhollow is steady, and supervision is recorded; Fernhollow staff value it.",
    "Supervised staff are visited by Cafcass. Cafcass was kind in 2019, in 2019 and in 2019.",
)
GREY = (
    "Homes are warm and homes are kind; the children’s staff are kind.",
    "Visits to homes are seldom.",
)
FILLER = tuple(
    f"The staff of the children are named in paragraph {number}." for number in range(30)
)


@pytest.fixture(autouse=True)
def archive() -> None:
    """Two reports to compare, and a third in which `staff` and `children` are common."""
    make_report(make_authority(), *FERN)
    make_report(make_authority("greyfell"), *GREY)
    make_report(make_authority("elsewhere"), *FILLER)


def tables(client: Client, address: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Each table of words by its caption: how often each word stands here and elsewhere."""
    on_page = {}
    for table in tree_of(client, address).iter("table"):
        caption = words_of(table.find("caption"))  # type: ignore[arg-type]  # every table has one
        if caption.startswith("Used more"):
            rows = [[words_of(cell) for cell in row] for row in table.iter("tr")][1:]
            on_page[caption] = {row[0]: (int(row[1]), int(row[2])) for row in rows if len(row) == 3}
    return on_page


def counted(texts: tuple[str, ...], beginning: str) -> int:
    words = [
        word for each in texts for word in re.findall(r"[a-z0-9]+", each.lower().replace("’", " "))
    ]
    return len(words) if not beginning else sum(word.startswith(beginning) for word in words)


ADDRESS = "/compare/?authority=fernhollow&authority=greyfell&area=help-and-protection"


def test_words_are_counted_in_all_forms_and_shown_as_written(client: Client) -> None:
    on_page = tables(client, ADDRESS)
    fern, grey = (
        on_page["Used more in the passages on Fernhollow"],
        on_page["Used more in the passages on Greyfell"],
    )
    assert fern["supervision"] == (counted(FERN, "supervis"), counted(GREY, "supervis")) == (3, 0)
    assert fern["Cafcass"] == (2, 0)
    assert grey["homes"] == (counted(GREY, "home"), counted(FERN, "home")) == (3, 0)
    assert fern["All words"] == (counted(FERN, ""), counted(GREY, ""))
    assert grey["All words"] == (counted(GREY, ""), counted(FERN, ""))


def test_names_numbers_stop_words_and_what_stands_once_are_left_out(client: Client) -> None:
    on_page = tables(client, ADDRESS)
    shown = Counter(word.lower() for table in on_page.values() for word in table)
    assert not {"fernhollow", "2019", "the", "are", "s", "steady", "visits"} & shown.keys()


def test_words_that_both_use_alike_are_left_out(client: Client) -> None:
    on_page = tables(client, ADDRESS)
    assert "staff" not in on_page["Used more in the passages on Fernhollow"]


def test_rare_words_of_the_archive_come_before_common_ones(client: Client) -> None:
    make_report(
        make_authority("rarity"), "Children visit; children visit.", "Zeppelins fly; zeppelins fly."
    )
    make_report(make_authority("plain"), "Homes are warm, very warm, and homes are quiet.")
    words = next(
        iter(
            tables(
                client, "/compare/?authority=rarity&authority=plain&area=help-and-protection"
            ).values()
        )
    )
    assert list(words).index("zeppelins") < list(words).index("children")


def test_no_words_without_passages_of_two(client: Client) -> None:
    assert tables(client, "/compare/?authority=fernhollow&authority=greyfell&q=supervision") == {}
    assert "Words used more" not in page_html(
        client, "/compare/?authority=fernhollow&authority=greyfell"
    )


def test_the_page_says_who_counted(client: Client) -> None:
    page = page_html(client, ADDRESS)
    assert "Counted by machine" in page
    assert "A word says nothing of whether it was praise or criticism." in page


def judged(slug: str, *areas: Area) -> None:
    """A report with a section on each area, its first area has two passages."""
    inspection = make_inspection(
        make_authority(slug), grades=dict.fromkeys(areas, Grade.GOOD), original=slug.encode()
    )
    for number, text in enumerate((f"Homes of {slug}, {slug} homes.", "Kilns, more kilns."), 1):
        make_paragraph(inspection, text, number=number, area=areas[0])


def test_no_table_is_made_of_unlike_sections_and_the_page_says_why(client: Client) -> None:
    judged("alone", Area.CARE_LEAVERS, Area.IN_CARE)
    judged("joint", Area.IN_CARE_AND_CARE_LEAVERS)
    judged("joined-too", Area.IN_CARE_AND_CARE_LEAVERS)
    unlike = "/compare/?authority=alone&authority=joint&area=care-leavers"
    page = page_html(client, unlike)
    assert "The report on Joint judges “Children in care and care leavers” as one" in page
    assert "passages on care leavers alone cannot be set beside" in page
    assert tables(client, unlike) == {}
    rows = client.get(unlike.replace("/compare/", "/compare/words.csv")).getvalue()
    assert rows.count(b"\n") == 1  # the head
    for like in (
        "/compare/?authority=joint&authority=joined-too&area=care-leavers",
        "/compare/?authority=alone&authority=joint&area=care-leavers&area=in-care",
        "/compare/?authority=alone&authority=joint&q=kilns",
    ):
        assert "as one, so that" not in page_html(client, like)
    assert tables(client, "/compare/?authority=joint&authority=joined-too&area=care-leavers")
